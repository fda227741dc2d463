#include "engage/post_office.h"

#include <condition_variable>
#include <mutex>
#include <ranges>
#include <thread>

#include <fmt/format.h>

#include "engage/internal/feeder.h"
#include "engage/internal/journey_runner.h"
#include "engage/internal/starter.h"
#include "engage/internal/teller.h"
#include "engage/internal/trigger_watch.h"
#include "engage/sender.h"
#include "ledger/consents.h"

namespace throng::engage {
namespace {

constexpr auto kLook = std::chrono::milliseconds(250);      // when nothing told us to
constexpr auto kWhileBusy = std::chrono::milliseconds(20);  // while messages go out
constexpr unsigned kInboxConnections = 4;                   // they write into the ledger, one at a time

}  // namespace

struct PostOffice::Impl {
  Impl(PostOfficePlace p, PostOfficeOptions o)
      : place(std::move(p)),
        options(std::move(o)),
        inbox({place.audience.db(), place.collector, place.audience.project(), place.clock}, options.in_app_secret),
        lines(options.channels),
        book(place.audience.db(), place.clock, place.log) {
    if (inbox.is_set_up()) lines[ChannelKind::in_app] = {[this] { return inbox.open_channel(); }, kInboxConnections};
    for (const auto& [kind, line] : lines) {
      SenderOptions sending{
          line.open, line.connections, options.first_pause,
          [this, kind](const Outgoing& message, const std::string& detail) { suppress(kind, message, detail); }};
      senders[kind] = std::make_unique<Sender>(std::move(sending), book, place.clock);
    }
  }

  // Nobody writes to an address again that the other side says is none.
  void suppress(ChannelKind kind, const Outgoing& message, const std::string& detail) {
    const ledger::Suppression one{std::string(json::enum_text(kind)), message.to, "bounced", detail.substr(0, 400),
                                  place.clock.now()};
    const auto added = ledger::add_suppressions(place.audience.db(), place.audience.project(), {&one, 1});
    if (!added) place.log.warn("an address could not be suppressed", {{"why", describe(added.error())}});
  }

  template <class Step>
  void loop(std::string_view what, const std::stop_token& stop, std::chrono::milliseconds while_busy, Step step) {
    while (!stop.stop_requested()) {
      const auto did = step();
      if (!did && did.error().code != ErrorCode::cancelled) place.log.warn(what, {{"why", describe(did.error())}});
      std::unique_lock lock(mutex);
      wake.wait_for(lock, stop, did && *did ? while_busy : kLook, [&, seen = nudges] { return nudges != seen; });
    }
  }
  void start() {
    threads.emplace_back([this](const std::stop_token& stop) {
      loop("campaigns could not be begun", stop, kWhileBusy, [&] { return starter.step(stop); });
    });
    threads.emplace_back([this](const std::stop_token& stop) {
      loop("events could not be looked at for triggers", stop, kWhileBusy, [&] { return triggers.step(stop); });
    });
    threads.emplace_back([this](const std::stop_token& stop) {
      loop("journeys could not go on", stop, kWhileBusy, [&] { return journeys.step(stop); });
    });
    threads.emplace_back([this](const std::stop_token& stop) {
      loop("what became of messages could not be told", stop, kLook, [this]() -> Result<bool> {
        THRONG_CHECK(inbox.tidy());
        return teller.step();
      });
    });
    if (senders.empty()) return;
    threads.emplace_back([this](const std::stop_token& stop) {
      loop("messages could not be sent", stop, kWhileBusy, [&] { return feeder.step(stop); });
    });
  }

  const PostOfficePlace place;
  const PostOfficeOptions options;
  Inbox inbox;
  std::map<ChannelKind, ChannelLine> lines;  // all of them
  HandOverBook book;
  internal::Senders senders;
  internal::Starter starter{place};
  internal::Teller teller{place};
  internal::TriggerWatch triggers{place};
  internal::JourneyRunner journeys{place};
  internal::Feeder feeder{place, senders};
  std::mutex mutex;
  std::condition_variable_any wake;
  std::uint64_t nudges = 0;
  std::vector<std::jthread> threads;  // last: use everything above
};

PostOffice::PostOffice(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

PostOffice::~PostOffice() {
  for (std::jthread& thread : impl_->threads) thread.request_stop();
  impl_->threads.clear();
}

Result<std::unique_ptr<PostOffice>> PostOffice::open(PostOfficePlace place, PostOfficeOptions options) {
  THRONG_TRY(const ledger::Recovered recovered, ledger::recover_sends(place.audience.db(), place.clock.now()));
  if (recovered.unknown > 0)
    place.log.warn("messages were being handed over when the server ended; it is not known whether they were taken",
                   {{"count", std::to_string(recovered.unknown)}});
  const bool by_itself = options.by_itself;
  std::unique_ptr<PostOffice> office(new PostOffice(std::make_unique<Impl>(std::move(place), std::move(options))));
  if (by_itself) office->impl_->start();
  return office;
}

std::vector<ChannelKind> PostOffice::channels() const {
  const auto kinds = impl_->senders | std::views::keys;
  return {kinds.begin(), kinds.end()};
}

Result<void> PostOffice::check_open(ChannelKind kind) const {
  if (impl_->senders.contains(kind)) return {};
  const std::string section =
      kind == ChannelKind::email ? "[smtp]" : fmt::format("[channels.{}]", json::enum_text(kind));
  return fail(
      ErrorCode::conflict,
      fmt::format("{} is not set up: write {} into config.toml and start again", json::enum_text(kind), section),
      "channel");
}

Inbox& PostOffice::inbox() { return impl_->inbox; }

const std::string& PostOffice::web_push_key() const { return impl_->options.web_push_key; }

std::string PostOffice::public_url() const { return impl_->place.public_url(); }

const PostOfficePlace& PostOffice::place() const { return impl_->place; }

void PostOffice::nudge() {
  const std::lock_guard lock(impl_->mutex);
  ++impl_->nudges;
  impl_->wake.notify_all();
}

Result<HandOver> PostOffice::send_test(ChannelKind kind, const Outgoing& message, std::stop_token stop) {
  THRONG_CHECK(check_open(kind));
  return impl_->lines.at(kind).open()->deliver(message, std::move(stop));
}

Result<void> PostOffice::work(std::stop_token stop) {
  for (bool any = true; any;) {
    THRONG_TRY(any, impl_->starter.step(stop));
    THRONG_TRY(const bool triggered, impl_->triggers.step(stop));
    THRONG_TRY(const bool went, impl_->journeys.step(stop));
    any |= triggered || went;
    THRONG_TRY(const bool fed, impl_->feeder.step(stop));
    for (const auto& [kind, sender] : impl_->senders) sender->wait();
    impl_->book.flush();
    any |= fed;
    THRONG_TRY(const bool told, impl_->teller.step());
    any |= told;
  }
  return {};
}

}  // namespace throng::engage
