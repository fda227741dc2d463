#include "audience/push.h"

#include <algorithm>

#include <fmt/format.h>

#include "ledger/secrets.h"
#include "outbound/signature.h"

namespace throng::audience {
namespace {

constexpr std::size_t kSecretLength = 40;

// Members of every body, up to the changes.
std::string head_of(const PushSender& sender, const std::string& id, Instant now) {
  std::string out = R"({"id":)";
  const auto member = [&](std::string_view name, std::string_view value) {
    out += ',';
    json::write_string(out, name);
    out += ':';
    json::write_string(out, value);
  };
  json::write_string(out, id);
  member("project", sender.project);
  member("segment", sender.segment);
  member("sent_at", format_instant(now));
  return out;
}

}  // namespace

Result<void> check_traits(const std::vector<std::string>& traits) {
  if (traits.size() > kMaxPushTraits) return invalid("traits", fmt::format("at most {} of them", kMaxPushTraits));
  for (const std::string& trait : traits) {
    if (trait.empty() || trait.size() > kMaxTraitName)
      return invalid("traits", fmt::format("expected names of 1 to {} bytes", kMaxTraitName));
    if (std::ranges::count(traits, trait) > 1) return invalid("traits", "\"" + trait + "\" is there twice");
  }
  return {};
}

Result<void> check(const Push& push) {
  if (push.segment.empty()) return invalid("segment", "expected the id of a live segment");
  THRONG_CHECK(outbound::check_url(push.url));
  if (!push.entered && !push.left) return invalid("entered", "entered, left or both must be told");
  return check_traits(push.traits);
}

Result<StoredPush> push_of(const ledger::Saved& saved) {
  auto push = json::read<StoredPush>(saved.body);
  if (!push) return fail(ErrorCode::corrupt, fmt::format("push {}: {}", saved.id, describe(push.error())));
  return push;
}

std::string fresh_push_secret() { return "whs_" + ledger::random_text(kSecretLength); }

std::string batch_id(std::string_view push, model::EventNumber first, model::EventNumber last) {
  return fmt::format("{}-{}-{}", push, first, last);
}

PushBatch batch_of(const PushSender& sender, std::span<const NumberedChange> changes, Instant now) {
  PushBatch batch;
  batch.first = changes.front().number;
  std::string list;
  for (const NumberedChange& one : changes) {
    std::string text = json::to_string(one.change);
    if (batch.changes == kMaxPushChanges || (batch.changes > 0 && list.size() + text.size() > kPushBytes)) break;
    if (batch.changes++ > 0) list += ',';
    list += text;
    batch.last = one.number;
    batch.last_at = one.change.at;
  }
  batch.id = batch_id(sender.push, batch.first, batch.last);
  batch.body = head_of(sender, batch.id, now) + R"(,"changes":[)" + list + "]}";
  return batch;
}

PushBatch test_batch(const PushSender& sender, Instant now) {
  PushBatch batch;
  batch.id = fmt::format("{}-test-{}", sender.push, to_ms(now));
  batch.body = head_of(sender, batch.id, now) + R"(,"test":true,"changes":[]})";
  return batch;
}

outbound::Post post_of(const StoredPush& push, const std::string& id, const std::string& body, Instant now) {
  return {push.url,
          {{"Content-Type", "application/json"},
           {"Throng-Push-Id", id},
           {std::string(outbound::kSignatureHeader), outbound::signature_of(push.secret, body, now)}},
          body};
}

Duration retry_after(std::uint64_t failures) {
  constexpr std::uint64_t kDoublings = 6;
  return std::min(minutes(std::int64_t{1} << (std::min(failures, kDoublings + 1) - 1)), kLongestRetry);
}

Result<PushSending> send_batch(outbound::Poster& poster, const StoredPush& push, const PushBatch& batch, Instant now,
                               std::stop_token stop) {
  PushSending sending{.id = batch.id, .changes = batch.changes, .test = batch.last == 0, .message = {}};
  const auto answer = poster.post(post_of(push, batch.id, batch.body, now), stop);
  if (!answer) {
    if (answer.error().code == ErrorCode::cancelled) return std::unexpected(answer.error());
    sending.message = answer.error().message;
    return sending;
  }
  sending.status = answer->status;
  sending.taken = answer->status >= 200 && answer->status < 300;
  if (sending.taken) return sending;
  sending.message = outbound::words_of(*answer);
  if (answer->status == 0 && stop.stop_requested()) return fail(ErrorCode::cancelled, sending.message);
  return sending;
}

}  // namespace throng::audience
