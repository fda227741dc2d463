// What operators saved in a project: reports, boards, annotations, goals, alerts, subscriptions, what its events are
// for, segments, tags, layer schemes, pushes, messages, campaigns, journeys, the rules of sending, what may be sent by
// whom, what is known of each event. They differ in their body only, which is JSON that the ledger does not look into,
// so one table holds them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "ledger/db.h"

namespace throng::ledger {

// clang-format off
enum class SavedKind { report, board, annotation, goal, alert, subscription, roles, segment, tag, layers, push, message, campaign, messaging, journey, sources, event, plan };
BOOST_DESCRIBE_ENUM(SavedKind, report, board, annotation, goal, alert, subscription, roles, segment, tag, layers, push, message, campaign, messaging, journey, sources, event, plan)
// clang-format on

struct Saved {
  std::string id;  // 12 random letters and digits
  std::string project;
  SavedKind kind = SavedKind::report;
  std::string name;  // unique among those of its kind in the project, but for annotations
  std::string description;
  std::string body;   // JSON
  std::string owner;  // e-mail
  Instant created{};
  Instant updated{};
};

// Which one: found only if project and kind are right too.
struct SavedKey {
  std::string_view project;
  SavedKind kind = SavedKind::report;
  std::string_view id;
};

inline constexpr std::size_t kMaxSavedBody = std::size_t{1} << 20;
inline constexpr std::size_t kMaxSavedPerKind = 2000;  // in a project

// Errors: invalid_argument naming the field, not_found (project), conflict (name), too_large.
Result<Saved> add_saved(Db& db, Saved wanted, Instant now);
Result<Saved> find_saved(Db& db, const SavedKey& key);                                    // not_found
Result<std::vector<Saved>> list_saved(Db& db, std::string_view project, SavedKind kind);  // by name
Result<Saved> update_saved(Db& db, const Saved& saved, Instant now);  // name, description, body; the owner stays
// Changes whenever one of the kind is added, changed or removed.
Result<std::string> saved_version(Db& db, std::string_view project, SavedKind kind);
Result<void> remove_saved(Db& db, const SavedKey& key);  // and its history

// What happened to a saved thing: an alert was evaluated, a mail went out. Removed with it.
struct SavedEvent {
  std::string saved;  // id
  Instant at{};
  std::string body;  // JSON
  long long id = 0;  // given when it is added
};
inline constexpr std::size_t kKeptSavedEvents = 1000;  // per thing; older ones are dropped
// Its id. Errors: not_found (the thing is gone).
Result<long long> add_saved_event(Db& db, const SavedEvent& event);
// Replaces the body of one. Errors: not_found (it was dropped, or the thing is gone).
Result<void> change_saved_event(Db& db, const SavedEvent& event);
// Newest first. Of what does not exist: none.
Result<std::vector<SavedEvent>> list_saved_events(Db& db, std::string_view saved, std::size_t limit);

}  // namespace throng::ledger
