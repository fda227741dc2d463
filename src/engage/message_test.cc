#include "engage/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engage/composer.h"

namespace throng::engage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Message greeting() {
  Content english{.language = "en", .subject = "Hello {{ person.name }}", .html = "<p>Hi {{ person.name }}!</p>"};
  Content chinese{.language = "zh-CN", .subject = "你好 {{ person.name }}", .text = "{{ person.name }}，你好"};
  return {.channel = ChannelKind::email, .contents = {english, chinese}};
}

Outgoing written(const Message& message, std::string_view language, std::string_view raw_name) {
  const auto compiled = CompiledMessage::compile(message);
  EXPECT_TRUE(compiled) << describe(compiled.error());
  const std::vector<TraitValue> traits = {{"name", raw_name}};
  const liquid::Value variables(liquid::Value::Object{{"person", person_variable(7, traits)}});
  const auto out = compiled->render({variables, language, Instant{}, nullptr});
  EXPECT_TRUE(out) << describe(out.error());
  return out.value_or(Outgoing{});
}

TEST(Message, SpeaksThePersonsLanguageOrTheFirst) {
  EXPECT_EQ(written(greeting(), "zh-CN", R"("Ann")").title, "你好 Ann");
  EXPECT_EQ(written(greeting(), "ZH_tw", R"("Ann")").title, "你好 Ann") << "like it";
  EXPECT_EQ(written(greeting(), "fr", R"("Ann")").title, "Hello Ann");
  EXPECT_EQ(written(greeting(), "", R"("Ann")").title, "Hello Ann");
}

TEST(Message, EscapesInHtmlAndNowhereElse) {
  const Outgoing out = written(greeting(), "en", R"("<b>&")");
  EXPECT_EQ(out.title, "Hello <b>&");
  EXPECT_EQ(out.html, "<p>Hi &lt;b&gt;&amp;!</p>");
  EXPECT_EQ(out.text, "Hi <b>&!\n") << "made of the HTML";
}

TEST(Message, ATraitCannotWriteHeaders) {
  EXPECT_EQ(written(greeting(), "en", R"("Ann\r\nBcc: all@example.com")").title, "Hello Ann  Bcc: all@example.com");
}

TEST(Message, KnowsTheTraitsItLooksAt) {
  Message message = greeting();
  message.contents[0].html = "{% if person.address.city %}{{ person['nick'] }}{{ campaign.name }}{% endif %}";
  EXPECT_THAT(CompiledMessage::compile(message)->traits(), ElementsAre("address", "address.city", "name", "nick"));
}

TEST(Message, KnowsTheTagsItLooksAt) {
  Message message = greeting();
  message.contents[0].html = "{{ tags.favourite }}{% if tags['最爱 品类'] == 'x' %}1{% endif %}{{ person.name }}";
  EXPECT_THAT(CompiledMessage::compile(message)->tags(), ElementsAre("favourite", "最爱 品类"));
}

TEST(Message, HasThePartsThatItsChannelHasAPlaceFor) {
  const auto field = [](ChannelKind channel, Content content) {
    content.language = "en";
    const auto checked = check({.channel = channel, .contents = {std::move(content)}});
    return checked ? std::string() : checked.error().field;
  };
  EXPECT_EQ(field(ChannelKind::sms, {.text = "Hi"}), "");
  EXPECT_EQ(field(ChannelKind::sms, {.subject = "Hi", .text = "Hi"}), "contents[0].subject");
  EXPECT_EQ(field(ChannelKind::sms, {.html = "<p>Hi</p>"}), "contents[0].html");
  EXPECT_EQ(field(ChannelKind::sms, {}), "contents[0].text");
  EXPECT_EQ(field(ChannelKind::web_push, {.subject = "Hi", .text = "Hi", .url = "https://shop.example"}), "");
  EXPECT_EQ(field(ChannelKind::fcm, {.text = "Hi"}), "contents[0].subject") << "a push has a title";
  EXPECT_EQ(field(ChannelKind::webhook, {.text = "{{ person.name }}"}), "");
  EXPECT_EQ(field(ChannelKind::wecom, {.preheader = "Hi", .text = "Hi"}), "contents[0].preheader");
  EXPECT_EQ(field(ChannelKind::email, {.subject = "Hi", .text = "Hi", .url = "https://shop.example"}),
            "contents[0].url");
  const auto compiled =
      CompiledMessage::compile({.channel = ChannelKind::sms, .contents = {{.language = "en", .text = " {{ x }}"}}});
  EXPECT_EQ(compiled->render({liquid::Value(liquid::Value::Object{}), "en", Instant{}, nullptr})->text, " ");
}

TEST(Message, NamesTheLanguageAndPartThatCannotBeRead) {
  Message message = greeting();
  message.contents[1].text = "{% if %}";
  EXPECT_EQ(check(message).error().field, "contents[1].text");
  message = greeting();
  message.contents[1].language = "EN";
  EXPECT_EQ(check(message).error().field, "contents[1].language");
  message.contents.clear();
  EXPECT_EQ(check(message).error().field, "contents");
}

TEST(PersonVariable, NamesWithDotsAreObjectsInObjects) {
  const std::vector<TraitValue> traits = {
      {"address.city", R"("Rome")"}, {"address", R"("x")"}, {"vip", "true"}, {"bad", "{"}, {"none", ""}};
  const liquid::Value variables(liquid::Value::Object{{"person", person_variable(7, traits)}});
  std::string out;
  const auto parsed = liquid::Template::parse("{{ person.number }} {{ person.vip }} {{ person.bad }}");
  ASSERT_TRUE(parsed->render(variables, {}, out));
  EXPECT_EQ(out, "7 true ");
}

class ComposerTest : public testing::Test {
 protected:
  Result<Outgoing> compose(std::int64_t send, bool transactional = false) {
    RunPlan plan{.name = "Sale", .campaign = {}, .messages = {greeting()}};
    plan.campaign.transactional = transactional;
    plan.campaign.variants = {{"A", "m", 1}};
    plan.messages[0].contents[0].html = content;
    const auto composer = Composer::create("c1", std::move(plan));
    KnownRecipient to;
    to.recipient.address = "ann@example.com";
    to.traits = {{"name", R"("Ann")"}};
    return composer->compose({send, "A", context, to, rules, links, Instant{}, &missing});
  }
  SendingRules rules;
  Links links{"https://t.example", "secret"};
  std::vector<std::string> missing;
  std::string context;
  std::string content =
      "<a href=\"https://shop.example/{{ person.name }}?a=1&amp;b=2\">shop</a> <a href=\"{{ unsubscribe_url }}\">no "
      "more</a>";
};

TEST_F(ComposerTest, LinksLeadBackHereAndTheWayOutDoesNotCountAsAClick) {
  const Outgoing out = compose(5).value();
  EXPECT_EQ(out.id, "c1-5");
  EXPECT_EQ(out.to, "ann@example.com");
  EXPECT_THAT(out.html, HasSubstr("href=\"https://t.example/t/c/5."));
  EXPECT_THAT(out.html, HasSubstr("?u=https%3A%2F%2Fshop.example%2FAnn%3Fa%3D1%26b%3D2\""));
  EXPECT_THAT(out.html, HasSubstr("<a href=\"" + links.preferences(5) + "\">no more</a>"));
  EXPECT_THAT(out.html, HasSubstr("<img src=\"" + links.opened(5)));
  EXPECT_EQ(out.unsubscribe_url, links.preferences(5));
  EXPECT_THAT(out.text, Not(HasSubstr("/t/c/"))) << "text says where it leads";
  EXPECT_EQ(compose(5, true)->unsubscribe_url, "") << "one cannot unsubscribe from a receipt";
}

TEST_F(ComposerTest, TheEventThatTriggeredItIsAVariable) {
  content = "{{ event.name }} {{ event.properties.sku }}";
  context = R"({"name":"Added","properties":{"sku":"X1"}})";
  EXPECT_EQ(compose(5)->text, "Added X1\n");
}

TEST(Links, OnlyWhatWasSignedHereIsRead) {
  const Links links("https://t.example", "secret"), others("https://t.example", "other");
  const auto token = [](const std::string& url) {
    const std::string path = url.substr(url.rfind('/') + 1);
    return path.substr(0, path.find('?'));
  };
  const std::string clicked = token(links.clicked(7, "https://a.example"));
  EXPECT_EQ(links.read_clicked(clicked, "https://a.example"), 7);
  EXPECT_FALSE(links.read_clicked(clicked, "https://evil.example")) << "no open redirect";
  EXPECT_FALSE(others.read_clicked(clicked, "https://a.example"));
  EXPECT_FALSE(links.read_opened(clicked)) << "of another kind";
  const std::string opened = token(links.opened(7));
  EXPECT_EQ(links.read_opened(opened), 7);
  EXPECT_FALSE(links.read_opened("8" + opened.substr(1)));
  EXPECT_FALSE(links.read_opened(opened + "0"));
  for (const std::string_view bad : {"", ".", "7", "7.", "-7.x", "99999999999999999999.a"})
    EXPECT_FALSE(links.read_opened(bad)) << bad;
  EXPECT_EQ(links.read_preferences(token(links.preferences(0))), 0);
}

}  // namespace
}  // namespace throng::engage
