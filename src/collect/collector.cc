#include "collect/collector.h"

#include <algorithm>
#include <future>

#include <fmt/core.h>

#include "base/json.h"
#include "collect/internal/enrich.h"
#include "collect/internal/event_time.h"
#include "collect/internal/follow_plan.h"
#include "collect/internal/recovery.h"
#include "collect/internal/text.h"
#include "collect/internal/validate.h"
#include "collect/internal/writer.h"

namespace throng::collect {
namespace {

constexpr std::size_t kMaxProblems = 10;
constexpr std::uint64_t kMaxPendingBytes = std::uint64_t{1} << 30;
constexpr std::string_view kNoMessage = "0";
constexpr std::size_t kImportChunk = 5'000;  // rows looked up in the warehouse at once

// What a request says of who sends it: either may be right.
struct Keys {
  std::string first, second;
};

// The body's messages, and the keys it came with.
Result<Keys> read_body(Request& request, Workspace& work) {
  Inbound& inbound = request.inbound;
  if (inbound.protocol == Protocol::segment || inbound.protocol == Protocol::jitsu) {
    THRONG_TRY(request.decoded, work.decoder.decode(std::move(inbound.body), inbound.kind != Inbound::Kind::batch));
    return Keys{inbound.write_key.empty() ? std::string(request.decoded.write_key) : inbound.write_key, ""};
  }
  const std::string key = key_in_address(inbound);
  const std::string kept = key.empty() ? std::string() : inbound.body;
  auto adapted = adapt(inbound.protocol,
                       {.endpoint = inbound.endpoint,
                        .query = inbound.query,
                        .body = std::move(inbound.body),
                        .key = inbound.write_key,
                        .other_key = inbound.other_key,
                        .received = request.received},
                       work.parsers);
  if (adapted) {
    THRONG_TRY(request.decoded, work.decoder.list(std::move(adapted->messages)));
    return Keys{std::move(adapted->key), std::move(adapted->other_key)};
  }
  // Some SDKs would send it again for ever, and everything behind it would wait.
  if (key.empty() || adapted.error().code != ErrorCode::invalid_argument) return std::unexpected(adapted.error());
  THRONG_TRY(request.decoded, work.decoder.list("[0]"));
  request.decoded.broken[0] = {Reason::not_json, adapted.error().field, adapted.error().message, kept};
  return Keys{key, ""};
}

class Workspaces {
 public:
  std::unique_ptr<Workspace> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<Workspace>();
    auto out = std::move(free_.back());
    free_.pop_back();
    return out;
  }
  void give(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(workspace));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> free_;
};

// What a request would have come to.
Receipt checked(Work work) {
  Receipt receipt = std::move(work.receipt);
  receipt.quarantined = static_cast<std::uint32_t>(work.refused.size());
  receipt.accepted =
      static_cast<std::uint32_t>(std::ranges::count_if(work.drafts, [](const Draft& draft) { return !draft.refused; }));
  return receipt;
}

// One line per quarantined event, for people at the other end.
std::vector<std::string> problems_of(const Request& request) {
  std::vector<std::string> out;
  for (const warehouse::QuarantineRow& row : request.refused) {
    if (out.size() == kMaxProblems) break;
    std::string line = row.line > 0 ? fmt::format("line {}: ", row.line) : std::string();
    line += row.reason + ": ";
    if (!row.field.empty()) line += row.field + ": ";
    out.push_back(line + row.message);
  }
  return out;
}

}  // namespace

struct Collector::Impl {
  Impl(CollectorOptions given, warehouse::Warehouse& w, timeline::Timeline& t, const Clock& c)
      : options(std::move(given)),
        warehouse(w),
        timeline(t),
        clock(c),
        files(options.files ? options.files : posix_files()),
        journal(*files, options.folder) {}
  ~Impl() { close(); }

  Result<void> open();
  void resume(Recovered& recovered);
  void close();
  Result<void> admit() const;
  Result<Request> prepare(Inbound inbound, Workspace& work);
  Result<void> authenticate(Protocol protocol, const Keys& keys) const;
  void finish(Request& request, Workspace& work);
  Result<Receipt> accept(Request request, std::size_t source);
  Work work_of(Request&& request) const;
  Result<void> drop_known(Request& request, std::uint32_t& duplicates);
  Result<Receipt> import_chunk(const std::string& source, std::span<const ImportRow> rows);
  Result<model::Link> change(std::move_only_function<Result<model::Link>(Identity&)> how);
  Result<void> flush();

  CollectorOptions options;
  warehouse::Warehouse& warehouse;
  timeline::Timeline& timeline;
  const Clock& clock;
  std::shared_ptr<FileOps> files;
  Counters counters;
  PlanFindings findings;
  std::atomic<std::uint64_t> ordinals = 0;
  State state;
  Journal journal;
  Workspaces workspaces;
  std::unique_ptr<AgentReader> agents;
  std::unique_ptr<Flusher> flusher;
  std::unique_ptr<Publisher> publisher;
  std::unique_ptr<Writer> writer;
};

Result<void> Collector::Impl::open() {
  THRONG_TRY(agents, AgentReader::open(options.uap_regexes));
  THRONG_TRY(auto recovered, recover(warehouse, options.project, journal, state, clock.now()));
  Flusher::Options flushing;
  flushing.project = options.project;
  flushing.epoch = journal.epoch();
  flushing.retry_after = options.retry_after;
  flushing.log = options.log;
  flushing.on_done = [this](CutMark mark) {
    writer->note_done(mark);
    publisher->wake();
  };
  flusher = std::make_unique<Flusher>(std::move(flushing), warehouse, counters);
  publisher = std::make_unique<Publisher>(timeline, *flusher);
  writer = std::make_unique<Writer>(Writer::Options{options.flush_every, options.flush_events}, journal, state,
                                    *publisher, *flusher, counters);
  resume(recovered);
  flusher->start();
  publisher->start();
  writer->start();
  if (!recovered.scattered) return {};
  THRONG_CHECK(flush());
  return publisher->rebuild();
}

// Puts what the journal still holds where a running collector would have it.
void Collector::Impl::resume(Recovered& recovered) {
  counters.journal_bytes = journal.bytes();
  timeline.append(recovered.unseen_events, recovered.unseen_links);
  timeline.publish();
  flusher->resume_after(recovered.last_done);
  for (Batch& batch : recovered.cut) {
    counters.pending += batch.rows.weight();
    flusher->push(std::move(batch));
  }
  counters.pending += recovered.uncut.weight();
  writer->resume(recovered.uncut.size());
  publisher->resume(std::move(recovered.uncut));
}

void Collector::Impl::close() {
  if (!writer) return;
  writer->stop();
  publisher->stop();
  flusher->stop();
  writer->sign_off();
}

Result<void> Collector::Impl::admit() const {
  if (counters.queued + counters.pending >= options.max_pending_events || counters.pending_bytes >= kMaxPendingBytes) {
    return fail(ErrorCode::overloaded, "too many events wait to be stored; try again in a moment");
  }
  if (files->free_bytes(options.folder) < options.min_free_bytes) {
    return fail(ErrorCode::io, "the disk is nearly full; nothing is accepted until there is space");
  }
  return {};
}

Result<Request> Collector::Impl::prepare(Inbound inbound, Workspace& work) {
  Request request;
  request.received = clock.now();
  request.ordinal = ++ordinals;
  request.inbound = std::move(inbound);
  request.source = json::enum_text(request.inbound.protocol);
  THRONG_TRY(const Keys keys, timed(counters.steps, Step::decode, [&] { return read_body(request, work); }));
  THRONG_CHECK(timed(counters.steps, Step::authenticate, [&] { return authenticate(request.inbound.protocol, keys); }));
  finish(request, work);
  return request;
}

Result<void> Collector::Impl::authenticate(Protocol protocol, const Keys& keys) const {
  const auto admission = [&](const std::string& key) {
    return key.empty() || !options.admits ? Admission::unknown : options.admits(protocol, key);
  };
  const Admission first = admission(keys.first);
  switch (first == Admission::unknown ? admission(keys.second) : first) {
    case Admission::welcome: return {};
    case Admission::unknown: return fail(ErrorCode::unauthenticated, "unknown write key", "writeKey");
    case Admission::switched_off:
      return fail(ErrorCode::forbidden,
                  fmt::format("this project has switched off the protocol {}", json::enum_text(protocol)));
  }
  return {};
}

void Collector::Impl::finish(Request& request, Workspace& work) {
  timed(counters.steps, Step::validate, [&] { validate(request, work); });
  if (const auto plan = options.plan ? options.plan() : nullptr)
    timed(counters.steps, Step::plan, [&] { follow_plan(request, *plan, findings); });
  timed(counters.steps, Step::clock, [&] { correct_clock(request); });
  timed(counters.steps, Step::enrich, [&] { enrich(request, *agents); });
}

Work Collector::Impl::work_of(Request&& request) const {
  Work work;
  work.receipt.problems = problems_of(request);
  work.drafts = std::move(request.drafts);
  work.refused = std::move(request.refused);
  work.reasons = std::move(request.reasons);
  return work;
}

Result<Receipt> Collector::Impl::accept(Request request, std::size_t source) {
  std::promise<Result<Receipt>> promise;
  Work work = work_of(std::move(request));
  work.source = source;
  work.done = [&](Result<Receipt> receipt) { promise.set_value(std::move(receipt)); };
  writer->submit(std::move(work));
  return promise.get_future().get();
}

// Refuses silently what the warehouse has, counted as duplicates.
Result<void> Collector::Impl::drop_known(Request& request, std::uint32_t& duplicates) {
  std::string list;
  for (const Draft& draft : request.drafts) {
    if (draft.refused) continue;
    list += list.empty() ? "" : ",";
    list += warehouse::quote(to_text(draft.event.id));
  }
  if (list.empty()) return {};
  const std::string sql = fmt::format("SELECT DISTINCT toString(event_id) FROM {} WHERE event_id IN ({})",
                                      warehouse::table(options.project, "events"), list);
  std::set<std::string> known;
  THRONG_CHECK(warehouse.query(sql, {}, [&](const warehouse::Block& block) -> Result<void> {
    const auto& ids = block.get<std::string>(0);
    known.insert(ids.begin(), ids.end());
    return {};
  }));
  for (Draft& draft : request.drafts) {
    if (draft.refused || !known.contains(to_text(draft.event.id))) continue;
    draft.refused = true;
    ++duplicates;
  }
  return {};
}

Result<Receipt> Collector::Impl::import_chunk(const std::string& source, std::span<const ImportRow> rows) {
  auto work = workspaces.take();
  Request request;
  request.received = clock.now();
  request.ordinal = ++ordinals;
  request.source = source;
  std::vector<std::string_view> messages;
  for (const ImportRow& row : rows) {
    messages.push_back(row.problem.empty() ? std::string_view(row.message) : kNoMessage);
    request.lines.push_back(row.line);
  }
  THRONG_TRY(request.decoded, work->decoder.assemble(messages));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].problem.empty()) continue;
    request.decoded.broken[i] = {Reason::bad_row, rows[i].field, rows[i].problem, rows[i].message};
  }
  finish(request, *work);
  std::uint32_t known = 0;
  THRONG_CHECK(drop_known(request, known));
  workspaces.give(std::move(work));
  auto receipt = accept(std::move(request), kImports);
  if (receipt) receipt->duplicates += known;
  counters.sources[kImports].duplicates += known;
  return receipt;
}

Result<void> Collector::Impl::flush() {
  std::promise<Result<std::uint64_t>> cut;
  Work work;
  work.cut = [&](Result<std::uint64_t> batch) { cut.set_value(std::move(batch)); };
  writer->submit(std::move(work));
  THRONG_TRY(const std::uint64_t batch, cut.get_future().get());
  THRONG_CHECK(flusher->wait_for(batch));
  publisher->publish();
  return {};
}

Result<model::Link> Collector::Impl::change(std::move_only_function<Result<model::Link>(Identity&)> how) {
  std::promise<Result<void>> promise;
  model::Link link;
  Work work;
  work.change = [&](Identity& identity) -> Result<void> {
    THRONG_TRY(link, how(identity));
    return {};
  };
  work.changed = [&](Result<void> result) { promise.set_value(std::move(result)); };
  writer->submit(std::move(work));
  THRONG_CHECK(promise.get_future().get());
  return link;
}

Collector::Collector(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Collector::~Collector() = default;

Result<std::unique_ptr<Collector>> Collector::open(CollectorOptions options, warehouse::Warehouse& warehouse,
                                                   timeline::Timeline& timeline, const Clock& clock) {
  auto impl = std::make_unique<Impl>(std::move(options), warehouse, timeline, clock);
  THRONG_CHECK(impl->open());
  return std::unique_ptr<Collector>(new Collector(std::move(impl)));
}

void Collector::receive(Inbound request, std::move_only_function<void(Result<Receipt>)> done) {
  ++impl_->counters.requests;
  const std::size_t source = source_of(request.protocol);
  ++impl_->counters.sources[source].requests;
  auto admitted = impl_->admit();
  if (!admitted) {
    ++impl_->counters.refused;
    ++impl_->counters.sources[source].refused;
    return done(std::unexpected(std::move(admitted).error()));
  }
  auto workspace = impl_->workspaces.take();
  auto prepared = impl_->prepare(std::move(request), *workspace);
  impl_->workspaces.give(std::move(workspace));
  if (!prepared) {
    ++impl_->counters.refused;
    ++impl_->counters.sources[source].refused;
    return done(std::unexpected(std::move(prepared).error()));
  }
  const bool dry_run = prepared->inbound.dry_run;
  Work work = impl_->work_of(std::move(*prepared));
  if (dry_run) return done(checked(std::move(work)));
  work.source = source;
  work.done = std::move(done);
  impl_->writer->submit(std::move(work));
}

Result<Receipt> Collector::import(const std::string& source, std::span<const ImportRow> rows) {
  Receipt total;
  while (!rows.empty()) {
    auto admitted = impl_->admit();
    if (!admitted && admitted.error().code == ErrorCode::overloaded) admitted = impl_->flush();
    THRONG_CHECK(admitted);
    const std::size_t count = std::min(rows.size(), kImportChunk);
    THRONG_TRY(Receipt receipt, impl_->import_chunk(source, rows.first(count)));
    total.accepted += receipt.accepted;
    total.duplicates += receipt.duplicates;
    total.quarantined += receipt.quarantined;
    for (std::string& problem : receipt.problems) {
      if (total.problems.size() < kMaxProblems) total.problems.push_back(std::move(problem));
    }
    rows = rows.subspan(count);
  }
  return total;
}

Result<Receipt> Collector::record(std::vector<model::Event> events) {
  Request request;
  request.received = impl_->clock.now();
  request.ordinal = ++impl_->ordinals;
  for (model::Event& event : events) {
    event.received = request.received;
    request.drafts.push_back({.event = std::move(event), .previous_id = {}});
  }
  return impl_->accept(std::move(request), kOwnEvents);
}

Result<void> Collector::flush() { return impl_->flush(); }

void Collector::publish() { impl_->publisher->publish(); }

Result<void> Collector::while_still(FunctionRef<Result<void>()> work) {
  THRONG_CHECK(flush());
  return impl_->flusher->while_still(work);
}

std::optional<model::PersonNumber> Collector::find(const PersonId& id) const {
  const std::shared_lock lock(impl_->state.identity_mutex);
  return impl_->state.identity.find(id.kind, id.value);
}

Result<model::Link> Collector::merge(const PersonId& from, const PersonId& into, const std::string& why) {
  return impl_->change([&](Identity& identity) -> Result<model::Link> {
    const auto source = identity.find(from.kind, from.value);
    if (!source) return fail(ErrorCode::not_found, "nobody has the id \"" + from.value + "\"", "from");
    const auto target = identity.find(into.kind, into.value);
    if (!target) return fail(ErrorCode::not_found, "nobody has the id \"" + into.value + "\"", "into");
    return identity.merge(*source, *target, impl_->clock.now(), why);
  });
}

Result<model::Link> Collector::undo(std::uint64_t link, const std::string& why) {
  THRONG_TRY(const model::Link undone,
             impl_->change([&](Identity& identity) { return identity.undo(link, impl_->clock.now(), why); }));
  THRONG_CHECK(impl_->flush());
  THRONG_CHECK(impl_->publisher->rebuild());
  return undone;
}

std::vector<model::Link> Collector::links(std::size_t limit, std::size_t offset) const {
  const std::shared_lock lock(impl_->state.identity_mutex);
  return impl_->state.identity.links(limit, offset);
}

std::vector<Collector::KnownId> Collector::ids_of(model::PersonNumber representative) const {
  const std::shared_lock lock(impl_->state.identity_mutex);
  const Identity& identity = impl_->state.identity;
  std::vector<KnownId> out;
  for (const model::PersonNumber number : identity.members(identity.representative(representative))) {
    if (const warehouse::IdRow* row = identity.id(number)) out.push_back({{row->kind, row->value}, number});
  }
  return out;
}

Collector::Subscription Collector::subscribe(std::function<void(const model::Event&)> on_event) {
  return impl_->publisher->subscribers().add(std::move(on_event));
}

Collector::Stats Collector::stats() const {
  const Counters& c = impl_->counters;
  Stats out;
  out.requests = c.requests;
  out.accepted = c.accepted;
  out.duplicates = c.duplicates;
  out.pending = c.pending;
  out.journal_bytes = c.journal_bytes;
  out.refused = c.refused;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Reason>>(
      [&](auto d) { out.quarantined.emplace_back(d.name, c.quarantined[static_cast<std::size_t>(d.value)]); });
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Step>>(
      [&](auto d) { out.step_seconds.emplace_back(d.name, c.steps.seconds(d.value)); });
  for (std::size_t i = 0; i <= kImports; ++i) {
    const SourceCounters& one = c.sources[i];
    const std::string name = i == kImports ? "import" : std::string(json::enum_text(static_cast<Protocol>(i)));
    out.sources.push_back({name, one.requests, one.accepted, one.duplicates, one.quarantined, one.refused, one.late});
  }
  return out;
}

std::vector<PlanFinding> Collector::take_plan_findings() { return impl_->findings.take(); }

}  // namespace throng::collect
