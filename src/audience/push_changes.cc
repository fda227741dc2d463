#include "audience/push_changes.h"

#include <algorithm>

#include <fmt/format.h>

#include "audience/person_traits.h"
#include "model/value.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::audience {
namespace {

// The clock may have been set back a little; more than so much, and changes may be told late.
constexpr Duration kSlack = days(1);

bool is_change(const model::Event& event) {
  return event.name == model::kSegmentEntered || event.name == model::kSegmentLeft;
}

PushedIds ids_of(const collect::Collector& collector, model::PersonNumber person) {
  PushedIds ids;
  for (const auto& known : collector.ids_of(person)) {
    auto& list = known.id.kind == model::IdKind::user ? ids.user_ids : ids.anonymous_ids;
    if (list.size() < kMaxPushedIds) list.push_back(known.id.value);
  }
  return ids;
}

}  // namespace

StoredChanges::StoredChanges(Audience& audience, collect::Collector& collector)
    : audience_(audience), collector_(collector), subscription_(collector.subscribe([this](const model::Event& event) {
        if (is_change(event)) newest_ = event.number;  // they come in order
      })) {}

// What was there before the start is looked through once.
Result<model::EventNumber> StoredChanges::newest() {
  if (newest_ == 0) {
    THRONG_TRY(const timeline::Snapshot snapshot, audience_.sources().timeline->snapshot());
    model::EventNumber unknown = 0;
    newest_.compare_exchange_strong(unknown, snapshot.last_number());
  }
  return newest_.load();
}

// All that was acknowledged before a flush is in the warehouse after it, so nothing comes in before what was read.
Result<ChangeSource::Found> StoredChanges::read(const Wanted& wanted, std::stop_token stop) {
  THRONG_TRY(const model::EventNumber up_to, newest());
  THRONG_CHECK(collector_.flush());
  Found found{.changes = {}, .looked_to = up_to};
  THRONG_TRY(found.changes, told_events(wanted, up_to, stop));
  THRONG_CHECK(add_persons(*wanted.push, found.changes, std::move(stop)));
  return found;
}

Result<std::vector<NumberedChange>> StoredChanges::told_events(const Wanted& wanted, model::EventNumber up_to,
                                                               std::stop_token stop) const {
  std::string names;
  if (wanted.push->entered) names += warehouse::quote(model::kSegmentEntered);
  if (wanted.push->left) names += (names.empty() ? "" : ", ") + warehouse::quote(model::kSegmentLeft);
  std::string segment;
  json::write_string(segment, wanted.push->segment);
  const std::string sql = fmt::format(
      "SELECT num, person, event, ts_ms FROM {} WHERE event IN ({}) AND num > {} AND num <= {} AND ts >= "
      "toDateTime({}, 'UTC') AND {} = {} ORDER BY num LIMIT {}",
      warehouse::table(audience_.project(), "events"), names, wanted.after, up_to,
      std::max<std::int64_t>(0, to_ms(wanted.after_at - kSlack) / 1000),
      warehouse::raw_property(warehouse::plain_props(), "segment"), warehouse::quote(segment), wanted.most);
  std::vector<NumberedChange> changes;
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      NumberedChange& one = changes.emplace_back();
      one.number = block.get<std::uint64_t>(0)[i];
      one.change.person = block.get<std::uint32_t>(1)[i];
      if (block.get<std::string>(2)[i] == model::kSegmentLeft) one.change.change = PushedKind::left;
      one.change.at = from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(3)[i]));
    }
    return {};
  };
  THRONG_CHECK(audience_.sources().warehouse->query(sql, {.stop = std::move(stop)}, take));
  return changes;
}

Result<void> StoredChanges::add_persons(const Push& push, std::vector<NumberedChange>& changes,
                                        std::stop_token stop) const {
  if (changes.empty()) return {};
  THRONG_TRY(const PersonTraits traits,
             PersonTraits::open(*audience_.sources().timeline, push.traits, std::move(stop)));
  std::vector<model::PersonNumber> persons;
  for (NumberedChange& one : changes) {
    one.change.person = traits.snapshot().representative(one.change.person);
    one.change.ids = ids_of(collector_, one.change.person);
    persons.push_back(one.change.person);
  }
  std::ranges::sort(persons);
  persons.erase(std::ranges::unique(persons).begin(), persons.end());
  const auto rows = traits.of(persons);
  for (NumberedChange& one : changes) {
    const auto row = static_cast<std::size_t>(std::ranges::lower_bound(persons, one.change.person) - persons.begin());
    for (std::size_t i = 0; i < push.traits.size(); ++i) {
      if (!rows[row][i].empty()) one.change.traits[push.traits[i]] = json::Raw{std::string(rows[row][i])};
    }
  }
  return {};
}

}  // namespace throng::audience
