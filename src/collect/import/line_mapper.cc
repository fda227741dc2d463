#include "collect/import/line_mapper.h"

#include "base/json.h"
#include "collect/collector.h"
#include "collect/internal/text.h"

namespace throng::collect {
namespace {

Cells cells(json::Node root) {
  Cells out;
  for (const auto& [key, value] : root.members()) {
    const std::string raw = value.kind() == json::Kind::null ? std::string() : value.dump();
    out.emplace_back(std::string(key),
                     Cell{value.kind() == json::Kind::string ? std::string(value.string()) : raw, raw});
  }
  return out;
}

}  // namespace

void take(Result<std::optional<std::string>> mapped, MappedRow& out) {
  if (mapped) {
    if (*mapped) out.messages.push_back(std::move(**mapped));
    return;
  }
  out.problem = mapped.error().message;
  out.field = mapped.error().field;
}

Result<LineMapper> LineMapper::create(const RowForm& form, std::string name) {
  std::optional<RowMapper> mapper;
  if (form.mapping != nullptr) {
    THRONG_TRY(RowMapper made, RowMapper::create(*form.mapping, name));
    mapper.emplace(std::move(made));
  }
  THRONG_TRY(ShapeReader exported, ShapeReader::create(form.shape.value_or(ShapeOptions{}), name));
  return LineMapper(std::move(name), std::move(mapper), std::move(exported), form.shape.has_value());
}

Result<void> LineMapper::map(std::string_view text, std::uint64_t number, MappedRow& out) {
  out = {.line = number, .messages = {}, .problem = {}, .field = {}, .text = {}};
  THRONG_CHECK(shaped_ ? read_exported(trim(text), out) : read(trim(text), out));
  if (!out.problem.empty()) out.text = text.substr(0, kMaxEventBytes);
  return {};
}

Result<void> LineMapper::read_exported(std::string_view text, MappedRow& out) {
  auto messages = exported_.read(text, out.line);
  if (messages) {
    out.messages = std::move(*messages);
    return {};
  }
  if (messages.error().field.starts_with("--")) return std::unexpected(std::move(messages).error());
  out.problem = messages.error().message;
  out.field = messages.error().field;
  return {};
}

Result<void> LineMapper::read(std::string_view text, MappedRow& out) {
  const auto document = json::Document::parse(text);
  if (!document || document->root().kind() != json::Kind::object) {
    out.problem = document ? "not a JSON object" : document.error().message;
    return {};
  }
  const json::Node root = document->root();
  // When a message was sent once says nothing of when it comes now.
  if (root.find("type") && root.find("sentAt")) return read_exported(text, out);
  if (root.find("type")) {
    out.messages.push_back(with_id(root, text, out.line));
  } else if (mapper_) {
    take(mapper_->map(cells(root), out.line), out);
  } else {
    out.problem = "not a message (it has no type), and neither a mapping nor a shape is given";
  }
  return {};
}

std::string LineMapper::with_id(json::Node root, std::string_view text, std::uint64_t number) const {
  std::string out(text);
  if (const auto id = root.find("messageId"); id && id->kind() != json::Kind::null) return out;
  out.pop_back();
  out += root.members().empty() ? "\"messageId\":" : ",\"messageId\":";
  json::write_string(out, message_id_of(name_, number, text));
  return out + "}";
}

}  // namespace throng::collect
