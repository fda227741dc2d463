#include "analyze/session/run_timeline.h"

#include <unordered_map>

#include "analyze/internal/labels.h"
#include "analyze/internal/session_split.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/session/internal/facts.h"
#include "analyze/session/internal/tally.h"
#include "analyze/session/internal/views.h"
#include "model/value.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using internal::SessionFacts;
using internal::SessionRow;
using internal::SessionTally;
using timeline::FilterCursor;
using timeline::PersonView;

// What a session's event is, by its name.
enum : std::uint8_t { kActivity = 1, kPageview = 2, kScreen = 4, kView = 6, kLeave = 8, kPassive = 16 };

// Of one session: events, views and interactions, in one number.
constexpr int kSumBits = 21;
constexpr std::uint64_t kSum = (std::uint64_t{1} << kSumBits) - 1;

class Run {
 public:
  Run(const SessionQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        split_(question.sessions, program_),
        match_(program_.add(question.match)),
        by_(internal::breakdown_of(question)),
        sees_pages_(question.pages > 0 || by_ == internal::By::entry || by_ == internal::By::exit) {
    if (sees_pages_) {
      path_ = program_.add(timeline::ColumnRef{false, std::string(internal::kPagePath), timeline::ColumnKind::code});
      name_ = program_.add(timeline::ColumnRef{false, std::string(internal::kScreenName), timeline::ColumnKind::code});
    }
    if (by_ == internal::By::property || by_ == internal::By::trait)
      breakdown_ = program_.add(internal::column_of(*question.breakdown));
  }

  Result<void> bind();
  // What is asked of is all sessions alike: no labels, no pages.
  bool is_plain() const { return !sees_pages_ && by_ == internal::By::nothing; }
  Result<std::vector<SessionTally>> tally() const;  // per slice
  Result<std::vector<SessionFacts>> scan() const;   // per slice
  const Buckets& buckets() const { return buckets_; }
  internal::SessionParts parts(std::span<const SessionFacts> facts) const { return {facts, texts_, &timeline_.pool()}; }

 private:
  // The running session of a person.
  struct Session {
    SessionRow row;
    std::int64_t first_ms = 0, last_ms = 0;
    std::uint32_t interactions = 0;
    bool matched = false;
    bool viewing = false;
    std::int64_t viewed_ms = 0;
  };
  std::size_t first_in_range(const PersonView& person) const {
    const auto& keys = person.keys;
    if (keys.front() >= index_->begin()) return 0;
    return static_cast<std::size_t>(std::lower_bound(keys.begin(), keys.end(), index_->begin()) - keys.begin());
  }
  // Calls visit(row) for every session of the person that counts; its views are in `facts` before, if pages are seen.
  template <class Visit>
  void each_session(FilterCursor& cursor, const PersonView& person, SessionFacts& facts, Visit visit) const {
    cursor.enter(person);
    if (split_.ids(person).empty()) {
      walk<false>(cursor, person, facts, visit);
    } else {
      walk<true>(cursor, person, facts, visit);
    }
  }
  template <bool kIds, class Visit>
  void walk(FilterCursor& cursor, const PersonView& person, SessionFacts& facts, Visit visit) const;
  // Of one person: what the events before each add up to, and where sessions begin.
  struct Plain {
    std::vector<std::uint64_t> sums;
    std::vector<std::uint32_t> starts;
  };
  template <class Visit>
  void walk_plain(const PersonView& person, Plain& scratch, Visit visit) const;
  void begin(Session& session, const PersonView& person, std::size_t event, std::int64_t ms) const;
  void see_page(Session& session, SessionFacts& facts, const PersonView& person, std::size_t event) const;
  template <class Visit>
  void end(Session& session, SessionFacts& facts, Visit visit) const;
  void bind_kinds();
  void bind_pages();

  const SessionQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  internal::SessionSplit split_;
  std::size_t match_;
  internal::By by_;
  bool sees_pages_;
  std::size_t path_ = 0, name_ = 0;
  std::optional<std::size_t> breakdown_;
  timeline::Snapshot snapshot_;
  Buckets buckets_;
  std::optional<timeline::BucketIndex> index_;
  bool counts_all_ = false;                   // every session has an event that matches
  std::vector<std::uint8_t> kinds_;           // per event code
  std::vector<std::uint64_t> steps_;          // per event code, see walk_plain
  std::vector<std::uint32_t> label_of_code_;  // of the breakdown
  std::vector<std::uint32_t> page_of_path_, page_of_name_;
  std::uint32_t none_ = 0;  // the page $none
  internal::SessionTexts texts_;
};

Result<void> Run::bind() {
  counts_all_ = question_.match.events.empty() && program_.is_plain(match_);
  const bool plain = is_plain() && counts_all_;
  THRONG_TRY(snapshot_,
             plain ? split_.bind_starts(program_, timeline_, context_.stop) : program_.bind(timeline_, context_.stop));
  if (!plain) split_.bind(snapshot_);
  THRONG_TRY(buckets_, buckets_of(question_.range, question_.bucket, context_, snapshot_.extent()));
  index_.emplace(buckets_.edges());
  bind_kinds();
  if (sees_pages_) bind_pages();
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
    const std::uint64_t view = (kind & kView) != 0 ? 1 : 0;
    const std::uint64_t interaction = (kind & (kView | kPassive)) == 0 ? 1 : 0;
    steps_.push_back((kind & kActivity) == 0 ? 0 : 1 | view << kSumBits | interaction << 2 * kSumBits);
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

Result<std::vector<SessionTally>> Run::tally() const {
  struct State {
    FilterCursor cursor;
    SessionTally tally;
    SessionFacts none;
    Plain plain;
  };
  std::vector<SessionTally> slices;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop,
      [&] { return State{FilterCursor(program_), SessionTally(buckets_.count()), {}, {}}; },
      [&](State& state, const PersonView& person) {
        const auto add = [&](const SessionRow& row) { state.tally.add(row); };
        if (!counts_all_ || person.keys.size() > kSum) {
          each_session(state.cursor, person, state.none, add);
        } else {
          walk_plain(person, state.plain, add);
        }
      },
      [&](State&& state) { slices.push_back(std::move(state.tally)); }));
  return slices;
}

Result<std::vector<SessionFacts>> Run::scan() const {
  struct State {
    FilterCursor cursor;
    SessionFacts facts;
  };
  std::vector<SessionFacts> slices;
  if (buckets_.count() == 0) return std::vector<SessionFacts>(1);
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return State{FilterCursor(program_), {}}; },
      [&](State& state, const PersonView& person) {
        SessionFacts& facts = state.facts;
        each_session(state.cursor, person, facts, [&](const SessionRow& row) { facts.sessions.push_back(row); });
      },
      [&](State&& state) { slices.push_back(std::move(state.facts)); }));
  return slices;
}

// The commonest question, fast: all sessions count and no page is looked at. What an event adds to its session's
// events, views and interactions is one number, so that differences of running sums are those of sessions.
template <class Visit>
void Run::walk_plain(const PersonView& person, Plain& scratch, Visit visit) const {
  const auto keys = person.keys;
  const auto names = person.names;
  const std::uint64_t* const steps = steps_.data();
  if (scratch.sums.size() < keys.size() + 1) scratch.sums.resize(keys.size() + 1);
  std::uint64_t* const sums = scratch.sums.data();
  sums[0] = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) sums[i + 1] = sums[i] + steps[names[i]];
  const auto starts = split_.starts(person, first_in_range(person), scratch.starts);
  for (std::size_t s = 0; s < starts.size() && keys[starts[s]] < index_->end(); ++s) {
    const std::size_t first = starts[s], end = s + 1 < starts.size() ? starts[s + 1] : keys.size();
    std::size_t last = end - 1;
    while (steps[names[last]] == 0) --last;
    const std::uint64_t sum = sums[end] - sums[first];
    SessionRow row{.person = person.person, .bucket = index_->bucket_of(keys[first])};
    row.events = static_cast<std::uint32_t>(sum & kSum);
    row.views = static_cast<std::uint32_t>(sum >> kSumBits & kSum);
    row.length_ms = timeline::ms_of(keys[last]) - timeline::ms_of(keys[first]);
    row.bounced = internal::has_bounced(row.views, static_cast<std::uint32_t>(sum >> 2 * kSumBits), row.length_ms,
                                        question_.engaged_after);
    visit(row);
  }
}

template <bool kIds, class Visit>
void Run::walk(FilterCursor& cursor, const PersonView& person, SessionFacts& facts, Visit visit) const {
  // By value, so that the loop keeps them in registers.
  const auto keys = person.keys;
  const auto names = person.names;
  const auto ids = split_.ids(person);
  const std::uint8_t* const kinds = kinds_.data();
  const std::int64_t timeout_ms = split_.timeout_ms();
  const std::uint64_t end_key = index_->end();
  const std::size_t first = first_in_range(person);
  internal::RunningSession running;
  if (first > 0) running = split_.before(person, first);
  bool open = false;
  Session session;
  for (std::size_t i = first; i < keys.size(); ++i) {
    const std::uint8_t kind = kinds[names[i]];
    if ((kind & kActivity) == 0) continue;
    const std::int64_t ms = timeline::ms_of(keys[i]);
    if (running.begins(ms, kIds ? ids[i] : 0, timeout_ms)) {
      if (open) end(session, facts, visit);
      open = keys[i] < end_key;
      if (!open) return;
      begin(session, person, i, ms);
    }
    if (!open) continue;
    session.last_ms = ms;
    ++session.row.events;
    session.row.views += (kind & kView) != 0 ? 1 : 0;
    session.interactions += (kind & (kView | kPassive)) == 0 ? 1 : 0;
    if (!session.matched) session.matched = cursor.matches(match_, i);
    if (sees_pages_ && (kind & (kView | kLeave)) != 0) see_page(session, facts, person, i);
  }
  if (open) end(session, facts, visit);
}

void Run::begin(Session& session, const PersonView& person, std::size_t event, std::int64_t ms) const {
  session = {.row = {.person = person.person, .bucket = index_->bucket_of(person.keys[event])},
             .first_ms = ms,
             .matched = counts_all_};
  if (breakdown_)
    session.row.label = label_of_code_[person.columns[*breakdown_].codes[by_ == internal::By::trait ? 0 : event]];
}

// A view, or what ends one.
void Run::see_page(Session& session, SessionFacts& facts, const PersonView& person, std::size_t event) const {
  if (session.viewing && question_.pages > 0) facts.views.back().dwell_ms = session.last_ms - session.viewed_ms;
  const std::uint8_t kind = kinds_[person.names[event]];
  session.viewing = (kind & kView) != 0;
  if (!session.viewing) return;
  session.viewed_ms = session.last_ms;
  const std::uint32_t page = (kind & kScreen) != 0 ? page_of_name_[person.columns[name_].codes[event]]
                                                   : page_of_path_[person.columns[path_].codes[event]];
  SessionRow& row = session.row;
  if (row.entry == internal::kNoPage) row.entry = page;
  row.exit = page;
  if (question_.pages > 0)
    facts.views.push_back({.session = static_cast<std::uint32_t>(facts.sessions.size()), .page = page});
}

template <class Visit>
void Run::end(Session& session, SessionFacts& facts, Visit visit) const {
  SessionRow& row = session.row;
  if (!session.matched) {
    while (!facts.views.empty() && facts.views.back().session == facts.sessions.size()) facts.views.pop_back();
    return;
  }
  row.length_ms = session.last_ms - session.first_ms;
  row.bounced = internal::has_bounced(row.views, session.interactions, row.length_ms, question_.engaged_after);
  if (by_ == internal::By::entry) row.label = row.entry == internal::kNoPage ? none_ : row.entry;
  if (by_ == internal::By::exit) row.label = row.exit == internal::kNoPage ? none_ : row.exit;
  visit(row);
}

}  // namespace

Result<SessionAnswer> run_timeline(const SessionQuestion& question, timeline::Timeline& timeline,
                                   const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  SessionAnswer answer = empty_session_answer(run.buckets(), context);
  if (run.is_plain() && run.buckets().count() > 0) {
    THRONG_TRY(auto slices, run.tally());
    answer.all = SessionTally::series("", std::move(slices), &timeline.pool());
    return answer;
  }
  THRONG_TRY(const auto facts, run.scan());
  internal::fill_answer(question, run.parts(facts), answer);
  return answer;
}

Result<PersonList> persons_timeline(const SessionQuestion& question, const SessionCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(validate(cell, question, run.buckets().count()));
  THRONG_TRY(const auto facts, run.scan());
  return internal::persons_of(question, cell, run.parts(facts));
}

}  // namespace throng::analyze
