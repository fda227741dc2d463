// /api/segments/{id}/export, /api/tags/{id}/export: persons as a file, with their ids and chosen traits.
#include <algorithm>

#include <fmt/format.h>
#include <boost/describe/enum_from_string.hpp>

#include "api/file_form.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/member_file.h"
#include "api/routes.h"
#include "audience/person_traits.h"
#include "audience/push.h"
#include "ledger/saved.h"

namespace throng::api {
namespace {

using audience::Assignment;
using audience::ObjectKind;

constexpr std::size_t kPiece = 10'000;  // persons at a time

struct Wanted {
  MemberFormat format = MemberFormat::csv;
  std::vector<std::string> traits;
};

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    if (comma > 0) out.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

Result<Wanted> wanted(const Call& call) {
  Wanted wanted{.traits = listed(call.query_or("traits", ""))};
  if (!boost::describe::enum_from_string(call.query_or("format", "csv").c_str(), wanted.format))
    return invalid("format", "expected csv, jsonl or parquet");
  THRONG_CHECK(audience::check_traits(wanted.traits));
  return wanted;
}

FileForm form_of(MemberFormat format) {
  switch (format) {
    case MemberFormat::csv: return {"csv", {}, "text/csv; charset=utf-8"};
    case MemberFormat::jsonl: return {"jsonl", {}, "application/x-ndjson"};
    case MemberFormat::parquet: break;
  }
  return {"parquet", {}, "application/vnd.apache.parquet"};
}

// Makes rows of persons and puts them into the file, a piece at a time.
class Export {
 public:
  static Result<Export> begin(Call& call, Wanted wanted, bool value) {
    const std::stop_token stop = call.request.gone;
    THRONG_TRY(audience::PersonTraits traits,
               audience::PersonTraits::open(call.app.services.timeline, wanted.traits, stop));
    for (std::size_t i = 0; i < wanted.traits.size(); ++i) {
      if (traits.snapshot().dictionary(i).size() <= 1)
        return invalid("traits", "nobody has a trait \"" + wanted.traits[i] + "\"");
    }
    THRONG_TRY(auto file, MemberFile::begin(wanted.format, {value, wanted.traits},
                                            {&call.app.services.warehouse, call.app.project.id}));
    return Export(call, std::move(traits), std::move(file), wanted.format);
  }

  // `value_of(i)` belongs to persons[i].
  Result<void> add(const analyze::PersonList& persons, FunctionRef<std::string(std::size_t)> value_of) {
    for (std::size_t from = 0; from < persons.size(); from += kPiece) {
      if (call_->request.gone.stop_requested()) return fail(ErrorCode::cancelled, "nobody waits for the file any more");
      const std::span piece(persons.data() + from, std::min(kPiece, persons.size() - from));
      auto traits = traits_.of(piece);
      std::vector<MemberRow> rows(piece.size());
      for (std::size_t i = 0; i < piece.size(); ++i) {
        rows[i] = {.person = piece[i],
                   .value = value_of(from + i),
                   .user_ids = {},
                   .anonymous_ids = {},
                   .traits = std::move(traits[i])};
        add_ids(rows[i]);
      }
      THRONG_CHECK(file_->add(rows));
    }
    return {};
  }

  Result<http::Response> finish(std::string_view kind) {
    THRONG_TRY(std::string bytes, file_->finish());
    return file_response(fmt::format("{}-{}", kind, call_->params[0]), form_of(format_), std::move(bytes));
  }

 private:
  Export(Call& call, audience::PersonTraits traits, std::unique_ptr<MemberFile> file, MemberFormat format)
      : call_(&call), traits_(std::move(traits)), file_(std::move(file)), format_(format) {}

  void add_ids(MemberRow& row) const {
    for (auto& known : call_->app.services.collector.ids_of(row.person)) {
      auto& ids = known.id.kind == model::IdKind::user ? row.user_ids : row.anonymous_ids;
      ids.push_back(std::move(known.id.value));
    }
  }

  Call* call_;
  audience::PersonTraits traits_;
  std::unique_ptr<MemberFile> file_;
  MemberFormat format_;
};

Result<std::shared_ptr<const Assignment>> assignment_of(Call& call, ObjectKind kind, ledger::SavedKind saved) {
  THRONG_TRY(const auto found, ledger::find_saved(call.app.services.db, {call.app.project.id, saved, call.params[0]}));
  return call.app.memberships(call.request.gone).assignment(audience::Object{kind, found.id});
}

Result<http::Response> export_segment(Call& call) {
  THRONG_TRY(Wanted what, wanted(call));
  THRONG_TRY(const auto members, assignment_of(call, ObjectKind::segment, ledger::SavedKind::segment));
  THRONG_TRY(Export out, Export::begin(call, std::move(what), false));
  THRONG_CHECK(out.add(members->everyone().numbers(), [](std::size_t) { return std::string(); }));
  return out.finish("segment");
}

// Those who have a number and no name for it.
Result<void> add_numbers(const Assignment& tag, const Bitmap& named, Export& out) {
  analyze::PersonList persons;
  std::vector<double> numbers;
  const analyze::PersonList all = tag.numbered.numbers();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (named.contains(all[i])) continue;
    persons.push_back(all[i]);
    numbers.push_back(tag.numbers[i]);
  }
  return out.add(persons, [&](std::size_t i) {
    std::string text;
    json::write_number(text, numbers[i]);
    return text;
  });
}

Result<http::Response> export_tag(Call& call) {
  THRONG_TRY(Wanted what, wanted(call));
  const auto only = call.find_query("value");
  THRONG_TRY(const auto tag, assignment_of(call, ObjectKind::tag, ledger::SavedKind::tag));
  THRONG_TRY(Export out, Export::begin(call, std::move(what), true));
  Bitmap named;
  for (std::size_t i = 0; i < tag->values.size(); ++i) {
    named |= tag->persons[i];
    if (only && *only != tag->values[i]) continue;
    THRONG_CHECK(out.add(tag->persons[i].numbers(), [&](std::size_t) { return tag->values[i]; }));
  }
  if (!only) THRONG_CHECK(add_numbers(*tag, named, out));
  return out.finish("tag");
}

std::vector<QueryParameter> parameters(bool value) {
  std::vector<QueryParameter> all = {{"format", "string", "csv (the default), jsonl or parquet"},
                                     {"traits", "string", "names of traits, separated by commas; at most 50"}};
  if (value) all.push_back({"value", "string", "only those with this value"});
  return all;
}

}  // namespace

std::vector<Route> export_routes() {
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<export_segment>({.path = "/api/segments/{id}/export",
                                  .permission = kAnalyst,
                                  .summary = "A segment's persons as a file, with their ids and chosen traits",
                                  .query = parameters(false),
                                  .run_on = RunOn::heavy,
                                  .answers = "application/octet-stream"}),
      json_route<export_tag>({.path = "/api/tags/{id}/export",
                              .permission = kAnalyst,
                              .summary = "Who has which value of a tag as a file, with their ids and chosen traits",
                              .query = parameters(true),
                              .run_on = RunOn::heavy,
                              .answers = "application/octet-stream"}),
  };
}

}  // namespace throng::api
