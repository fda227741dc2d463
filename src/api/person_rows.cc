#include "api/person_rows.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/core.h>

#include "analyze/sql/traits.h"
#include "api/internal/app_state.h"
#include "api/trait_history.h"
#include "model/profile_op.h"
#include "model/value.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::api {
namespace {

constexpr std::size_t kMostUserIds = 20;
constexpr std::size_t kMostNamings = 1000;  // of one number that are looked at

struct Activity {
  std::uint64_t first_ms = 0;
  std::uint64_t last_ms = 0;
  std::uint64_t events = 0;
};

void add(Activity& sum, const Activity& part) {
  sum.first_ms = sum.events == 0 ? part.first_ms : std::min(sum.first_ms, part.first_ms);
  sum.last_ms = std::max(sum.last_ms, part.last_ms);
  sum.events += part.events;
}

// The traits that name a person, raw.
struct Named {
  std::string name, email;
};

struct Batch {
  std::unordered_map<model::PersonNumber, std::size_t> row_of;  // by number
  std::vector<model::PersonNumber> numbers;
};

Batch batch_of(const timeline::Snapshot& snapshot, const analyze::PersonList& representatives) {
  Batch batch;
  for (std::size_t row = 0; row < representatives.size(); ++row) {
    for (const model::PersonNumber number : snapshot.numbers_of(representatives[row])) {
      batch.row_of.emplace(number, row);
      batch.numbers.push_back(number);
    }
    if (batch.row_of.emplace(representatives[row], row).second) batch.numbers.push_back(representatives[row]);
  }
  return batch;
}

Result<std::vector<Activity>> activity_of(App& app, const Batch& batch, std::size_t rows) {
  const std::string sql = "SELECT person, min(ts_ms) AS first, max(ts_ms) AS last, count() AS n FROM " +
                          warehouse::table(app.project.id, "events") + " WHERE person IN " +
                          number_list(batch.numbers) + " GROUP BY person";
  THRONG_TRY(const warehouse::Block block,
             warehouse::query_all(app.services.warehouse, sql, {.stop = app.stopping.get_token()}));
  std::vector<Activity> out(rows);
  for (std::size_t i = 0; i < block.rows; ++i) {
    const auto row = batch.row_of.at(block.get<std::uint32_t>(0)[i]);
    add(out[row], {block.get<std::uint64_t>(1)[i], block.get<std::uint64_t>(2)[i], block.get<std::uint64_t>(3)[i]});
  }
  return out;
}

// The newest operations on those two of each number, newest first: person, event, name, email.
std::string naming_operations(const App& app, const Batch& batch) {
  const std::string plain = warehouse::plain_props();
  return fmt::format(
      "SELECT person, toString(event), {} AS name, {} AS email FROM {} WHERE {} AND person IN {} AND "
      "(event = {} OR name != '' OR email != '') ORDER BY {} LIMIT {} BY person",
      warehouse::raw_property(plain, "name"), warehouse::raw_property(plain, "email"),
      warehouse::table(app.project.id, "events"), analyze::sql::is_profile_operation(), number_list(batch.numbers),
      warehouse::quote(model::kProfileDelete), kNewestFirst, kMostNamings);
}

Result<std::vector<Named>> names_of(App& app, const Batch& batch, std::size_t rows) {
  THRONG_TRY(const warehouse::Block block, warehouse::query_all(app.services.warehouse, naming_operations(app, batch),
                                                                {.stop = app.stopping.get_token()}));
  std::vector<Named> out(rows);
  for (std::size_t i = block.rows; i-- > 0;) {
    const auto op = model::profile_op(block.get<std::string>(1)[i]);
    if (!op) continue;
    Named& named = out[batch.row_of.at(block.get<std::uint32_t>(0)[i])];
    const auto apply = [&](std::string& value, const std::string& operand) {
      if (op == model::ProfileOp::clear || !operand.empty()) value = model::after(*op, std::move(value), operand);
    };
    apply(named.name, block.get<std::string>(2)[i]);
    apply(named.email, block.get<std::string>(3)[i]);
  }
  return out;
}

// What a raw trait calls its person; "" for none.
std::string called(const std::string& raw) { return raw.empty() || raw == "null" ? "" : model::label_of(raw); }

PersonRow make_row(App& app, model::PersonNumber person, const Activity& activity, const Named& named) {
  PersonRow row{.person = person, .label = called(named.name), .events = activity.events};
  if (row.label.empty()) row.label = called(named.email);
  std::string first_anonymous;
  for (const auto& known : app.services.collector.ids_of(person)) {
    if (known.id.kind == model::IdKind::anonymous) {
      ++row.anonymous_ids;
      if (first_anonymous.empty()) first_anonymous = known.id.value;
    } else if (row.user_ids.size() < kMostUserIds) {
      row.user_ids.push_back(known.id.value);
    }
  }
  if (row.label.empty()) row.label = row.user_ids.empty() ? first_anonymous : row.user_ids.front();
  if (activity.events > 0) {
    row.first_seen = from_ms(static_cast<std::int64_t>(activity.first_ms));
    row.last_seen = from_ms(static_cast<std::int64_t>(activity.last_ms));
  }
  return row;
}

}  // namespace

std::string number_list(const std::vector<model::PersonNumber>& numbers) {
  std::string out = "(";
  for (const model::PersonNumber number : numbers) {
    if (out.size() > 1) out += ',';
    out += std::to_string(number);
  }
  return out + ")";
}

Result<std::vector<PersonRow>> person_rows(App& app, const analyze::PersonList& representatives) {
  std::vector<PersonRow> rows;
  if (representatives.empty()) return rows;
  THRONG_TRY(const timeline::Snapshot snapshot, app.services.timeline.snapshot());
  const Batch batch = batch_of(snapshot, representatives);
  THRONG_TRY(const auto activity, activity_of(app, batch, representatives.size()));
  THRONG_TRY(const auto names, names_of(app, batch, representatives.size()));
  for (std::size_t i = 0; i < representatives.size(); ++i)
    rows.push_back(make_row(app, representatives[i], activity[i], names[i]));
  return rows;
}

IdView id_of_number(App& app, const timeline::Snapshot& snapshot, model::PersonNumber number) {
  for (const auto& known : app.services.collector.ids_of(snapshot.representative(number))) {
    if (known.number == number) return {known.id.kind, known.id.value, number};
  }
  return {.number = number};
}

}  // namespace throng::api
