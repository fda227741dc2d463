// A message (消息模板): what is written to people, in Liquid, in one or more languages.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "engage/channel.h"
#include "ledger/saved.h"
#include "liquid/template.h"
#include "model/event.h"

namespace throng::engage {

inline constexpr std::size_t kMaxLanguages = 20;

// A channel uses the parts that it has a place for (parts_of()); the others are "".
struct Content {
  std::string language;   // "zh-CN", "en"
  std::string subject;    // of a mail; the title of what is pushed or posted
  std::string preheader;  // what a mail shows beside its subject; "": how it begins
  std::string html;       // of a mail; "": the text alone
  std::string text;       // of a mail "": made of the HTML
  std::string url;        // what a push opens
  std::string blocks;     // how the page's editor made the HTML (JSON); "": the HTML was written by hand
};
BOOST_DESCRIBE_STRUCT(Content, (), (language, subject, preheader, html, text, url, blocks))

struct Message {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::message;
  ChannelKind channel = ChannelKind::email;
  std::vector<Content> contents;  // 1..kMaxLanguages different languages; who speaks none of them gets the first
  static constexpr std::string_view kRequired[] = {"contents"};
};
BOOST_DESCRIBE_STRUCT(Message, (), (channel, contents))

// Errors: invalid_argument naming the field; for Liquid that cannot be read with its line.
Result<void> check(const Message& message);
Result<Message> message_of(const ledger::Saved& saved);  // errors: corrupt

// A message ready to be rendered many times. Immutable; safe from many threads.
class CompiledMessage {
 public:
  static Result<CompiledMessage> compile(const Message& message);  // errors: as check()

  // Traits that it may look at: of {{ person.address.city }} "address" and "address.city"; tags in the same way, of
  // {{ tags.favourite }}. Each once.
  std::vector<std::string> traits() const;
  std::vector<std::string> tags() const;

  // What is written to somebody who speaks `language`. Appended to `missing` is what it printed but found nothing for.
  // Errors: those of Liquid, with the part and line; invalid_argument (field "subject") where it comes out empty.
  struct Given {
    const liquid::Value& variables;
    std::string_view language;
    Instant now{};
    std::vector<std::string>* missing = nullptr;
  };
  Result<Outgoing> render(const Given& given) const;

 private:
  struct Part {
    std::string language;
    liquid::Template subject, preheader, html, text, url;
    bool needs_subject = true, has_preheader = false, has_html = false, has_text = false;
  };
  const Part& part_for(std::string_view language) const;
  std::set<std::string> names_under(std::string_view variable) const;

  std::vector<Part> parts_;
};

// A person's traits as the variable `person`: names with dots become objects in objects. Values are raw JSON; one that
// is not is left out.
struct TraitValue {
  std::string_view name, raw;
};
liquid::Value person_variable(model::PersonNumber person, std::span<const TraitValue> traits);

}  // namespace throng::engage
