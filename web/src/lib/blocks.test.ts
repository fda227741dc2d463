import { describe, expect, it } from "vitest";
import { blocksToHtml, blockTypes, escapeText, newBlock, newDesign, readDesign, safeUrl, variable, writeDesign, type Block } from "./blocks";

const words = { heading: "Hello", text: "Text", button: "Go", footer: "Because.", unsubscribe: "Unsubscribe", preferences: "Choose" };
const html = (...blocks: Block[]) => blocksToHtml({ accent: "#2f5fd0", blocks }, "en");

describe("blocks of a mail", () => {
  it("become one table of at most 600 pixels, with a footer that unsubscribes", () => {
    const made = blocksToHtml(newDesign(words), "zh-CN");
    expect(made).toContain('<html lang="zh-CN">');
    expect(made).toContain('width="600"');
    expect(made).toContain("max-width:600px");
    expect(made).toContain("prefers-color-scheme: dark");
    expect(made).toContain('href="{{ unsubscribe_url }}"');
    expect(made).toContain('href="{{ preferences_url }}"');
    expect(made).not.toContain("<script");
  });
  it("close what they open", () => {
    const made = html(...blockTypes.map((type) => newBlock(type, words)), { type: "image", url: "https://a.example/x.png", alt: "x", link: "https://a.example", width: 240 });
    for (const tag of ["table", "tr", "td", "a", "p", "h1", "div", "body", "html"]) {
      expect(made.match(new RegExp(`<${tag}[ >]`, "g"))?.length, tag).toBe(made.match(new RegExp(`</${tag}>`, "g"))?.length);
    }
    for (const [open, close] of [["{% for ", "{% endfor %}"], ["{% if ", "{% endif %}"]] as const) expect(made.split(open).length, open).toBe(made.split(close).length);
  });
  it("escape what people wrote, wherever it stands", () => {
    const bad = `<script>alert("1")</script> & 'x'`;
    const made = html({ type: "heading", text: bad, size: "large", align: "left" }, { type: "text", text: bad, align: "left" }, { type: "button", text: bad, url: "https://a.example/?q=\"><b>", align: "left" },
      { type: "image", url: "https://a.example/\"onload=1", alt: '"><i>', link: "", width: 0 }, { type: "footer", text: bad, unsubscribe: "<u>", preferences: "" });
    expect(made).not.toMatch(/<script|<b>|<i>|<u>|"onload/);
    expect(made).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;");
    expect(made).toContain('alt="&quot;&gt;&lt;i&gt;"');
  });
  it("leave Liquid as it is", () => {
    const made = html({ type: "text", text: 'A & {{ person.name | default: "you & me" }} {% if person.age < 18 %}<young>{% endif %}', align: "left" });
    expect(made).toContain('A &amp; {{ person.name | default: "you & me" }} {% if person.age < 18 %}&lt;young&gt;{% endif %}');
  });
  it("know bold words, links and paragraphs", () => {
    const made = html({ type: "text", text: "**Bold** and [a <link>](https://a.example/?x=1&y=2)\nnext\n\nnew **{{ person.name }}** [bad](javascript:alert)", align: "left" });
    expect(made).toContain("<strong>Bold</strong>");
    expect(made).toContain('<a href="https://a.example/?x=1&amp;y=2" style="color:#2f5fd0;text-decoration:underline">a &lt;link&gt;</a><br>next</p>');
    expect(made).toContain("<strong>{{ person.name }}</strong> bad</p>");
    expect(made).not.toContain("javascript:");
    expect(made.match(/<p class="ink"/g)?.length).toBe(2);
  });
  it("loop over products by names that are names", () => {
    const made = html({ type: "products", list: "person.liked", title: "name", price: "", image: "x %} {{ y", url: "link", most: 99 });
    expect(made).toContain("{% for item in person.liked limit: 20 %}");
    expect(made).toContain('<a href="{{ item.link }}"');
    expect(made).not.toContain("x %}");
  });
  it("have no image without an address", () => {
    expect(html({ type: "image", url: "https://", alt: "", link: "", width: 0 })).not.toContain("<img");
    expect(html({ type: "image", url: "javascript:1", alt: "", link: "", width: 0 })).not.toContain("<img");
  });
  it("are kept as JSON, and what is not theirs is not read", () => {
    const design = newDesign(words);
    expect(readDesign(writeDesign(design))).toEqual(design);
    for (const text of ["", "{}", "[1]", "null", '{"blocks":[{"type":"video"}]}']) expect(readDesign(text), text).toBeUndefined();
    expect(readDesign('{"accent":"red;}","blocks":[]}')?.accent).toBe("#2f5fd0");
  });
});

describe("addresses", () => {
  it.each([
    ["https://a.example", "https://a.example"], ["HTTP://a.example", "HTTP://a.example"], ["mailto:a@b.example", "mailto:a@b.example"], ["a.example/x", "https://a.example/x"], ["{{ person.link }}", "{{ person.link }}"],
    ["javascript:alert(1)", ""], [" java\nscript:alert(1)", ""], ["data:text/html,x", ""], ["/x", ""], ["", ""], ["https://", ""],
  ])("%j is %j", (given, wanted) => expect(safeUrl(given)).toBe(wanted));
});

describe("variables", () => {
  it("are printed by name, in brackets where the name is no plain word", () => {
    expect(variable("person.name")).toBe("{{ person.name }}");
    expect(variable("person.address.city", "")).toBe('{{ person.address.city | default: "" }}');
    expect(variable("person.first name")).toBe('{{ person["first name"] }}');
  });
  it("survive a text that is escaped around them", () => expect(escapeText(`a<b ${variable("person.x", "")}`)).toBe('a&lt;b {{ person.x | default: "" }}'));
});
