#include "collect/internal/user_agent.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include <re2/re2.h>
#include <re2/set.h>

#include "collect/internal/text.h"

namespace throng::collect {
namespace {

constexpr std::size_t kMaxAgentBytes = 512;   // longer texts are cut: the useful part comes first
constexpr std::size_t kMaxRemembered = 8192;  // distinct texts
constexpr std::int64_t kMaxSetMemory = std::int64_t{128} << 20;

struct Rule {
  std::string regex;
  std::string replacement;  // family, "" for the first group; "$1" stands for it
  bool case_insensitive = false;
};

// An ordered list of patterns: the first that matches names the family.
class Rules {
 public:
  explicit Rules(std::vector<Rule> rules) : rules_(std::move(rules)) {
    RE2::Options options(RE2::Quiet);
    options.set_max_mem(kMaxSetMemory);
    set_ = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
    std::vector<Rule> kept;
    for (Rule& rule : rules_) {
      auto pattern = std::make_unique<RE2>(flagged(rule), RE2::Quiet);
      if (!pattern->ok() || set_->Add(flagged(rule), nullptr) < 0) continue;
      patterns_.push_back(std::move(pattern));
      kept.push_back(std::move(rule));
    }
    rules_ = std::move(kept);
    compiled_ = !rules_.empty() && set_->Compile();
  }

  std::optional<std::string> match(std::string_view text) const {
    const auto index = first(text);
    if (!index) return std::nullopt;
    re2::StringPiece group;
    const RE2& pattern = *patterns_[*index];
    if (pattern.NumberOfCapturingGroups() > 0) RE2::PartialMatch({text.data(), text.size()}, pattern, &group);
    std::string family = rules_[*index].replacement;
    if (family.empty()) return std::string(group);
    if (const auto at = family.find("$1"); at != std::string::npos) family.replace(at, 2, std::string(group));
    return family;
  }

 private:
  static std::string flagged(const Rule& rule) { return (rule.case_insensitive ? "(?i)" : "") + rule.regex; }

  std::optional<std::size_t> first(std::string_view text) const {
    const re2::StringPiece piece(text.data(), text.size());
    std::vector<int> hits;
    RE2::Set::ErrorInfo error{};
    if (compiled_ && set_->Match(piece, &hits, &error)) {
      return static_cast<std::size_t>(*std::min_element(hits.begin(), hits.end()));
    }
    if (compiled_ && error.kind == RE2::Set::kNoError) return std::nullopt;
    for (std::size_t i = 0; i < patterns_.size(); ++i) {  // the set ran out of memory
      if (RE2::PartialMatch(piece, *patterns_[i])) return i;
    }
    return std::nullopt;
  }

  std::vector<Rule> rules_;
  std::vector<std::unique_ptr<RE2>> patterns_;
  std::unique_ptr<RE2::Set> set_;
  bool compiled_ = false;
};

struct RuleLists {
  std::vector<Rule> browsers, systems, bots;
};

RuleLists built_in() {
  RuleLists out;
  out.browsers = {{"(Edge?|EdgA|EdgiOS)/", "Edge"},
                  {"OPR/|Opera", "Opera"},
                  {"MicroMessenger/", "WeChat"},
                  {"FxiOS/", "Firefox iOS"},
                  {"CriOS/", "Chrome Mobile iOS"},
                  {"Firefox/", "Firefox"},
                  {"Chrome/[0-9.]+ Mobile", "Chrome Mobile"},
                  {"Chrome/", "Chrome"},
                  {"Version/.*Mobile.*Safari/", "Mobile Safari"},
                  {"Version/.*Safari/", "Safari"}};
  out.systems = {
      {"Windows Phone", "Windows Phone"}, {"Windows", "Windows"}, {"Android", "Android"}, {"iPhone|iPad|iPod", "iOS"},
      {"Mac OS X", "Mac OS X"},           {"CrOS", "Chrome OS"},  {"Linux", "Linux"}};
  out.bots = {{"bot\\b|crawler|spider|headlesschrome|slurp", "Spider", true}};
  return out;
}

// The quoted text of `key: 'value'`, with '' for one quote.
std::string unquoted(std::string_view value) {
  value = trim(value);
  if (value.size() < 2 || (value.front() != '\'' && value.front() != '"') || value.back() != value.front()) {
    return std::string(value);
  }
  const char quote = value.front();
  value = value.substr(1, value.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    out += value[i];
    if (value[i] == quote && i + 1 < value.size() && value[i + 1] == quote) ++i;
  }
  return out;
}

// The small part of YAML that regexes.yaml uses: top-level lists of flat maps with quoted values.
class YamlRules {
 public:
  void line(std::string_view text) {
    const std::string_view body = trim(text);
    if (body.empty() || body.front() == '#') return;
    if (text.front() != ' ') {
      finish();
      section_ = body;
      return;
    }
    std::string_view pair = body;
    if (pair.starts_with("- ")) {
      finish();
      pair = trim(pair.substr(2));
    }
    const auto colon = pair.find(':');
    if (colon == std::string_view::npos) return;
    set(pair.substr(0, colon), unquoted(pair.substr(colon + 1)));
  }

  RuleLists take() {
    finish();
    return std::move(lists_);
  }

 private:
  void set(std::string_view key, std::string value) {
    if (key == "regex") {
      rule_.regex = std::move(value);
    } else if (key == "regex_flag") {
      rule_.case_insensitive = value == "i";
    } else if (key == "family_replacement" || key == "os_replacement" || key == "device_replacement") {
      rule_.replacement = std::move(value);
    }
  }
  // Of the thousand device patterns only those of robots are of use here.
  void finish() {
    if (!rule_.regex.empty()) {
      if (section_ == "user_agent_parsers:") lists_.browsers.push_back(rule_);
      if (section_ == "os_parsers:") lists_.systems.push_back(rule_);
      if (section_ == "device_parsers:" && rule_.replacement == "Spider") lists_.bots.push_back(rule_);
    }
    rule_ = {};
  }

  std::string section_;
  Rule rule_;
  RuleLists lists_;
};

Result<RuleLists> read_rules(const std::string& file) {
  std::ifstream in(file);
  if (!in) return fail(ErrorCode::io, "cannot read the user-agent rules " + file);
  YamlRules yaml;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) yaml.line(line);
  }
  RuleLists lists = yaml.take();
  // Programs that show pages inside themselves, which uap-core takes for the browser they contain.
  lists.browsers.insert(lists.browsers.begin(), {{"MicroMessenger/", "WeChat"}, {"AlipayClient/", "Alipay"}});
  if (lists.browsers.empty() || lists.systems.empty()) {
    return invalid("", file + " has no user_agent_parsers and os_parsers");
  }
  return lists;
}

// Programs, not people at a screen: HTTP libraries and server SDKs.
bool is_library(std::string_view agent) {
  constexpr std::array<std::string_view, 16> kLibraries = {"node",
                                                           "undici",
                                                           "axios",
                                                           "python",
                                                           "curl",
                                                           "wget",
                                                           "go-http",
                                                           "java/",
                                                           "ruby",
                                                           "php",
                                                           "guzzle",
                                                           "okhttp",
                                                           "apache-httpclient",
                                                           "analytics-",
                                                           "rudderstack",
                                                           "dotnet"};
  const std::string lower = lower_ascii(agent.substr(0, 24));
  return std::any_of(kLibraries.begin(), kLibraries.end(), [&](auto name) { return lower.starts_with(name); });
}

std::string device_of(std::string_view agent, std::string_view os) {
  const auto has = [&](std::string_view word) { return agent.find(word) != std::string_view::npos; };
  if (has("iPad") || has("Tablet") || has("Silk/") || has("PlayBook") || has("Kindle")) return "tablet";
  if (os == "Android") return has("Mobile") ? "mobile" : "tablet";
  if (has("iPhone") || has("iPod") || has("Mobile") || has("Windows Phone")) return "mobile";
  constexpr std::array<std::string_view, 8> kDesktops = {"Windows", "Mac OS X",  "Linux",  "Ubuntu",
                                                         "Debian",  "Chrome OS", "Fedora", "FreeBSD"};
  return std::find(kDesktops.begin(), kDesktops.end(), os) != kDesktops.end() ? "desktop" : "";
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using Memory = std::unordered_map<std::string, std::shared_ptr<const Agent>, TextHash, std::equal_to<>>;

}  // namespace

struct AgentReader::Impl {
  explicit Impl(RuleLists lists)
      : browsers(std::move(lists.browsers)), systems(std::move(lists.systems)), bots(std::move(lists.bots)) {}

  Agent parse(std::string_view text) const {
    if (is_library(text)) return {"server", "", ""};
    Agent agent;
    agent.browser = browsers.match(text).value_or("");
    agent.os = systems.match(text).value_or("");
    agent.device = bots.match(text) ? "bot" : device_of(text, agent.os);
    return agent;
  }

  Rules browsers, systems, bots;
  mutable std::shared_mutex mutex;
  mutable Memory recent, older;  // two generations: the older is dropped when the recent is full
};

AgentReader::AgentReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AgentReader::~AgentReader() = default;

Result<std::unique_ptr<AgentReader>> AgentReader::open(const std::string& regexes) {
  RuleLists lists = built_in();
  if (!regexes.empty()) {
    THRONG_TRY(lists, read_rules(regexes));
  }
  return std::unique_ptr<AgentReader>(new AgentReader(std::make_unique<Impl>(std::move(lists))));
}

std::shared_ptr<const Agent> AgentReader::read(std::string_view user_agent) const {
  user_agent = user_agent.substr(0, kMaxAgentBytes);
  {
    const std::shared_lock lock(impl_->mutex);
    if (const auto it = impl_->recent.find(user_agent); it != impl_->recent.end()) return it->second;
  }
  const std::unique_lock lock(impl_->mutex);
  std::shared_ptr<const Agent> agent;
  if (const auto it = impl_->older.find(user_agent); it != impl_->older.end()) {
    agent = it->second;
  } else {
    agent = std::make_shared<const Agent>(impl_->parse(user_agent));
  }
  if (impl_->recent.size() >= kMaxRemembered) {
    impl_->older = std::move(impl_->recent);
    impl_->recent.clear();
  }
  impl_->recent.emplace(std::string(user_agent), agent);
  return agent;
}

}  // namespace throng::collect
