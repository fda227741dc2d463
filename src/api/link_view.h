// Identity links as the API shows them.
#pragma once

#include <optional>
#include <vector>

#include "api/messages/persons.h"
#include "timeline/timeline.h"

namespace throng::api {

struct App;

// Which links: of one kind (absent: any), touching any of these numbers (none: all).
struct LinkPage {
  std::optional<model::LinkKind> kind;
  std::vector<model::PersonNumber> numbers;
  std::size_t limit = 200;
  std::size_t offset = 0;
};

// Newest first, among the newest 10,000; a link that was taken back says so.
LinksResponse list_links(App& app, const timeline::Snapshot& snapshot, const LinkPage& page);
LinkView view_of(App& app, const timeline::Snapshot& snapshot, const model::Link& link);

}  // namespace throng::api
