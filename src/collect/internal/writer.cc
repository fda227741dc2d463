#include "collect/internal/writer.h"

#include <algorithm>
#include <iterator>

namespace throng::collect {
namespace {

constexpr std::size_t kMaxGroupRows = 20'000;
constexpr std::chrono::milliseconds kPause{20};  // before looking again whether a cut is possible
constexpr std::size_t kMaxBacklog = 2;           // batches waiting: beyond, they grow instead

// The first works whose rows fit one group; at least one.
std::vector<Work> take_some(std::vector<Work>& inbox) {
  std::size_t rows = 0;
  std::size_t count = 0;
  while (count < inbox.size() && (count == 0 || rows < kMaxGroupRows)) rows += inbox[count++].drafts.size();
  if (count == inbox.size()) return std::exchange(inbox, {});
  const auto end = inbox.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Work> out(std::make_move_iterator(inbox.begin()), std::make_move_iterator(end));
  inbox.erase(inbox.begin(), end);
  return out;
}

}  // namespace

Writer::Writer(Options options, Journal& journal, State& state, Publisher& publisher, Flusher& flusher,
               Counters& counters)
    : options_(options),
      journal_(journal),
      state_(state),
      publisher_(publisher),
      flusher_(flusher),
      counters_(counters) {}

void Writer::resume(std::size_t uncut_rows) { uncut_ = uncut_rows; }

void Writer::start() {
  thread_ = std::thread([this] { run(); });
}

void Writer::submit(Work work) {
  counters_.queued += work.drafts.size();
  const std::lock_guard lock(mutex_);
  inbox_.push_back(std::move(work));
  changed_.notify_one();
}

void Writer::note_done(CutMark mark) {
  const std::lock_guard lock(mutex_);
  done_ = mark;
  changed_.notify_one();
}

SegmentHeader Writer::next_header() const {
  return {0, 0, state_.next_event, state_.next_batch, state_.identity.next_link(), state_.identity.next_person()};
}

bool Writer::cut_due(std::size_t more) const {
  const std::size_t rows = uncut_ + more;
  if (rows == 0) return false;
  if (rows >= options_.flush_events) return true;
  const bool waited = std::chrono::steady_clock::now() - uncut_since_ >= options_.flush_every;
  return uncut_ > 0 && waited && flusher_.backlog() < kMaxBacklog;
}

// Marks as refused what was accepted before, in this request included.
void Writer::deduplicate(Work& work) {
  for (Draft& draft : work.drafts) {
    if (draft.refused) continue;
    if (draft.event.received > newest_) state_.recent.forget(newest_ = draft.event.received);
    if (state_.recent.contains(draft.event.id)) {
      draft.refused = true;
      ++work.receipt.duplicates;
    } else {
      state_.recent.insert(draft.event.id, draft.event.received);
    }
  }
}

void Writer::identify_one(Draft& draft) {
  model::Event& e = draft.event;
  Identity& identity = state_.identity;
  if (!draft.distinct_id.empty()) {
    const bool of_user = identity.find(model::IdKind::user, draft.distinct_id).has_value();
    (of_user ? e.user_id : e.anonymous_id) = std::move(draft.distinct_id);
  }
  const bool new_user = !e.user_id.empty() && !identity.find(model::IdKind::user, e.user_id);
  const auto number = [&](model::IdKind kind, const std::string& id) {
    return id.empty() ? model::PersonNumber{0} : identity.number_of(kind, id, e.received);
  };
  const auto anonymous = number(model::IdKind::anonymous, e.anonymous_id);
  const auto user = number(model::IdKind::user, e.user_id);
  e.person = user != 0 ? user : anonymous;
  if (anonymous != 0 && user != 0) identity.claim(anonymous, user, e.received, e.id);
  // Seen before it was known to be a user's.
  if (new_user) {
    if (const auto before = identity.find(model::IdKind::anonymous, e.user_id))
      identity.claim(*before, user, e.received, e.id);
  }
  if (user != 0 && !draft.previous_id.empty()) claim_previous(draft, user);
}

// Two known users are never joined by an alias, only by an explicit merge.
void Writer::claim_previous(const Draft& draft, model::PersonNumber user) {
  const model::Event& e = draft.event;
  Identity& identity = state_.identity;
  const auto known = identity.find(model::IdKind::user, draft.previous_id);
  if (known && draft.merge) {
    static_cast<void>(identity.merge(*known, user, e.received, to_text(e.id)));  // refused where they are one already
  } else if (!known) {
    identity.claim(identity.number_of(model::IdKind::anonymous, draft.previous_id, e.received), user, e.received, e.id);
  }
}

void Writer::identify(Work& work, Rows& rows) {
  for (Draft& draft : work.drafts) {
    if (draft.refused) continue;
    draft.event.number = state_.next_event++;
    identify_one(draft);
    work.late += draft.event.received - draft.event.time > kLate ? 1 : 0;
    rows.events.push_back(std::move(draft.event));
    ++work.receipt.accepted;
  }
}

void Writer::stage(Work& work, Rows& rows) {
  timed(counters_.steps, Step::deduplicate, [&] { deduplicate(work); });
  timed(counters_.steps, Step::identify, [&] { identify(work, rows); });
  work.receipt.quarantined = static_cast<std::uint32_t>(work.refused.size());
  std::move(work.refused.begin(), work.refused.end(), std::back_inserter(rows.quarantine));
}

void Writer::roll_back(const Rows& rows) {
  for (const model::Event& e : rows.events) state_.recent.take_back(e.id, e.received);
  if (!rows.events.empty()) state_.next_event = rows.events.front().number;
  const std::unique_lock lock(state_.identity_mutex);
  state_.identity.roll_back();
}

// One frame, one sync for everybody in the group.
Result<void> Writer::write(Rows& rows, bool cut) {
  frame_.begin();
  std::optional<CutMark> done;
  {
    const std::lock_guard lock(mutex_);
    done = std::exchange(done_, std::nullopt);
  }
  if (done) frame_.add(Done{done->batch});
  for (const auto& row : rows.ids) frame_.add(row);
  for (const auto& row : rows.links) frame_.add(row);
  for (const auto& row : rows.events) frame_.add(row);
  for (const auto& row : rows.quarantine) frame_.add(row);
  if (cut) frame_.add(Cut{state_.next_batch});
  if (frame_.empty()) return {};
  rows.journal_bytes = frame_.bytes().size();
  const bool durable = cut || rows.size() > 0;
  auto written = journal_.append(frame_, durable, next_header());
  if (!written && done) {
    const std::lock_guard lock(mutex_);
    if (!done_) done_ = done;
  }
  if (written && done) journal_.drop_before(done->segment);
  counters_.journal_bytes = journal_.bytes();
  return written;
}

void Writer::answer(std::vector<Work>& works, const Result<void>& written) {
  for (Work& work : works) {
    counters_.queued -= work.drafts.size();
    SourceCounters& source = counters_.sources[work.source];
    if (work.done && !written) {
      ++counters_.refused;
      ++source.refused;
      work.done(std::unexpected(written.error()));
    } else if (work.done) {
      counters_.accepted += work.receipt.accepted;
      counters_.duplicates += work.receipt.duplicates;
      source.accepted += work.receipt.accepted;
      source.duplicates += work.receipt.duplicates;
      source.quarantined += work.receipt.quarantined;
      source.late += work.late;
      for (const Reason reason : work.reasons) ++counters_.quarantined[static_cast<std::size_t>(reason)];
      work.done(std::move(work.receipt));
    }
    if (work.changed) work.changed(written);
    if (work.cut) work.cut(written ? Result<std::uint64_t>(state_.next_batch - 1) : std::unexpected(written.error()));
  }
}

void Writer::commit(std::vector<Work>& works) {
  Group group;
  Rows& rows = group.rows;
  bool cut_asked = false;
  {
    const std::unique_lock lock(state_.identity_mutex);
    state_.identity.mark();
    for (Work& work : works) {
      if (work.change) {
        if (auto refused = work.change(state_.identity); !refused) {
          work.changed(std::move(refused));
          work.changed = nullptr;
        }
      }
      cut_asked = cut_asked || work.cut;
      stage(work, rows);
    }
    rows.ids = state_.identity.new_ids();
    rows.links = state_.identity.new_links();
  }
  const std::size_t more = rows.size();
  const bool cut = (cut_asked && uncut_ + more > 0) || cut_due(more);
  const auto written = timed(counters_.steps, Step::journal, [&] { return write(rows, cut); });
  if (!written) {
    uncut_since_ = std::chrono::steady_clock::now();
    roll_back(rows);
    return answer(works, written);
  }
  if (uncut_ == 0) uncut_since_ = std::chrono::steady_clock::now();
  uncut_ = cut ? 0 : uncut_ + more;
  counters_.pending += rows.weight();
  counters_.pending_bytes += rows.journal_bytes;
  if (cut) group.cut = CutMark{state_.next_batch++, journal_.sequence()};
  if (more > 0 || cut) publisher_.push(std::move(group));
  answer(works, written);
}

void Writer::run() {
  std::unique_lock lock(mutex_);
  const auto busy = [&] { return stopping_ || !inbox_.empty() || done_.has_value(); };
  while (true) {
    if (uncut_ > 0) {
      changed_.wait_until(
          lock, std::max(uncut_since_ + options_.flush_every, std::chrono::steady_clock::now() + kPause), busy);
    } else {
      changed_.wait(lock, busy);
    }
    if (stopping_ && inbox_.empty()) break;
    std::vector<Work> works = take_some(inbox_);
    lock.unlock();
    commit(works);
    lock.lock();
  }
  lock.unlock();
  std::vector<Work> last(1);
  last.front().cut = [](const Result<std::uint64_t>&) {};
  commit(last);
}

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void Writer::sign_off() {
  Rows none;
  static_cast<void>(write(none, false));
}

}  // namespace throng::collect
