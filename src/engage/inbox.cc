#include "engage/inbox.h"

#include <algorithm>

#include "base/encoding.h"
#include "ledger/secrets.h"
#include "outbound/crypto.h"

namespace throng::engage {
namespace {

constexpr std::size_t kMaxId = 1'000;
constexpr Duration kTidyEvery = hours(1);

}  // namespace

class Inbox::Delivery final : public Channel {
 public:
  explicit Delivery(Inbox& inbox) : inbox_(inbox) {}
  HandOver deliver(const Outgoing& message, std::stop_token) override { return inbox_.put(message); }

 private:
  Inbox& inbox_;
};

std::string Inbox::hash_of(std::string_view user_id) const { return hex(outbound::hmac_sha256(secret_, user_id)); }

Result<collect::PersonId> Inbox::id_of(const Asker& asker) const {
  if (!is_set_up())
    return fail(ErrorCode::conflict, "in-app messages are not set up: write [channels.in_app] into config.toml");
  if (asker.user_id.size() > kMaxId || asker.anonymous_id.size() > kMaxId)
    return invalid("user_id", "expected at most 1,000 bytes");
  if (asker.user_id.empty() && asker.anonymous_id.empty())
    return invalid("user_id", "expected user_id with its hash, or anonymous_id");
  if (asker.user_id.empty()) return collect::PersonId{model::IdKind::anonymous, asker.anonymous_id};
  if (!ledger::equal_secrets(asker.hash, hash_of(asker.user_id)))
    return fail(ErrorCode::forbidden,
                "the hash is wrong: expected HMAC-SHA256 of the user id with the secret of [channels.in_app], in "
                "hexadecimal",
                "hash");
  return collect::PersonId{model::IdKind::user, asker.user_id};
}

std::vector<model::PersonNumber> Inbox::numbers_of(const collect::PersonId& id) const {
  std::vector<model::PersonNumber> numbers;
  if (const auto number = place_.collector.find(id))
    for (const auto& known : place_.collector.ids_of(*number)) numbers.push_back(known.number);
  std::ranges::sort(numbers);
  numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
  return numbers;
}

Result<std::vector<ledger::InboxMessage>> Inbox::list(std::span<const model::PersonNumber> numbers) const {
  return ledger::list_inbox(place_.db, place_.project, numbers, place_.clock.now());
}

Result<std::uint64_t> Inbox::mark(std::span<const model::PersonNumber> numbers, std::span<const std::int64_t> ids,
                                  ledger::InboxMark mark) const {
  return ledger::mark_inbox(place_.db, place_.project, {numbers, ids, mark}, place_.clock.now());
}

Inbox::Subscription Inbox::subscribe(const collect::PersonId& id,
                                     std::function<void(const ledger::InboxMessage&)> on_message) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t listener = ++next_listener_;
  listeners_.emplace(listener, Listener{id, std::move(on_message)});
  return {this, [listener](Inbox* inbox) {
            const std::lock_guard leaving(inbox->mutex_);
            inbox->listeners_.erase(listener);
          }};
}

std::unique_ptr<Channel> Inbox::open_channel() { return std::make_unique<Delivery>(*this); }

// What is in the inbox already was handed over before: a second hand-over changes nothing.
HandOver Inbox::put(const Outgoing& message) {
  if (message.person == 0) return {.how = Handed::refused, .detail = "choose a person whose inbox it goes to"};
  ledger::InboxMessage one{.send = message.send,
                           .person = message.person,
                           .title = message.title,
                           .text = message.text,
                           .url = message.url,
                           .created = place_.clock.now(),
                           .seen = {}};
  const auto added = ledger::add_to_inbox(place_.db, place_.project, one);
  if (!added && added.error().code == ErrorCode::invalid_argument)
    return {.how = Handed::refused, .detail = describe(added.error())};
  if (!added) return {.how = Handed::later, .detail = describe(added.error())};
  if (*added) {
    one.id = **added;
    tell(one);
  }
  return {.how = Handed::taken};
}

void Inbox::tell(const ledger::InboxMessage& message) {
  const auto ids = place_.collector.ids_of(message.person);
  const std::lock_guard lock(mutex_);
  for (const auto& [number, listener] : listeners_) {
    const bool is_theirs = std::ranges::any_of(ids, [&](const collect::Collector::KnownId& known) {
      return known.id.kind == listener.id.kind && known.id.value == listener.id.value;
    });
    if (is_theirs) listener.on_message(message);
  }
}

Result<void> Inbox::tidy() {
  const Instant now = place_.clock.now();
  if (!is_set_up() || now - tidied_ < kTidyEvery) return {};
  tidied_ = now;
  THRONG_CHECK(ledger::prune_inbox(place_.db, now));
  return {};
}

}  // namespace throng::engage
