// What the routes about sending share.
#pragma once

#include "api/internal/app_state.h"
#include "api/route.h"
#include "engage/composer.h"
#include "engage/links.h"
#include "engage/post_office.h"
#include "engage/rules.h"
#include "ledger/secrets.h"
#include "outbound/mail.h"

namespace throng::api {

inline Result<engage::PostOffice*> office_of(App& app) {
  if (app.services.office == nullptr) return fail(ErrorCode::internal, "this server sends nothing");
  return app.services.office;
}

inline Result<engage::StoredRules> rules_of(App& app) {
  return engage::sending_rules(app.services.db, app.project.id, app.now());
}

// Where the links in messages lead.
inline std::string sending_url(const Call& call) {
  if (call.app.services.office != nullptr) return call.app.services.office->public_url();
  return call.app.options.public_url;
}

// When people respond: as the server that sends last looked, or looked up.
inline std::shared_ptr<engage::ResponseHabits> responses_of(App& app) {
  if (app.services.office != nullptr) return app.services.office->place().responses;
  return std::make_shared<engage::ResponseHabits>();
}

}  // namespace throng::api
