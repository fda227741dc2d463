#include "analyze/segments/run_timeline.h"

#include <bit>

#include "analyze/internal/timeline_ask.h"
#include "timeline/batch_cursor.h"

namespace throng::analyze {
namespace {

using timeline::BatchCursor;
using timeline::FilterBatch;
using Page = BatchCursor::Page;

// Every page of every slice goes to take(State&, page); states are merged in order of the slices.
template <class State, class Take, class Merge>
Result<std::uint64_t> each_page(const SegmentsQuestion& question, timeline::Timeline& timeline,
                                const AskContext& context, Take take, Merge merge) {
  FilterBatch batch(internal::filter_context(context));
  for (const model::Filter& filter : question.filters) batch.add(filter);
  THRONG_TRY(const timeline::Snapshot snapshot, batch.bind(timeline, context.stop));
  struct Slice {
    BatchCursor cursor;
    Take* take;
    State state;
    void visit(const timeline::PersonView& person) {
      cursor.visit(person, [this](const Page& page) { (*take)(state, page); });
    }
    void finish() {
      cursor.finish([this](const Page& page) { (*take)(state, page); });
    }
  };
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, timeline.pool(), context.stop,
      [&] { return Slice{BatchCursor(batch), &take, State(question.filters.size())}; },
      [](Slice& slice, const timeline::PersonView& person) { slice.visit(person); },
      [&](Slice&& slice) { merge(std::move(slice.state)); }));
  return snapshot.persons();
}

void append(PersonList& persons, const Page& page, std::size_t filter) {
  const auto bits = page.of(filter);
  for (std::size_t word = 0; word < bits.size(); ++word) {
    for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
      persons.push_back(page.persons[word * 64 + static_cast<std::size_t>(std::countr_zero(rest))]);
    }
  }
}

}  // namespace

Result<SegmentsAnswer> run_timeline(const SegmentsQuestion& question, timeline::Timeline& timeline,
                                    const AskContext& context) {
  using Counts = std::vector<std::uint64_t>;
  SegmentsAnswer answer{.persons = Counts(question.filters.size())};
  const auto count = [](Counts& counts, const Page& page) {
    for (std::size_t filter = 0; filter < counts.size(); ++filter) {
      for (const std::uint64_t word : page.of(filter)) counts[filter] += static_cast<unsigned>(std::popcount(word));
    }
  };
  const auto merge = [&](const Counts& counts) {
    for (std::size_t filter = 0; filter < counts.size(); ++filter) answer.persons[filter] += counts[filter];
  };
  THRONG_TRY(answer.everyone, each_page<Counts>(question, timeline, context, count, merge));
  return answer;
}

Result<std::vector<PersonList>> members_of(const SegmentsQuestion& question, timeline::Timeline& timeline,
                                           const AskContext& context) {
  using Lists = std::vector<PersonList>;
  Lists members(question.filters.size());
  const auto list = [](Lists& lists, const Page& page) {
    for (std::size_t filter = 0; filter < lists.size(); ++filter) append(lists[filter], page, filter);
  };
  const auto merge = [&](const Lists& lists) {
    for (std::size_t filter = 0; filter < lists.size(); ++filter)
      members[filter].insert(members[filter].end(), lists[filter].begin(), lists[filter].end());
  };
  THRONG_CHECK(each_page<Lists>(question, timeline, context, list, merge));
  for (PersonList& persons : members) std::sort(persons.begin(), persons.end());
  return members;
}

Result<PersonList> persons_timeline(const SegmentsQuestion& question, const SegmentsCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  model::Filter filter = question.filters[cell.filter];
  if (cell.others) filter = {model::Not{std::make_shared<const model::Filter>(std::move(filter))}};
  THRONG_TRY(auto members, members_of({{std::move(filter)}}, timeline, context));
  return std::move(members[0]);
}

}  // namespace throng::analyze
