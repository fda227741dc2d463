// Identity links as the API shows them.
#pragma once

#include <vector>

#include "api/messages/persons.h"
#include "timeline/timeline.h"

namespace throng::api {

struct App;

// Newest first; a link that was taken back says so.
std::vector<LinkView> list_links(App& app, const timeline::Snapshot& snapshot, std::size_t limit, std::size_t offset);
// Those that touch any of these numbers, among the newest 10,000.
std::vector<LinkView> links_of(App& app, const timeline::Snapshot& snapshot,
                               const std::vector<model::PersonNumber>& numbers);
LinkView view_of(App& app, const timeline::Snapshot& snapshot, const model::Link& link);

}  // namespace throng::api
