#include "audience/versions.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "warehouse/schema.h"

namespace throng::audience {
namespace {

using warehouse::Block;
using warehouse::Column;

constexpr std::uint64_t kBytesPerInsert = std::uint64_t{64} << 20;

// A date as YYYYMMDD: ascending as dates are, and readable in the table.
std::uint32_t number_of(CivilDate day) {
  return static_cast<std::uint32_t>(day.year) * 10'000 + day.month * 100 + day.day;
}
CivilDate day_of(std::uint32_t number) {
  return {.year = static_cast<int>(number / 10'000), .month = number / 100 % 100, .day = number % 100};
}

// Little-endian doubles, whatever this machine is.
std::string bytes_of(const std::vector<double>& numbers) {
  static_assert(std::endian::native == std::endian::little);
  std::string bytes(numbers.size() * sizeof(double), '\0');
  if (!numbers.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}
std::vector<double> numbers_of(std::string_view bytes) {
  std::vector<double> numbers(bytes.size() / sizeof(double));
  if (!numbers.empty()) std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(double));
  return numbers;
}

// Rows of the table, column by column.
struct Rows {
  std::vector<std::string> objects, numbered, numbers, values, sets;
  std::vector<std::uint32_t> days;
  std::vector<std::uint64_t> computed, everyone, persons, sizes, ends;
  std::uint64_t bytes = 0;

  void add(const NewVersion& version) {
    const Assignment& assignment = *version.assignment;
    objects.push_back(text_of(version.object));
    persons.push_back(assignment.everyone().size());
    for (std::size_t i = 0; i < assignment.values.size(); ++i) {
      values.push_back(assignment.values[i]);
      sizes.push_back(assignment.persons[i].size());
      sets.push_back(assignment.persons[i].to_bytes());
      bytes += sets.back().size();
    }
    ends.push_back(values.size());
    numbered.push_back(assignment.numbered.to_bytes());
    numbers.push_back(bytes_of(assignment.numbers));
    bytes += numbered.back().size() + numbers.back().size();
  }

  Block block(CivilDate day, Instant instant, std::uint64_t all) && {
    const std::size_t count = objects.size();
    days.assign(count, number_of(day));
    computed.assign(count, static_cast<std::uint64_t>(to_ms(instant)));
    everyone.assign(count, all);
    Block out;
    out.rows = count;
    const auto column = [&](std::string name, warehouse::Values data, std::vector<std::uint64_t> offsets = {}) {
      out.columns.push_back(Column{std::move(name), std::move(data), {}, std::move(offsets)});
    };
    column("object", std::move(objects));
    column("day", std::move(days));
    column("computed_ms", std::move(computed));
    column("everyone", std::move(everyone));
    column("persons", std::move(persons));
    column("names", std::move(values), ends);
    column("sizes", std::move(sizes), ends);
    column("sets", std::move(sets), ends);
    column("numbered", std::move(numbered));
    column("numbers", std::move(numbers));
    return out;
  }
};

std::vector<std::string> list_at(const Block& block, std::size_t column, std::size_t row) {
  const auto& all = block.get<std::string>(column);
  const auto& ends = block.columns[column].offsets;
  const auto begin = static_cast<std::ptrdiff_t>(row == 0 ? 0 : ends[row - 1]);
  return {all.begin() + begin, all.begin() + static_cast<std::ptrdiff_t>(ends[row])};
}

Result<Assignment> assignment_at(const Block& block) {
  Assignment out{.values = list_at(block, 0, 0), .persons = {}, .numbered = {}, .numbers = {}};
  for (const std::string& bytes : list_at(block, 1, 0)) {
    THRONG_TRY(Bitmap persons, Bitmap::from_bytes(bytes));
    out.persons.push_back(std::move(persons));
  }
  THRONG_TRY(out.numbered, Bitmap::from_bytes(block.get<std::string>(2)[0]));
  out.numbers = numbers_of(block.get<std::string>(3)[0]);
  if (out.numbered.size() != out.numbers.size() || out.values.size() != out.persons.size())
    return fail(ErrorCode::corrupt, "a stored assignment has not as many numbers as persons");
  return out;
}

constexpr std::string_view kSummary = "day, computed_ms, everyone, persons, names, sizes";

VersionSummary summary_at(const Block& block, std::size_t row, std::size_t from) {
  VersionSummary out{.day = day_of(block.get<std::uint32_t>(from)[row]),
                     .computed = from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(from + 1)[row])),
                     .everyone = block.get<std::uint64_t>(from + 2)[row],
                     .persons = block.get<std::uint64_t>(from + 3)[row],
                     .values = list_at(block, from + 4, row)};
  const auto& sizes = block.get<std::uint64_t>(from + 5);
  const auto end = block.columns[from + 5].offsets[row];
  for (std::uint64_t i = end - out.values.size(); i < end; ++i) out.sizes.push_back(sizes[i]);
  return out;
}

}  // namespace

Result<void> Versions::put(std::span<const NewVersion> versions, CivilDate day, Instant computed,
                           std::uint64_t everyone) const {
  Rows rows;
  const auto insert = [&]() -> Result<void> {
    const std::string token = fmt::format("{}-{}-{}", rows.objects.front(), to_ms(computed), rows.objects.size());
    return warehouse_->insert(warehouse::table(project_, "memberships"),
                              std::exchange(rows, {}).block(day, computed, everyone), token);
  };
  for (const NewVersion& version : versions) {
    rows.add(version);
    if (rows.bytes >= kBytesPerInsert) THRONG_CHECK(insert());
  }
  return rows.objects.empty() ? Result<void>{} : insert();
}

namespace {

// The newest row of an object that a condition holds for, or none.
std::string newest(const std::string& project, const Object& object, const std::string& where) {
  return fmt::format(
      "SELECT names, sets, numbered, numbers FROM {} WHERE object = {} AND {} ORDER BY day DESC, computed_ms DESC "
      "LIMIT 1",
      warehouse::table(project, "memberships"), warehouse::quote(text_of(object)), where);
}

Result<std::optional<Assignment>> read(warehouse::Warehouse& warehouse, const std::string& query) {
  THRONG_TRY(const Block block, warehouse::query_all(warehouse, query));
  if (block.rows == 0) return std::nullopt;
  return assignment_at(block);
}

}  // namespace

Result<std::optional<Assignment>> Versions::at(const Object& object, CivilDate day) const {
  return read(*warehouse_, newest(project_, object, fmt::format("day <= {}", number_of(day))));
}

Result<std::optional<Assignment>> Versions::latest(const Object& object) const {
  return read(*warehouse_, newest(project_, object, "1"));
}

Result<std::vector<VersionSummary>> Versions::history(const Object& object, CivilDate from, CivilDate to) const {
  const std::string query = fmt::format(
      "SELECT {} FROM {} WHERE object = {} AND day >= {} AND day <= {} ORDER BY day, computed_ms DESC LIMIT 1 BY day",
      kSummary, warehouse::table(project_, "memberships"), warehouse::quote(text_of(object)), number_of(from),
      number_of(to));
  THRONG_TRY(const Block block, warehouse::query_all(*warehouse_, query));
  std::vector<VersionSummary> out;
  for (std::size_t row = 0; row < block.rows; ++row) out.push_back(summary_at(block, row, 0));
  return out;
}

Result<std::vector<std::pair<Object, VersionSummary>>> Versions::latest_of_all() const {
  return latest_of_all({.year = 0, .month = 1, .day = 1}, {.year = 9999, .month = 12, .day = 31});
}

Result<std::vector<std::pair<Object, VersionSummary>>> Versions::latest_of_all(CivilDate from, CivilDate to) const {
  const std::string query = fmt::format(
      "SELECT object, {} FROM {} WHERE day >= {} AND day <= {} ORDER BY object, day DESC, computed_ms DESC LIMIT 1 BY "
      "object",
      kSummary, warehouse::table(project_, "memberships"), number_of(from), number_of(to));
  THRONG_TRY(const Block block, warehouse::query_all(*warehouse_, query));
  std::vector<std::pair<Object, VersionSummary>> out;
  for (std::size_t row = 0; row < block.rows; ++row) {
    THRONG_TRY(Object object, parse_object(block.get<std::string>(0)[row]));
    out.emplace_back(std::move(object), summary_at(block, row, 1));
  }
  return out;
}

namespace {

constexpr std::size_t kVersionsAtOnce = 10;

// Whether one of the numbers has the value in that row of (day, names, sets).
Result<bool> has_value(const Block& block, std::size_t row, const Versions::Holder& holder) {
  const auto values = list_at(block, 1, row);
  const auto sets = list_at(block, 2, row);
  for (std::size_t i = 0; i < std::min(values.size(), sets.size()); ++i) {
    if (values[i] != holder.value) continue;
    THRONG_TRY(const Bitmap persons, Bitmap::from_bytes(sets[i]));
    return std::ranges::any_of(holder.numbers, [&](auto number) { return persons.contains(number); });
  }
  return false;
}

}  // namespace

Result<std::optional<Versions::Since>> Versions::held_since(const Object& object, const Holder& holder, CivilDate from,
                                                            CivilDate to) const {
  std::optional<Since> since;
  for (std::size_t done = 0;; done += kVersionsAtOnce) {
    THRONG_TRY(
        const Block block,
        warehouse::query_all(*warehouse_,
                             fmt::format("SELECT day, names, sets FROM {} WHERE object = {} AND day >= {} AND "
                                         "day <= {} ORDER BY day DESC, computed_ms DESC LIMIT 1 BY day LIMIT "
                                         "{} OFFSET {}",
                                         warehouse::table(project_, "memberships"), warehouse::quote(text_of(object)),
                                         number_of(from), number_of(to), kVersionsAtOnce, done)));
    for (std::size_t row = 0; row < block.rows; ++row) {
      THRONG_TRY(const bool has, has_value(block, row, holder));
      if (!has) return since;
      since = Since{day_of(block.get<std::uint32_t>(0)[row]), false};
    }
    if (block.rows < kVersionsAtOnce) break;
  }
  if (since) since->is_first = true;
  return since;
}

Result<void> Versions::forget(const Object& object) const {
  return warehouse_->execute(fmt::format("ALTER TABLE {} DELETE WHERE object = {}",
                                         warehouse::table(project_, "memberships"), warehouse::quote(text_of(object))));
}

Result<void> Versions::forget_before(const Object& object, CivilDate day) const {
  const std::string table = warehouse::table(project_, "memberships");
  const std::string of_object = "object = " + warehouse::quote(text_of(object));
  THRONG_TRY(
      const Block found,
      warehouse::query_all(*warehouse_, fmt::format("SELECT day FROM {} WHERE {} AND (day < {} OR day IN (SELECT "
                                                    "max(day) FROM {} WHERE {})) ORDER BY day",
                                                    table, of_object, number_of(day), table, of_object)));
  if (found.rows == 0) return {};
  const auto& days = found.get<std::uint32_t>(0);
  const std::uint32_t before = std::min(number_of(day), days.back());
  if (days.front() >= before) return {};
  return warehouse_->execute(fmt::format("ALTER TABLE {} DELETE WHERE {} AND day < {}", table, of_object, before));
}

}  // namespace throng::audience
