// One stored event in another product's words. One function a product.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "collect/internal/json_object.h"
#include "model/event.h"

namespace throng::collect {

struct Happening {
  const model::Event& event;
  Field props;         // of the event, parsed
  bool joins = false;  // nobody said before that its device and its user are one person
};

void write_posthog(std::string& out, const Happening& happening);
void write_mixpanel(std::string& out, const Happening& happening);
void write_amplitude(std::string& out, const Happening& happening);
void write_sensors(std::string& out, const Happening& happening);

// Ours, theirs.
using Renaming = std::pair<std::string_view, std::string_view>;
// What a list calls `ours`; else `ours`.
std::string_view renamed(std::string_view ours, std::span<const Renaming> names);

struct Wording {
  std::span<const Renaming> names;               // of properties
  std::span<const std::string_view> taken = {};  // names that mean something else there
};
// The event's properties under their names. One whose name is taken there is written as "throng_" and its name.
void add_properties(JsonObject& out, const Field& props, const Wording& wording);
// What is told beside the properties, where none of them says the same.
void add_fact(JsonObject& out, const Field& props, std::string_view name, std::string_view value);

// Of an $identify: what is set, and which traits go.
std::string set_traits(const Field& traits);
std::vector<std::string_view> unset_traits(const Field& traits);
// The operands of one step after the other, where a product takes one element at a time: {"l":["a","b"],"m":"c"} is
// {"l":"a","m":"c"}, {"l":"b"}.
std::vector<std::string> one_by_one(const Field& operands);
// The operands of a step that a product takes as lists: {"l":["a"],"m":["c"]} of {"l":["a"],"m":"c"}.
std::string as_lists(const Field& operands);
std::string list_of(const std::vector<std::string_view>& names);
// {"name":`value`, ...}
std::string object_of(const std::vector<std::string_view>& names, std::string_view value);

std::string_view who(const model::Event& event);  // the user, else the device
std::string other_id(const model::Event& event);  // of a second line of the event

struct Group {
  std::string type, id, traits;
};
// "group.plan" of the stored event was the trait "plan". Nameless types are "group".
Group group_of(const Field& props);

void end_line(std::string& out, JsonObject line);

}  // namespace throng::collect
