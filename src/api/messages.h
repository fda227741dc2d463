// Requests and responses of the API, as described structs: JSON, /openapi.json and the web client's types
// all follow from these. Times are ISO 8601 in JSON. One header per group of resources, all of them here.
#pragma once

#include "api/messages/collect.h"
#include "api/messages/costs.h"
#include "api/messages/jobs.h"
#include "api/messages/layers.h"
#include "api/messages/memberships.h"
#include "api/messages/operating.h"
#include "api/messages/person_facts.h"
#include "api/messages/persons.h"
#include "api/messages/problem.h"
#include "api/messages/pushes.h"
#include "api/messages/questions.h"
#include "api/messages/saved.h"
#include "api/messages/schema.h"
#include "api/messages/segment_tools.h"
#include "api/messages/segments.h"
#include "api/messages/session.h"
#include "api/messages/settings.h"
#include "api/messages/sql.h"
#include "api/messages/tags.h"
#include "api/messages/targeting.h"
