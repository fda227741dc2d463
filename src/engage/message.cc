#include "engage/message.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engage/channel_kinds.h"
#include "engage/markup.h"

namespace throng::engage {
namespace {

constexpr std::size_t kMaxLine = 500;  // of a subject or preheader, as a template
constexpr std::size_t kMaxUrl = 2000;
constexpr std::size_t kMaxBody = std::size_t{256} << 10;
constexpr std::size_t kMaxBlocks = std::size_t{512} << 10;

bool is_language(std::string_view tag) {
  return tag.size() >= 2 && tag.size() <= 20 && std::ranges::all_of(tag, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
         });
}

Result<liquid::Template> parsed(std::string_view field, const std::string& text) {
  auto parsed = liquid::Template::parse(text);
  if (!parsed) return std::unexpected(json::under(field, std::move(parsed).error()));
  return parsed;
}

Result<void> check_size(std::string_view field, const std::string& text, std::size_t most) {
  if (text.size() <= most) return {};
  return fail(ErrorCode::too_large, fmt::format("expected at most {} bytes", most), std::string(field));
}

Result<void> check_unused(std::string_view field, const std::string& text, bool is_used) {
  if (is_used || text.empty()) return {};
  return invalid(std::string(field), "this channel has no place for it");
}

Result<void> check_content(ChannelKind channel, const Content& content) {
  if (!is_language(content.language)) return invalid("language", "expected a language like en or zh-CN");
  THRONG_CHECK(check_size("subject", content.subject, kMaxLine));
  THRONG_CHECK(check_size("preheader", content.preheader, kMaxLine));
  THRONG_CHECK(check_size("html", content.html, kMaxBody));
  THRONG_CHECK(check_size("text", content.text, kMaxBody));
  THRONG_CHECK(check_size("url", content.url, kMaxUrl));
  THRONG_CHECK(check_size("blocks", content.blocks, kMaxBlocks));
  const ChannelParts parts = parts_of(channel);
  THRONG_CHECK(check_unused("subject", content.subject, parts.title != TitleUse::none));
  THRONG_CHECK(check_unused("preheader", content.preheader, channel == ChannelKind::email));
  THRONG_CHECK(check_unused("html", content.html, parts.html));
  THRONG_CHECK(check_unused("url", content.url, parts.url));
  if (content.subject.empty() && parts.title == TitleUse::needed)
    return invalid("subject", "this message needs a title");
  if (content.html.empty() && content.text.empty())
    return invalid(parts.html ? "html" : "text", "a message needs something to say");
  return {};
}

// A line of a mail: what breaks lines would let a trait write headers.
std::string in_one_line(std::string text) {
  std::ranges::replace_if(text, [](unsigned char c) { return c < ' ' || c == 127; }, ' ');
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Result<std::string> rendered(const liquid::Template& part, std::string_view name, const CompiledMessage::Given& given,
                             bool html) {
  std::string out;
  liquid::RenderOptions options;
  options.html = html;
  options.now = given.now;
  options.missing = given.missing;
  if (auto done = part.render(given.variables, options, out); !done)
    return std::unexpected(json::under(name, std::move(done).error()));
  return out;
}

// "zh-CN" of "zh_cn".
std::string normal_language(std::string_view tag) {
  std::string out(tag);
  for (char& c : out) c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

}  // namespace

Result<CompiledMessage> CompiledMessage::compile(const Message& message) {
  if (message.contents.empty() || message.contents.size() > kMaxLanguages)
    return invalid("contents", fmt::format("expected 1 to {} languages", kMaxLanguages));
  CompiledMessage compiled;
  std::set<std::string> languages;
  for (std::size_t i = 0; i < message.contents.size(); ++i) {
    const Content& content = message.contents[i];
    const std::string at = fmt::format("contents[{}]", i);
    if (auto good = check_content(message.channel, content); !good)
      return std::unexpected(json::under(at, std::move(good).error()));
    if (!languages.insert(normal_language(content.language)).second)
      return invalid(at + ".language", "the message has this language already");
    THRONG_TRY(auto subject, parsed(at + ".subject", content.subject));
    THRONG_TRY(auto preheader, parsed(at + ".preheader", content.preheader));
    THRONG_TRY(auto html, parsed(at + ".html", content.html));
    THRONG_TRY(auto text, parsed(at + ".text", content.text));
    THRONG_TRY(auto url, parsed(at + ".url", content.url));
    compiled.parts_.push_back({.language = normal_language(content.language),
                               .subject = std::move(subject),
                               .preheader = std::move(preheader),
                               .html = std::move(html),
                               .text = std::move(text),
                               .url = std::move(url),
                               .needs_subject = parts_of(message.channel).title == TitleUse::needed,
                               .has_preheader = !content.preheader.empty(),
                               .has_html = !content.html.empty(),
                               .has_text = !content.text.empty()});
  }
  return compiled;
}

Result<void> check(const Message& message) {
  THRONG_CHECK(CompiledMessage::compile(message));
  return {};
}

Result<Message> message_of(const ledger::Saved& saved) {
  auto message = json::read<Message>(saved.body);
  if (!message) return fail(ErrorCode::corrupt, fmt::format("the message {} cannot be read", saved.name));
  return message;
}

std::set<std::string> CompiledMessage::names_under(std::string_view variable) const {
  std::set<std::string> names;
  for (const Part& part : parts_) {
    for (const liquid::Template* one : {&part.subject, &part.preheader, &part.html, &part.text, &part.url}) {
      for (const std::string& path : one->paths()) {
        if (!path.starts_with(variable)) continue;
        const std::string_view name = std::string_view(path).substr(variable.size());
        for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1))
          names.emplace(name.substr(0, dot));
        names.emplace(name);
      }
    }
  }
  return names;
}

std::vector<std::string> CompiledMessage::traits() const {
  std::set<std::string> names = names_under("person.");
  names.erase("number");  // the person's own, not a trait
  return {names.begin(), names.end()};
}

std::vector<std::string> CompiledMessage::tags() const {
  const std::set<std::string> names = names_under("tags.");
  return {names.begin(), names.end()};
}

const CompiledMessage::Part& CompiledMessage::part_for(std::string_view language) const {
  const std::string wanted = normal_language(language);
  const std::string base = wanted.substr(0, wanted.find('-'));
  const Part* like = nullptr;
  for (const Part& part : parts_) {
    if (part.language == wanted) return part;
    if (like == nullptr && !base.empty() && part.language.substr(0, part.language.find('-')) == base) like = &part;
  }
  return like != nullptr ? *like : parts_.front();
}

Result<Outgoing> CompiledMessage::render(const Given& given) const {
  const Part& part = part_for(given.language);
  Outgoing out;
  THRONG_TRY(std::string subject, rendered(part.subject, "subject", given, false));
  out.title = in_one_line(std::move(subject));
  if (out.title.empty() && part.needs_subject) return invalid("subject", "it comes out empty");
  THRONG_TRY(std::string url, rendered(part.url, "url", given, false));
  out.url = in_one_line(std::move(url));
  if (part.has_html) {
    THRONG_TRY(out.html, rendered(part.html, "html", given, true));
    if (part.has_preheader) {
      THRONG_TRY(std::string preheader, rendered(part.preheader, "preheader", given, false));
      out.html = with_preheader(std::move(out.html), in_one_line(std::move(preheader)));
    }
  }
  if (part.has_text) {
    THRONG_TRY(out.text, rendered(part.text, "text", given, false));
  } else {
    out.text = text_of(out.html);
  }
  if (out.text.empty() && out.html.empty()) return invalid("text", "it comes out empty");
  return out;
}

namespace {

// The member `name` of an object, made where it is not there; what is no object becomes one.
liquid::Value& member_of(liquid::Value& object, std::string_view name) {
  if (!std::holds_alternative<liquid::Value::Object>(object.data)) object.data = liquid::Value::Object{};
  auto& members = std::get<liquid::Value::Object>(object.data);
  const auto found = std::ranges::find(members, name, &liquid::Member::name);
  if (found != members.end()) return found->value;
  members.push_back({std::string(name), {}});
  return members.back().value;
}

}  // namespace

liquid::Value person_variable(model::PersonNumber person, std::span<const TraitValue> traits) {
  liquid::Value variable(liquid::Value::Object{});
  member_of(variable, "number") = liquid::Value(std::int64_t{person});
  for (const TraitValue& trait : traits) {
    if (trait.raw.empty()) continue;
    auto value = liquid::Value::from_json(trait.raw);
    if (!value) continue;
    liquid::Value* place = &variable;
    std::string_view name = trait.name;
    for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
      place = &member_of(*place, name.substr(0, dot));
      name.remove_prefix(dot + 1);
    }
    member_of(*place, name) = *std::move(value);
  }
  return variable;
}

}  // namespace throng::engage
