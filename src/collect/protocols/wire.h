// What adapters read with and write with: fields of JSON in, messages of our own out.
//
// Our own messages are Segment's (docs/formats/protocols.md) with what Segment cannot say:
//   distinctId   an id of which the protocol does not say what it is: a user's where a user is known by it, else
//                an anonymous one
//   profile      {"type":"profile","op":"set_once|increment|append|union|remove|delete","traits":{...}}
//   merge        true in an alias: joins two persons even where both are users
//   groupType    of a group call
//   coarseTime   true: the timestamp is of whole seconds, so equal messages without an id need not be repeats
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

namespace throng::collect {

using Field = std::optional<simdjson::dom::element>;

// A member of an object; nothing when absent or null.
Field at(const Field& object, std::string_view key);
// Text, or a number or boolean as its text; "" for anything else.
std::string text_of(const Field& field);
std::string text_at(const Field& object, std::string_view key);
std::optional<double> number_of(const Field& field);  // numbers, and texts that are wholly one
bool is_true(const Field& field);
bool is_object(const Field& field);
bool is_list(const Field& field);

// Who a message is of. Empty ones are left out.
struct WireIds {
  std::string user, anonymous, distinct;
};

// Where and on what it happened. Empty ones are left out.
struct WireContext {
  std::string url, path, title, referrer;
  std::string user_agent, session, os, device_type, library;
};

// The list of messages that a request becomes, as JSON text.
class Messages {
 public:
  void begin(std::string_view type);
  void end();
  void text(std::string_view key, std::string_view value);  // left out when ""
  void number(std::string_view key, double value);
  void flag(std::string_view key);  // true
  void json(std::string_view key, std::string_view raw);
  void copy(std::string_view key, const Field& value);  // left out when absent
  void open(std::string_view key);
  void close();
  void ids(const WireIds& ids);
  void context(const WireContext& context);
  // Every member of an object whose key `keep` says yes to.
  template <class Keep>
  void members(const Field& object, Keep keep) {
    simdjson::dom::object fields;
    if (!object || object->get_object().get(fields)) return;
    for (const auto field : fields) {
      if (keep(field.key)) json(field.key, simdjson::minify(field.value));
    }
  }
  void members(const Field& object) {
    members(object, [](std::string_view) { return true; });
  }
  // What cannot be understood, as it came: it is refused where messages are checked.
  void pass(std::string_view raw);
  // The same of what is not even JSON: its beginning, as text.
  void pass_text(std::string_view text);

  std::size_t count() const { return count_; }
  std::string take();

 private:
  void comma();
  void key(std::string_view name);
  std::string out_ = "[";
  std::size_t count_ = 0;
};

// What a message of every kind begins with.
struct Head {
  WireIds ids;
  std::string message_id;
  Field time;     // the client's
  Field sent_at;  // when the client says that it sent this
  bool coarse = false;
};
// begin(type), ids and times. `part`, where one event of the other side becomes several messages, tells their ids
// apart.
void begin_message(Messages& out, std::string_view type, const Head& head, std::string_view part = "");
// A whole message about traits: `op` is "set" or one of a profile message. Nothing where there are no traits.
void write_traits(Messages& out, std::string_view op, const Head& head, const Field& traits, std::string_view part);
// The traits named by a list (["a","b"]) or by the keys of an object, set to null.
void write_unset(Messages& out, const Head& head, const Field& names, std::string_view part);
void write_delete(Messages& out, const Head& head, std::string_view part);

// A group's traits where nobody's doing is told: an event of this id, who stands for all groups.
inline constexpr std::string_view kGroupsId = "$groups";

}  // namespace throng::collect
