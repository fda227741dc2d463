#include "engage/composer.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engage/markup.h"

namespace throng::engage {
namespace {

using liquid::Value;

Value variables_of(const std::string& campaign, const RunPlan& plan, const Composer::Wanted& wanted) {
  std::vector<TraitValue> traits;
  for (const auto& [name, raw] : wanted.to.traits) traits.push_back({name, raw});
  const std::string preferences = wanted.links.preferences(wanted.send);
  Value::Object all;
  all.push_back({"person", person_variable(wanted.to.recipient.person, traits)});
  Value::Object tags;
  for (const auto& [name, raw] : wanted.to.tags)
    if (auto value = Value::from_json(raw)) tags.push_back({name, *std::move(value)});
  all.push_back({"tags", Value(std::move(tags))});
  all.push_back({"campaign", Value(Value::Object{{"id", Value(campaign)}, {"name", Value(plan.name)}})});
  all.push_back({"variant", Value(wanted.variant)});
  if (!wanted.context.empty())
    if (auto event = Value::from_json(wanted.context)) all.push_back({"event", *std::move(event)});
  all.push_back({"unsubscribe_url", Value(preferences)});
  all.push_back({"preferences_url", Value(preferences)});
  return Value(std::move(all));
}

}  // namespace

Result<Composer> Composer::create(std::string campaign, RunPlan plan) {
  Composer composer;
  composer.campaign_ = std::move(campaign);
  composer.plan_ = std::move(plan);
  std::set<std::string> traits, tags;
  for (std::size_t i = 0; i < composer.plan_.messages.size(); ++i) {
    auto compiled = CompiledMessage::compile(composer.plan_.messages[i]);
    if (!compiled) return std::unexpected(json::under(fmt::format("messages[{}]", i), std::move(compiled).error()));
    for (std::string& name : compiled->traits()) traits.insert(std::move(name));
    for (std::string& name : compiled->tags()) tags.insert(std::move(name));
    composer.contents_.push_back(*std::move(compiled));
  }
  composer.traits_.assign(traits.begin(), traits.end());
  composer.tags_.assign(tags.begin(), tags.end());
  return composer;
}

Result<Outgoing> Composer::compose(const Wanted& wanted) const {
  const auto variant = std::ranges::find(plan_.campaign.variants, wanted.variant, &Variant::name);
  if (variant == plan_.campaign.variants.end())
    return fail(ErrorCode::not_found, "there is no such variant", "variant");
  const CompiledMessage& content = contents_[static_cast<std::size_t>(variant - plan_.campaign.variants.begin())];
  const Value variables = variables_of(campaign_, plan_, wanted);
  THRONG_TRY(Outgoing out, content.render({variables, wanted.to.recipient.language, wanted.now, wanted.missing}));
  out.id = fmt::format("{}-{}", campaign_, wanted.send);
  out.send = wanted.send;
  out.person = wanted.to.recipient.person;
  out.to = wanted.to.recipient.address;
  out.from_name = wanted.rules.from_name;
  out.reply_to = wanted.rules.reply_to;
  if (!plan_.campaign.transactional) out.unsubscribe_url = wanted.links.preferences(wanted.send);
  const std::string own = wanted.links.public_url() + "/t/";
  const auto tracked = [&](std::string_view url) {
    return url.starts_with(own) ? std::string(url) : wanted.links.clicked(wanted.send, url);
  };
  if (out.url.starts_with("https://") || out.url.starts_with("http://")) out.url = tracked(out.url);  // not an app's
  if (out.html.empty()) return out;
  out.html = with_links(out.html, tracked);
  out.html = with_pixel(std::move(out.html), wanted.links.opened(wanted.send));
  return out;
}

}  // namespace throng::engage
