#include "analyze/session/run_timeline.h"

#include <unordered_map>

#include "analyze/internal/labels.h"
#include "analyze/internal/session_split.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/session/internal/facts.h"
#include "analyze/session/internal/views.h"
#include "model/value.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using internal::SessionFacts;
using internal::SessionRow;
using timeline::FilterCursor;
using timeline::PersonView;

// What a session's event is, by its name.
enum : std::uint8_t { kActivity = 1, kPageview = 2, kScreen = 4, kLeave = 8, kPassive = 16 };

class Run {
 public:
  Run(const SessionQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        split_(question.sessions, program_),
        match_(program_.add(question.match)),
        path_(program_.add(timeline::ColumnRef{false, std::string(internal::kPagePath), timeline::ColumnKind::code})),
        name_(
            program_.add(timeline::ColumnRef{false, std::string(internal::kScreenName), timeline::ColumnKind::code})) {
    by_ = internal::breakdown_of(question);
    if (by_ == internal::By::property || by_ == internal::By::trait)
      breakdown_ = program_.add(internal::column_of(*question.breakdown));
  }

  Result<void> bind();
  Result<SessionFacts> scan() const;
  const Buckets& buckets() const { return buckets_; }
  const internal::SessionTexts& texts() const { return texts_; }

 private:
  struct State {
    FilterCursor cursor;
    SessionFacts facts;
  };
  struct Span {
    std::size_t first, end;
  };
  bool counts(State& state, const PersonView& person, Span span) const;
  void add(State& state, const PersonView& person, Span span) const;
  void read_events(State& state, const PersonView& person, Span span) const;
  void add_view(SessionFacts& facts, SessionRow& row, std::uint32_t page) const;
  void bind_kinds();
  void bind_pages();

  const SessionQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  internal::SessionSplit split_;
  std::size_t match_, path_, name_;
  internal::By by_ = internal::By::nothing;
  std::optional<std::size_t> breakdown_;
  timeline::Snapshot snapshot_;
  Buckets buckets_;
  std::optional<timeline::BucketIndex> index_;
  std::vector<std::uint8_t> kinds_;           // per event code
  std::vector<std::uint32_t> label_of_code_;  // of the breakdown
  std::vector<std::uint32_t> page_of_path_, page_of_name_;
  std::uint32_t none_ = 0;  // the page $none
  internal::SessionTexts texts_;
};

Result<void> Run::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
  THRONG_TRY(buckets_, buckets_of(question_.range, question_.bucket, context_, snapshot_.extent()));
  index_.emplace(buckets_.edges());
  split_.bind(snapshot_);
  bind_kinds();
  bind_pages();
  if (breakdown_) {
    auto labels = internal::labels_of(snapshot_.dictionary(*breakdown_));
    label_of_code_ = std::move(labels.of_code);
    texts_.labels = std::move(labels.texts);
  } else if (by_ != internal::By::nothing) {
    texts_.labels = texts_.pages;
  } else {
    texts_.labels = {""};
  }
  return {};
}

void Run::bind_kinds() {
  for (std::size_t code = 0; code < snapshot_.event_names(); ++code) {
    const std::string_view name = snapshot_.event_name(static_cast<timeline::EventCode>(code));
    std::uint8_t kind = model::is_activity(name) ? kActivity : 0;
    if (name == internal::kPageview) kind |= kPageview;
    if (name == internal::kScreen) kind |= kScreen;
    if (name == internal::kPageLeave) kind |= kLeave;
    if (std::find(question_.passive.begin(), question_.passive.end(), name) != question_.passive.end())
      kind |= kPassive;
    kinds_.push_back(kind);
  }
}

// Paths and names of screens share one list of pages.
void Run::bind_pages() {
  std::unordered_map<std::string, std::uint32_t> known;
  const auto place = [&](std::string text) {
    const auto [at, added] = known.try_emplace(std::move(text), static_cast<std::uint32_t>(texts_.pages.size()));
    if (added) texts_.pages.push_back(at->first);
    return at->second;
  };
  none_ = place(std::string(model::kNone));
  for (const std::string& raw : snapshot_.dictionary(path_)) page_of_path_.push_back(place(model::label_of(raw)));
  for (const std::string& raw : snapshot_.dictionary(name_)) page_of_name_.push_back(place(model::label_of(raw)));
}

Result<SessionFacts> Run::scan() const {
  SessionFacts all;
  if (buckets_.count() == 0) return all;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return State{FilterCursor(program_), {}}; },
      [&](State& state, const PersonView& person) {
        state.cursor.enter(person);
        split_.each(person, index_->begin(), index_->end(), [&](std::size_t first, std::size_t end) {
          if (counts(state, person, {first, end})) add(state, person, {first, end});
        });
      },
      [&](State&& state) { all.append(std::move(state.facts)); }));
  return all;
}

bool Run::counts(State& state, const PersonView& person, Span span) const {
  if (question_.match.events.empty() && program_.is_plain(match_)) return true;
  for (std::size_t i = span.first; i < span.end; ++i) {
    if ((kinds_[person.names[i]] & kActivity) != 0 && state.cursor.matches(match_, i)) return true;
  }
  return false;
}

void Run::add(State& state, const PersonView& person, Span span) const {
  state.facts.sessions.push_back({.person = person.person, .bucket = index_->bucket_of(person.keys[span.first])});
  read_events(state, person, span);
  SessionRow& row = state.facts.sessions.back();
  switch (by_) {
    case internal::By::nothing: break;
    case internal::By::entry: row.label = row.entry == internal::kNoPage ? none_ : row.entry; break;
    case internal::By::exit: row.label = row.exit == internal::kNoPage ? none_ : row.exit; break;
    case internal::By::property: row.label = label_of_code_[person.columns[*breakdown_].codes[span.first]]; break;
    case internal::By::trait: row.label = label_of_code_[person.columns[*breakdown_].codes[0]]; break;
  }
}

void Run::read_events(State& state, const PersonView& person, Span span) const {
  SessionFacts& facts = state.facts;
  SessionRow& row = facts.sessions.back();
  const auto& paths = person.columns[path_].codes;
  const auto& names = person.columns[name_].codes;
  std::uint32_t interactions = 0;
  std::int64_t last_ms = 0;
  std::int64_t viewed_ms = 0;
  bool viewing = false;
  const auto end_dwell = [&](std::int64_t ms) {
    if (viewing && question_.pages > 0) facts.views.back().dwell_ms = ms - viewed_ms;
    viewing = false;
  };
  for (std::size_t i = span.first; i < span.end; ++i) {
    const std::uint8_t kind = kinds_[person.names[i]];
    if ((kind & kActivity) == 0) continue;
    last_ms = timeline::ms_of(person.keys[i]);
    ++row.events;
    if ((kind & kLeave) != 0) end_dwell(last_ms);
    if ((kind & (kPageview | kScreen)) != 0) {
      end_dwell(last_ms);
      add_view(facts, row, (kind & kScreen) != 0 ? page_of_name_[names[i]] : page_of_path_[paths[i]]);
      viewing = true;
      viewed_ms = last_ms;
    } else if ((kind & kPassive) == 0) {
      ++interactions;
    }
  }
  row.length_ms = last_ms - timeline::ms_of(person.keys[span.first]);
  row.bounced = internal::has_bounced(row.views, interactions, row.length_ms, question_.engaged_after);
}

void Run::add_view(SessionFacts& facts, SessionRow& row, std::uint32_t page) const {
  if (row.views++ == 0) row.entry = page;
  row.exit = page;
  if (question_.pages > 0)
    facts.views.push_back({.session = static_cast<std::uint32_t>(facts.sessions.size() - 1), .page = page});
}

}  // namespace

Result<SessionAnswer> run_timeline(const SessionQuestion& question, timeline::Timeline& timeline,
                                   const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_TRY(const SessionFacts facts, run.scan());
  SessionAnswer answer = empty_session_answer(run.buckets(), context);
  internal::fill_answer(question, facts, run.texts(), answer);
  return answer;
}

Result<PersonList> persons_timeline(const SessionQuestion& question, const SessionCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(validate(cell, question, run.buckets().count()));
  THRONG_TRY(const SessionFacts facts, run.scan());
  return internal::persons_of(question, cell, facts, run.texts());
}

}  // namespace throng::analyze
