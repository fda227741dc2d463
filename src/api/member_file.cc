#include "api/member_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/table.h"
#include "analyze/table_parquet.h"
#include "base/json.h"
#include "model/value.h"

namespace throng::api {
namespace {

using analyze::TableValue;

constexpr std::string_view kTooLarge = "the file would be larger than 1 GB: ask for fewer traits or a smaller segment";

Result<void> check_size(const std::string& out) {
  if (out.size() > kMaxMemberFile) return fail(ErrorCode::too_large, std::string(kTooLarge));
  return {};
}

class CsvFile final : public MemberFile {
 public:
  explicit CsvFile(MemberColumns columns) : columns_(std::move(columns)) {
    std::vector<TableValue> names = {"person"};
    if (columns_.value) names.emplace_back("value");
    names.emplace_back("user_ids");
    names.emplace_back("anonymous_ids");
    for (const std::string& trait : columns_.traits) names.emplace_back(trait_column(trait));
    analyze::append_csv(out_, names);
  }

  Result<void> add(const std::vector<MemberRow>& rows) override {
    std::vector<TableValue> cells;
    for (const MemberRow& row : rows) {
      cells.clear();
      cells.emplace_back(std::uint64_t{row.person});
      if (columns_.value) cells.emplace_back(row.value);
      cells.emplace_back(fmt::format("{}", fmt::join(row.user_ids, ";")));
      cells.emplace_back(fmt::format("{}", fmt::join(row.anonymous_ids, ";")));
      for (const std::string_view raw : row.traits)
        cells.push_back(raw.empty() ? TableValue{} : TableValue{model::label_of(raw)});
      analyze::append_csv(out_, cells);
    }
    return check_size(out_);
  }
  Result<std::string> finish() override { return std::move(out_); }

 private:
  const MemberColumns columns_;
  std::string out_{analyze::kCsvBegin};
};

class JsonFile final : public MemberFile {
 public:
  explicit JsonFile(MemberColumns columns) : columns_(std::move(columns)) {}

  Result<void> add(const std::vector<MemberRow>& rows) override {
    for (const MemberRow& row : rows) add(row);
    return check_size(out_);
  }
  Result<std::string> finish() override { return std::move(out_); }

 private:
  template <class T>
  void member(std::string_view name, const T& value) {
    out_ += out_.back() == '{' ? "" : ",";
    json::write_string(out_, name);
    out_ += ':';
    json::write(out_, value);
  }
  void add(const MemberRow& row) {
    out_ += '{';
    member("person", row.person);
    if (columns_.value) member("value", row.value);
    member("user_ids", row.user_ids);
    member("anonymous_ids", row.anonymous_ids);
    out_ += R"(,"traits":{)";
    for (std::size_t i = 0; i < row.traits.size(); ++i) {
      if (!row.traits[i].empty()) member(columns_.traits[i], json::Raw{std::string(row.traits[i])});
    }
    out_ += "}}\n";
  }

  const MemberColumns columns_;
  std::string out_;
};

warehouse::Column ids_column(std::string name, const std::vector<MemberRow>& rows,
                             std::vector<std::string> MemberRow::* ids) {
  warehouse::Column column{.name = std::move(name)};
  std::vector<std::string> flat;
  for (const MemberRow& row : rows) {
    flat.insert(flat.end(), (row.*ids).begin(), (row.*ids).end());
    column.offsets.push_back(flat.size());
  }
  column.values = std::move(flat);
  return column;
}

class ParquetFile final : public MemberFile {
 public:
  ParquetFile(MemberColumns columns, std::unique_ptr<analyze::PassingTable> table)
      : columns_(std::move(columns)), table_(std::move(table)) {}

  static Result<std::unique_ptr<MemberFile>> begin(MemberColumns columns, const analyze::SqlStore& store) {
    std::string declared = "person UInt32";
    if (columns.value) declared += ", value String";
    declared += ", user_ids Array(String), anonymous_ids Array(String)";
    for (const std::string& trait : columns.traits)
      declared += fmt::format(", {} Nullable(String)", warehouse::identifier(trait_column(trait)));
    THRONG_TRY(auto table, analyze::PassingTable::make(store, declared));
    return std::make_unique<ParquetFile>(std::move(columns), std::move(table));
  }

  Result<void> add(const std::vector<MemberRow>& rows) override {
    if (rows.empty()) return {};
    warehouse::Block block{.rows = rows.size()};
    std::vector<std::uint32_t> persons;
    std::vector<std::string> values;
    for (const MemberRow& row : rows) {
      persons.push_back(row.person);
      values.push_back(row.value);
    }
    block.columns.push_back({.name = "person", .values = std::move(persons)});
    if (columns_.value) block.columns.push_back({.name = "value", .values = std::move(values)});
    block.columns.push_back(ids_column("user_ids", rows, &MemberRow::user_ids));
    block.columns.push_back(ids_column("anonymous_ids", rows, &MemberRow::anonymous_ids));
    for (std::size_t i = 0; i < columns_.traits.size(); ++i) block.columns.push_back(trait(rows, i));
    return table_->add(block);
  }
  Result<std::string> finish() override {
    auto bytes = table_->parquet(kMaxMemberFile);
    if (!bytes && bytes.error().code == ErrorCode::deadline) return fail(ErrorCode::too_large, std::string(kTooLarge));
    return bytes;
  }

 private:
  warehouse::Column trait(const std::vector<MemberRow>& rows, std::size_t which) const {
    warehouse::Column column{.name = trait_column(columns_.traits[which])};
    std::vector<std::string> labels;
    for (const MemberRow& row : rows) {
      const std::string_view raw = row.traits[which];
      labels.push_back(raw.empty() ? "" : model::label_of(raw));
      column.nulls.push_back(raw.empty() ? 1 : 0);
    }
    column.values = std::move(labels);
    return column;
  }

  const MemberColumns columns_;
  std::unique_ptr<analyze::PassingTable> table_;
};

}  // namespace

Result<std::unique_ptr<MemberFile>> MemberFile::begin(MemberFormat format, MemberColumns columns,
                                                      const analyze::SqlStore& store) {
  switch (format) {
    case MemberFormat::csv: return std::make_unique<CsvFile>(std::move(columns));
    case MemberFormat::jsonl: return std::make_unique<JsonFile>(std::move(columns));
    case MemberFormat::parquet: return ParquetFile::begin(std::move(columns), store);
  }
  return fail(ErrorCode::internal, "no such format");
}

std::string trait_column(std::string_view trait) {
  constexpr std::string_view kOurs[] = {"person", "value", "user_ids", "anonymous_ids"};
  const bool taken = std::ranges::find(kOurs, trait) != std::end(kOurs);
  return fmt::format("{}{}", taken ? "trait:" : "", trait);
}

}  // namespace throng::api
