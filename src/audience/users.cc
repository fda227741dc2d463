#include "audience/users.h"

#include <set>

#include "audience/push.h"
#include "base/json.h"
#include "ledger/saved.h"

namespace throng::audience {
namespace {

std::string text_at(json::Node node, std::string_view key) {
  if (node.kind() == json::Kind::string) return key.empty() ? std::string(node.string()) : std::string();
  if (node.kind() != json::Kind::object || key.empty()) return {};
  const auto found = node.find(key);
  return found && found->kind() == json::Kind::string ? std::string(found->string()) : std::string();
}

void collect(json::Node node, std::set<Object>& out) {
  if (node.kind() == json::Kind::array) {
    for (const json::Node element : node.elements()) collect(element, out);
  }
  if (node.kind() != json::Kind::object) return;
  for (const auto& [key, value] : node.members()) {
    Object object;
    if (key == "has_tag") object = {ObjectKind::tag, text_at(value, "tag")};
    if (key == "in_segment") object = {ObjectKind::segment, text_at(value, "")};
    if (key == "in_layer") object = {ObjectKind::layers, text_at(value, "scheme")};
    if (!object.id.empty()) out.insert(std::move(object));
    collect(value, out);
  }
}

}  // namespace

std::vector<Object> named_in_json(std::string_view text) {
  const auto document = json::Document::parse(text);
  if (!document) return {};
  std::set<Object> out;
  collect(document->root(), out);
  return {out.begin(), out.end()};
}

Result<Users> all_users(Audience& audience) {
  Users users;
  THRONG_TRY(const auto definitions, audience.definitions());
  for (const Definition& definition : *definitions) {
    const std::string kind(json::enum_text(definition.object.kind));
    for (const Object& below : definition.builds_on)
      users[below].push_back({kind, definition.object.id, definition.name});
  }
  using enum ledger::SavedKind;
  for (const ledger::SavedKind kind : {report, board, goal, alert}) {
    THRONG_TRY(const auto saved, ledger::list_saved(audience.db(), audience.project(), kind));
    for (const ledger::Saved& one : saved) {
      for (const Object& named : named_in_json(one.body))
        users[named].push_back({std::string(json::enum_text(kind)), one.id, one.name});
    }
  }
  THRONG_TRY(const auto pushes, ledger::list_saved(audience.db(), audience.project(), push));
  for (const ledger::Saved& one : pushes) {
    THRONG_TRY(const StoredPush told, push_of(one));
    users[{ObjectKind::segment, told.segment}].push_back({std::string(json::enum_text(push)), one.id, one.name});
  }
  return users;
}

}  // namespace throng::audience
