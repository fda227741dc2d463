#include "collect/import/shape.h"

#include <algorithm>

#include <fmt/core.h>

#include "collect/import/mapping.h"
#include "collect/import/shape_lines.h"
#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

constexpr std::string_view kObjects[] = {"properties",
                                         "event_properties",
                                         "user_properties",
                                         "group_properties",
                                         "groups",
                                         "person",
                                         "$set",
                                         "$set_once",
                                         "set",
                                         "set_once",
                                         "identities",
                                         "lib"};

// Some exports have objects as texts that hold their JSON: the line with the objects themselves, "" when there are
// none.
std::string with_objects(const simdjson::dom::object& line) {
  const auto is_text_of_object = [](const simdjson::dom::key_value_pair& field) {
    std::string_view text;
    return std::ranges::find(kObjects, field.key) != std::end(kObjects) && !field.value.get_string().get(text) &&
           trim(text).starts_with('{');
  };
  if (std::none_of(line.begin(), line.end(), is_text_of_object)) return {};
  JsonObject out;
  for (const auto field : line)
    out.raw(field.key, is_text_of_object(field) ? text_of(Field(field.value)) : simdjson::minify(field.value));
  return out.take();
}

Result<WireLine> wire_of(ExportShape shape, const Field& line, ShapeContext& context) {
  switch (shape) {
    case ExportShape::segment: return segment_line(line, context);
    case ExportShape::posthog: return posthog_line(line, context);
    case ExportShape::mixpanel: return mixpanel_line(line, context);
    case ExportShape::amplitude: return amplitude_line(line, context);
    case ExportShape::sensors: return sensors_line(line, context);
  }
  return fail(ErrorCode::internal, "no such shape");
}

bool has(const Field& line, std::string_view name) { return at(line, name).has_value(); }

}  // namespace

struct ShapeReader::Impl {
  ExportShape shape;
  std::string source;
  ShapeContext context;
  Parsers lines, bodies, lists;

  Result<Field> read(std::string_view text);
  Result<std::string> adapted(WireLine wire);
  Result<std::vector<std::string>> messages(std::string list, std::string_view line, std::uint64_t number);
};

Result<Field> ShapeReader::Impl::read(std::string_view text) {
  THRONG_TRY(Field line, lines.read(std::string(text)));
  simdjson::dom::object object;
  if (line->get_object().get(object)) return invalid("", "not a JSON object");
  std::string inlined = with_objects(object);
  return inlined.empty() ? line : lines.read(std::move(inlined));
}

// A list of messages.
Result<std::string> ShapeReader::Impl::adapted(WireLine wire) {
  if (wire.protocol == Protocol::segment) return "[" + wire.body + "]";
  THRONG_TRY(Adapted out,
             adapt(wire.protocol, {.endpoint = wire.endpoint, .query = {}, .body = std::move(wire.body)}, bodies));
  return std::move(out.messages);
}

Result<std::vector<std::string>> ShapeReader::Impl::messages(std::string list, std::string_view line,
                                                             std::uint64_t number) {
  THRONG_TRY(const Field root, lists.read(std::move(list)));
  std::vector<std::string> out;
  for (const auto element : root->get_array().value_unsafe()) {
    if (!element.is_object()) return invalid("", "cannot be understood");
    std::string& message = out.emplace_back(simdjson::minify(element));
    if (!text_at(element, "messageId").empty()) continue;
    message.pop_back();
    message += message.size() > 1 ? ",\"messageId\":" : "\"messageId\":";
    std::string id = message_id_of(source, number, line);
    if (out.size() > 1) id += fmt::format("/{}", out.size() - 1);
    append_json_text(message, id);
    message += '}';
  }
  return out;
}

ShapeReader::ShapeReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ShapeReader::ShapeReader(ShapeReader&&) noexcept = default;
ShapeReader::~ShapeReader() = default;

Result<ShapeReader> ShapeReader::create(const ShapeOptions& options, std::string source) {
  auto impl = std::make_unique<Impl>();
  impl->shape = options.shape;
  impl->source = std::move(source);
  if (!options.time_zone.empty()) {
    auto zone = WallZone::named(options.time_zone);
    if (!zone) return invalid("--time-zone", zone.error().message);
    impl->context.zone = *zone;
  }
  return ShapeReader(std::move(impl));
}

Result<std::vector<std::string>> ShapeReader::read(std::string_view text, std::uint64_t number) {
  THRONG_TRY(const Field line, impl_->read(text));
  THRONG_TRY(WireLine wire, wire_of(impl_->shape, line, impl_->context));
  if (wire.body.empty()) return std::vector<std::string>();
  THRONG_TRY(std::string list, impl_->adapted(std::move(wire)));
  return impl_->messages(std::move(list), text, number);
}

std::optional<ExportShape> guess_shape(std::string_view text) {
  Parsers parsers;
  const auto line = parsers.read(std::string(text));
  if (!line || !is_object(*line)) return std::nullopt;
  const bool ours = has(*line, "messageId") || has(*line, "userId") || has(*line, "anonymousId");
  if (has(*line, "type") && ours) return std::nullopt;
  if (has(*line, "event_type")) return ExportShape::amplitude;
  if (has(*line, "$properties")) return ExportShape::mixpanel;
  if (has(*line, "first_id") || has(*line, "second_id")) return ExportShape::sensors;
  if (has(at(*line, "properties"), "distinct_id") && has(at(*line, "properties"), "time")) return ExportShape::mixpanel;
  if (has(*line, "distinct_ids") || (has(*line, "distinct_id") && has(*line, "timestamp"))) return ExportShape::posthog;
  if (has(*line, "distinct_id") && has(*line, "time")) return ExportShape::sensors;
  return std::nullopt;
}

}  // namespace throng::collect
