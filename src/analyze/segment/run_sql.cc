#include "analyze/segment/run_sql.h"

#include <fmt/format.h>

#include "analyze/sql/filter.h"

namespace throng::analyze {
namespace {

std::string everyone(const sql::Reader& reader) {
  return fmt::format("SELECT DISTINCT p FROM {} AS e", reader.events());
}

}  // namespace

Result<SegmentAnswer> run_sql(const SegmentQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const sql::Reader reader, sql::Reader::open(store, context));
  THRONG_TRY(const std::string filter, sql::filter_sql(reader, question.filter));
  THRONG_TRY(const auto block,
             reader.rows(fmt::format("SELECT countIf({}), count() FROM ({}) AS everyone", filter, everyone(reader))));
  return SegmentAnswer{block.get<std::uint64_t>(0)[0], block.get<std::uint64_t>(1)[0]};
}

Result<PersonList> persons_sql(const SegmentQuestion& question, const SegmentCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_TRY(const sql::Reader reader, sql::Reader::open(store, context));
  THRONG_TRY(const std::string filter, sql::filter_sql(reader, question.filter));
  return reader.persons(
      fmt::format("SELECT p FROM ({}) AS everyone WHERE {}({})", everyone(reader), cell.others ? "NOT " : "", filter));
}

}  // namespace throng::analyze
