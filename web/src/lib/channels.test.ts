import i18next from "i18next";
import { describe, expect, it } from "vitest";
import type { Content } from "../api/engage";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { variable } from "./blocks";
import { addressesIn, channelFacts, channelKinds, channelName, charactersOf, firstReady, fitContent, fitVariants, hasPart, isChannel, leadsTo, notReady, setupWays, webhookBody } from "./channels";
import { beginContent, exampleContent, freshContent, templateExamples } from "./templates_mail";

const language = async (lng: string, translation: object) => {
  const made = i18next.createInstance();
  await made.init({ lng, showSupportNotice: false, resources: { [lng]: { translation } }, interpolation: { escapeValue: false } });
  return made.t;
};
const english = await language("en", en);
const chinese = await language("zh-CN", zh);
const full: Content = { language: "en", subject: "s", preheader: "p", html: "<p>h</p>", text: "t", url: "https://u", blocks: "{}" };
// What the server takes (check_content() in src/engage/message.cc): what is left of a content that has everything.
const parts = (content: Content) => Object.entries(content).filter(([key, value]) => key !== "language" && value !== "").map(([key]) => key).join(" ");

describe("every channel", () => {
  it.each([
    ["email", "subject preheader html text blocks"], ["sms", "text"], ["web_push", "subject text url"], ["fcm", "subject text url"], ["apns", "subject text url"],
    ["in_app", "subject text url"], ["webhook", "subject html text url"], ["wecom", "subject text url"], ["dingtalk", "subject text url"], ["feishu", "subject text url"],
  ] as const)("%s has a place for %s", (channel, wanted) => expect(parts(fitContent(full, channel))).toBe(wanted));
  it.each(channelKinds)("%s has words, and lines for config.toml", (channel) => {
    for (const t of [english, chinese]) {
      for (const key of [`channel.${channel}`, `channels.about.${channel}`, `templates.side.${channelFacts[channel].family}`]) expect(t(key)).not.toBe(key);
      const { trait, rate } = channelFacts[channel];
      if (rate) expect(t(`channels.rate.${rate}`)).not.toContain("channels.");
      if (trait) for (const key of [`templates.testTo.${channel}`, `channels.trait.${trait}`]) expect(t(key)).not.toBe(key);
      if (channel !== "email") expect(t(`channels.setup.${channel}`)).not.toContain("channels.");
    }
    for (const { text } of setupWays(channel)) expect(text).toMatch(channel === "email" ? /^\[smtp\]\n/ : new RegExp(`^\\[channels\\.${channel}\\]\\n\\w+ = `));
  });
  it("is named as at the beginning of a sentence", () => expect([channelName("email", english), channelName("fcm", english), channelName("sms", chinese), channelName("pigeon", english)]).toEqual(["E-mail", "Push (FCM)", "短信", "Pigeon"]));
  it("is known by its id", () => expect([isChannel("feishu"), isChannel("pigeon"), isChannel(null)]).toEqual([true, false, false]));
  it("has a message to begin with that has what it needs and no more", () => {
    for (const channel of channelKinds) {
      const begun = freshContent("en", channel, english);
      expect(fitContent(begun, channel)).toEqual(begun);
      expect(begun.html !== "" || begun.text !== "").toBe(true);
      if (channelFacts[channel].titled) expect(begun.subject).not.toBe("");
    }
  });
});

describe("another channel", () => {
  it("keeps what was written where it has a place", () => {
    expect(beginContent(full, "sms", english)).toEqual({ ...full, subject: "", preheader: "", html: "", url: "", blocks: "" });
    expect(beginContent({ ...full, url: "" }, "email", english)).toEqual({ ...full, url: "" });
  });
  it("begins as new where nothing is left, and takes that back", () => {
    const mail = freshContent("en", "email", english);
    const sms = beginContent(mail, "sms", english);
    expect(sms.text).toContain("person.name");
    expect(beginContent(sms, "email", english)).toEqual(mail);
  });
  it("takes out the templates of others", () => {
    const variants = ["mail", "short", "gone"].map((message, i) => ({ name: "ABC"[i]!, message, weight: 100 }));
    expect(fitVariants(variants, "sms", [{ id: "mail", channel: "email" }, { id: "short", channel: "sms" }]).map((one) => one.message)).toEqual(["", "short", ""]);
  });
});

it("examples are of what their channels have", () => {
  for (const one of templateExamples) {
    const content = exampleContent(one, "en", english);
    expect(fitContent(content, one.channel)).toEqual(content);
    expect(content.subject !== "").toBe(hasPart(one.channel, "subject"));
  }
});

describe("what is set up", () => {
  it("is begun with, mail first", () => expect([firstReady([]), firstReady(["sms", "webhook"]), firstReady(["webhook", "email"])]).toEqual(["email", "sms", "email"]));
  it("is told from what is used and not", () => expect([notReady(["sms", "email", "sms"], ["email"]), notReady(["email"], ["email"])]).toEqual([["sms"], []]));
});

describe("addresses", () => {
  it.each([
    ["a@x.com, b@x.com;c@x.com\nd@x.com", "email", ["a@x.com", "b@x.com", "c@x.com", "d@x.com"]], ["+86 138 0013 8000\n +1 555-0100", "sms", ["+86 138 0013 8000", "+1 555-0100"]],
    ['{"endpoint": "e", "keys": {}}\n', "web_push", ['{"endpoint": "e", "keys": {}}']], ["tok1 tok2", "fcm", ["tok1", "tok2"]],
  ] as const)("%j of %s", (text, channel, wanted) => expect(addressesIn(text, channel)).toEqual(wanted));
});

it("characters are counted as people see them", () => expect(charactersOf("好🙂a")).toBe(3));
it("a link is shown by where it leads", () => {
  expect(leadsTo("http://h/t/c/1.ab?u=https%3A%2F%2Fshop.example.com%2Fa%3Fb%3D1")).toBe("https://shop.example.com/a?b=1");
  expect(["https://x/?u=1", "http://h/t/c/1", ""].map(leadsTo)).toEqual(["https://x/?u=1", "http://h/t/c/1", ""]);
});
it("a webhook gets what the preview says", () => {
  expect(JSON.parse(webhookBody({ to: "u-1", subject: "s", text: "t", html: "", url: "https://u" }))).toEqual({ id: "…", to: "u-1", title: "s", text: "t", html: "", url: "https://u", unsubscribe_url: "…" });
});
it("tags are printed by name, whatever they are called", () => expect([variable("tags.favourite"), variable("tags.最爱 品类", "")]).toEqual(["{{ tags.favourite }}", '{{ tags["最爱 品类"] | default: "" }}']));
