#include "collect/internal/validate.h"

#include <algorithm>
#include <array>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/json.h"
#include "collect/internal/text.h"
#include "model/profile_op.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;
using Kind = Inbound::Kind;

constexpr std::size_t kMaxIdBytes = 512;
constexpr std::size_t kMaxSessionBytes = 128;

// Sorted, lower case. Compared after trimming and folding ASCII case.
constexpr std::array<std::string_view, 19> kBlockedIds = {"",          "-1",
                                                          "0",         "00000000-0000-0000-0000-000000000000",
                                                          "[]",        "[object object]",
                                                          "anonymous", "false",
                                                          "guest",     "id",
                                                          "n/a",       "nan",
                                                          "nil",       "none",
                                                          "null",      "true",
                                                          "undefined", "unknown",
                                                          "{}"};
constexpr std::size_t kLongestBlockedId = 36;

struct KeySlot {
  std::string_view key;
  Field Message::* field;
};
constexpr std::array<KeySlot, 20> kKeys = {{{"type", &Message::type},
                                            {"event", &Message::event},
                                            {"name", &Message::name},
                                            {"category", &Message::category},
                                            {"userId", &Message::user_id},
                                            {"anonymousId", &Message::anonymous_id},
                                            {"previousId", &Message::previous_id},
                                            {"groupId", &Message::group_id},
                                            {"messageId", &Message::message_id},
                                            {"timestamp", &Message::timestamp},
                                            {"originalTimestamp", &Message::original_timestamp},
                                            {"sentAt", &Message::sent_at},
                                            {"properties", &Message::properties},
                                            {"traits", &Message::traits},
                                            {"context", &Message::context},
                                            {"distinctId", &Message::distinct_id},
                                            {"op", &Message::op},
                                            {"merge", &Message::merge},
                                            {"groupType", &Message::group_type},
                                            {"coarseTime", &Message::coarse_time}}};

// One pass over the keys; the last of duplicates wins, null is as good as absent.
void capture(const simdjson::dom::object& object, Message& message) {
  for (const auto field : object) {
    for (const KeySlot& slot : kKeys) {
      if (field.key.size() != slot.key.size() || field.key != slot.key) continue;
      message.*slot.field = field.value.is_null() ? std::nullopt : Field(field.value);
      break;
    }
  }
}

constexpr std::array<std::pair<std::string_view, Kind>, 7> kKinds = {{{"track", Kind::track},
                                                                      {"identify", Kind::identify},
                                                                      {"page", Kind::page},
                                                                      {"screen", Kind::screen},
                                                                      {"group", Kind::group},
                                                                      {"alias", Kind::alias},
                                                                      {"profile", Kind::profile}}};

std::optional<Kind> kind_named(std::string_view type) {
  for (const auto& [name, kind] : kKinds) {
    if (name == type) return kind;
  }
  return std::nullopt;
}

std::optional<Refusal> take_kind(Kind asked, Message& message) {
  message.kind = asked;
  if (asked != Kind::batch) return std::nullopt;
  std::string_view type;
  const bool text = message.type && message.type->get_string().get(type) == simdjson::SUCCESS;
  const auto kind = text ? kind_named(type) : std::nullopt;
  if (!kind) {
    return Refusal{
        Reason::unknown_type, "type",
        "expected track, identify, page, screen, group, alias or profile, got \"" + presentable(type, 40) + "\""};
  }
  message.kind = *kind;
  return std::nullopt;
}

// Text, or a number as its text. Empty optional for other kinds.
std::optional<std::string> text_or_number(const Element& value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  std::string out;
  if (value.is_int64()) {
    json::write_number(out, value.get_int64().value_unsafe());
  } else if (value.is_uint64()) {
    json::write_number(out, value.get_uint64().value_unsafe());
  } else if (value.is_double()) {
    json::write_number(out, value.get_double().value_unsafe());
  } else {
    return std::nullopt;
  }
  return out;
}

std::optional<Refusal> take_id(const Field& field, std::string_view name, std::string& out) {
  if (!field) return std::nullopt;
  auto text = text_or_number(*field);
  if (!text) return Refusal{Reason::bad_field, std::string(name), "expected text or a number"};
  if (has_nul(*text)) return Refusal{Reason::bad_text, std::string(name), "contains the character NUL"};
  if (text->size() > kMaxIdBytes) return Refusal{Reason::name_too_long, std::string(name), "longer than 512 bytes"};
  if (!is_blocked_id(*text)) out = std::move(*text);
  return std::nullopt;
}

std::optional<Refusal> take_ids(const Message& message, Draft& draft) {
  if (auto r = take_id(message.user_id, "userId", draft.event.user_id)) return r;
  if (auto r = take_id(message.anonymous_id, "anonymousId", draft.event.anonymous_id)) return r;
  if (auto r = take_id(message.distinct_id, "distinctId", draft.distinct_id)) return r;
  if (!draft.event.user_id.empty() || !draft.event.anonymous_id.empty()) draft.distinct_id.clear();
  if (message.kind == Kind::alias) {
    if (auto r = take_id(message.previous_id, "previousId", draft.previous_id)) return r;
    if (draft.previous_id.empty()) return Refusal{Reason::missing_id, "previousId", "an alias needs previousId"};
    if (draft.event.user_id.empty()) return Refusal{Reason::missing_id, "userId", "an alias needs userId"};
    draft.merge = is_true(message.merge);
  }
  if (draft.event.user_id.empty() && draft.event.anonymous_id.empty() && draft.distinct_id.empty()) {
    return Refusal{Reason::missing_id, "userId", "neither userId nor anonymousId"};
  }
  return std::nullopt;
}

std::optional<Refusal> take_operation(const Message& message, Draft& draft) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOperations = {
      {{"set_once", model::kProfileSetOnce},
       {"increment", model::kProfileIncrement},
       {"append", model::kProfileAppend},
       {"union", model::kProfileUnion},
       {"remove", model::kProfileRemove},
       {"delete", model::kProfileDelete}}};
  const std::string op = text_of(message.op);
  for (const auto& [name, event] : kOperations) {
    if (op == name) draft.event.name = event;
  }
  if (!draft.event.name.empty()) return std::nullopt;
  return Refusal{Reason::bad_field, "op",
                 "expected set_once, increment, append, union, remove or delete, got \"" + presentable(op, 40) + "\""};
}

std::optional<Refusal> take_name(const Message& message, Draft& draft) {
  switch (message.kind) {
    case Kind::identify: draft.event.name = model::kIdentify; return std::nullopt;
    case Kind::page: draft.event.name = "$pageview"; return std::nullopt;
    case Kind::screen: draft.event.name = "$screen"; return std::nullopt;
    case Kind::group: draft.event.name = "$group"; return std::nullopt;
    case Kind::alias: draft.event.name = "$alias"; return std::nullopt;
    case Kind::profile: return take_operation(message, draft);
    case Kind::track:
    case Kind::batch: break;
  }
  std::string_view name;
  if (message.event && message.event->get_string().get(name) != simdjson::SUCCESS) {
    return Refusal{Reason::bad_field, "event", "expected text"};
  }
  name = trim(name);
  if (name.empty()) return Refusal{Reason::missing_name, "event", "a track needs the event's name"};
  if (has_nul(name)) return Refusal{Reason::bad_text, "event", "contains the character NUL"};
  if (name.size() > kMaxNameLength && characters(name) > kMaxNameLength) {
    return Refusal{Reason::name_too_long, "event", "longer than 200 characters"};
  }
  draft.event.name = name;
  return std::nullopt;
}

// Adds an object's members; an empty list stands for an empty object (PHP).
std::optional<Refusal> add_object(Properties& out, const Field& field, std::string_view name, std::string_view prefix,
                                  Properties::Nulls nulls) {
  if (!field) return std::nullopt;
  simdjson::dom::object object;
  if (field->get_object().get(object) != simdjson::SUCCESS) {
    simdjson::dom::array list;
    if (field->get_array().get(list) == simdjson::SUCCESS && list.begin() == list.end()) return std::nullopt;
    return Refusal{Reason::bad_field, std::string(name), "expected an object"};
  }
  auto refusal = out.add(object, prefix, nulls);
  if (refusal) refusal->field = std::string(name) + "." + refusal->field;
  return refusal;
}

Field context_traits(const Message& message) {
  Element traits;
  if (!message.context || message.context->at_key("traits").get(traits)) return std::nullopt;
  return traits.is_object() ? Field(traits) : std::nullopt;
}

std::optional<Refusal> add_text_field(Properties& out, const Field& field, std::string_view key) {
  std::string_view text;
  if (!field || field->get_string().get(text) || text.empty()) return std::nullopt;
  if (has_nul(text)) return Refusal{Reason::bad_text, std::string(key), "contains the character NUL"};
  out.add_text(key, text);
  return std::nullopt;
}

std::optional<Refusal> fill_properties(const Message& message, const Draft& draft, Properties& out) {
  using Nulls = Properties::Nulls;
  out.clear();
  switch (message.kind) {
    case Kind::identify: {
      const Field traits = message.traits ? message.traits : context_traits(message);
      return add_object(out, traits, "traits", "", Nulls::keep);
    }
    case Kind::profile: return add_object(out, message.traits, "traits", "", Nulls::drop);
    case Kind::group:
      if (auto r = add_text_field(out, message.group_id, "groupId")) return r;
      if (auto r = add_text_field(out, message.group_type, "groupType")) return r;
      return add_object(out, message.traits, "traits", "group", Nulls::drop);
    case Kind::alias: out.add_text("previousId", draft.previous_id); return std::nullopt;
    case Kind::page:
    case Kind::screen:
      if (auto r = add_text_field(out, message.name, "name")) return r;
      if (auto r = add_text_field(out, message.category, "category")) return r;
      break;
    case Kind::track:
    case Kind::batch: break;
  }
  return add_object(out, message.properties, "properties", "", Nulls::drop);
}

void take_session(const Message& message, Draft& draft) {
  Element value;
  if (!message.context || message.context->at_key("sessionId").get(value)) return;
  const auto text = text_or_number(value);
  if (text && text->size() <= kMaxSessionBytes && !has_nul(*text) && !is_blocked_id(*text)) draft.event.session = *text;
}

std::optional<Refusal> read_message(Kind asked, Message& message, Draft& draft, Workspace& work) {
  simdjson::dom::object object;
  if (message.root.get_object().get(object)) return Refusal{Reason::not_json, "", "expected a JSON object"};
  capture(object, message);
  if (auto r = take_kind(asked, message)) return r;
  if (auto r = take_ids(message, draft)) return r;
  if (auto r = take_name(message, draft)) return r;
  if (auto r = fill_properties(message, draft, work.properties)) return r;
  work.properties.write(draft.event.props);
  const model::Event& e = draft.event;
  if (e.props.size() + e.user_id.size() + e.anonymous_id.size() + e.name.size() > kMaxEventBytes) {
    return Refusal{Reason::event_too_large, "", "larger than 32 KB"};
  }
  take_session(message, draft);
  return std::nullopt;
}

// Content and the client's time make the id of a message that has none. Without a time of its own it cannot be told
// from another one of the same content, so its place in this request is part of it.
model::EventId derived_id(const Message& message, const Draft& draft, const Request& request, std::size_t index) {
  std::string content;
  const auto part = [&](std::string_view text) {
    json::write_number(content, std::uint64_t{text.size()});
    content += ':';
    content += text;
  };
  const Field& time = message.timestamp ? message.timestamp : message.original_timestamp;
  part(draft.event.name);
  part(draft.event.user_id);
  part(draft.event.anonymous_id);
  if (!draft.distinct_id.empty()) part(draft.distinct_id);
  part(draft.event.session);
  part(draft.event.props);
  part(time ? simdjson::minify(*time) : std::string());
  if (!time || message.coarse_time) {
    json::write_number(content, std::int64_t{to_ms(request.received)});
    content += ':';
    json::write_number(content, request.ordinal);
    content += ':';
    json::write_number(content, std::uint64_t{index});
  }
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, hash);
  model::EventId id;
  std::copy(std::begin(canonical.digest), std::end(canonical.digest), id.bytes.begin());
  return id;
}

model::EventId id_of(const Message& message, const Draft& draft, const Request& request, std::size_t index) {
  const auto given = message.message_id ? text_or_number(*message.message_id) : std::nullopt;
  if (given && !given->empty()) return model::event_id_from(*given);
  return derived_id(message, draft, request, index);
}

// The message with what its request said of all, so that it can be read again without.
std::string standing_alone(const Request& request, const Message& message) {
  std::string text = simdjson::minify(message.root);
  if (!message.root.is_object() || text == "{}") return text;
  std::string before = "{";
  if (request.inbound.kind != Kind::batch && !message.type) {
    const auto kind = std::ranges::find(kKinds, request.inbound.kind, &std::pair<std::string_view, Kind>::second);
    before += "\"type\":\"" + std::string(kind->first) + "\",";
  }
  if (request.decoded.sent_at && !message.sent_at)
    before += "\"sentAt\":" + simdjson::minify(*request.decoded.sent_at) + ",";
  return before + text.substr(1);
}

}  // namespace

bool is_blocked_id(std::string_view id) {
  id = trim(id);
  if (id.size() > kLongestBlockedId) return false;
  return std::binary_search(kBlockedIds.begin(), kBlockedIds.end(), lower_ascii(id));
}

void refuse(Request& request, std::size_t index, Refusal refusal) {
  request.drafts[index].refused = true;
  const auto broken = request.decoded.broken.find(index);
  const std::string body =
      broken != request.decoded.broken.end() ? broken->second.body : standing_alone(request, request.messages[index]);
  warehouse::QuarantineRow& row = request.refused.emplace_back();
  row.at = request.received;
  row.source = request.source;
  row.reason = json::enum_text(refusal.reason);
  row.field = presentable(refusal.field, 400);
  row.message = std::move(refusal.message);
  row.body = presentable(body, kMaxEventBytes);
  row.line = request.lines.empty() ? 0 : request.lines[index];
  request.reasons.push_back(refusal.reason);
}

void validate(Request& request, Workspace& work) {
  const std::size_t count = request.decoded.messages.size();
  request.messages.resize(count);
  request.drafts.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    Message& message = request.messages[i];
    Draft& draft = request.drafts[i];
    message.root = request.decoded.messages[i];
    if (const auto broken = request.decoded.broken.find(i); broken != request.decoded.broken.end()) {
      refuse(request, i, {broken->second.reason, broken->second.field, broken->second.message});
    } else if (auto refusal = read_message(request.inbound.kind, message, draft, work)) {
      refuse(request, i, std::move(*refusal));
    } else {
      draft.event.received = request.received;
      draft.event.id = id_of(message, draft, request, i);
    }
  }
}

}  // namespace throng::collect
