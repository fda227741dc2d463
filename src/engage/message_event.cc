#include "engage/message_event.h"

#include <algorithm>

#include <fmt/format.h>

namespace throng::engage {

std::optional<collect::PersonId> shown_id(const collect::Collector& collector, model::PersonNumber representative) {
  const auto ids = collector.ids_of(representative);
  if (ids.empty()) return std::nullopt;
  const auto user = std::ranges::find(ids, model::IdKind::user, [](const auto& known) { return known.id.kind; });
  return user != ids.end() ? user->id : ids.front().id;
}

std::optional<model::Event> message_event(const collect::Collector& collector, const ledger::SendRun& run,
                                          const Told& told) {
  auto id = shown_id(collector, told.send.person);
  if (!id) return std::nullopt;
  model::Event event;
  (id->kind == model::IdKind::user ? event.user_id : event.anonymous_id) = std::move(id->value);
  event.id = model::event_id_from(fmt::format("message/{}/{}/{}", told.send.id, told.name, told.once));
  event.name = told.name;
  event.time = told.at;
  std::map<std::string, json::Raw> props = told.more;
  const auto put = [&](std::string_view name, const auto& value) {
    props[std::string(name)] = json::Raw{json::to_string(value)};
  };
  put(model::kCampaignProperty, run.campaign);
  put(model::kStepProperty, run.step);
  put(model::kVariantProperty, told.send.held ? std::string() : told.send.variant);
  put(model::kChannelProperty, told.send.channel);
  put(model::kMessageProperty, std::to_string(told.send.id));
  event.props = json::to_string(props);
  return event;
}

std::string event_context(const model::Event& event) {
  std::map<std::string, json::Raw> all;
  all["name"] = json::Raw{json::to_string(event.name)};
  all["time"] = json::Raw{json::to_string(event.time)};
  all["properties"] = json::Raw{event.props.empty() ? "{}" : event.props};
  return json::to_string(all);
}

}  // namespace throng::engage
