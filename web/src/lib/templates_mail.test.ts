import { describe, expect, it } from "vitest";
import { languageName, placeOf } from "./templates_mail";

describe("where a problem of a mail lies", () => {
  it.each([
    ["message.contents[1].subject", { content: 1, part: "subject" }], ["contents[0].html", { content: 0, part: "html" }], ["message.contents[0].url", { content: 0, part: "url" }], ["contents[2].language", { content: 2, part: "language" }],
    ["subject", { content: undefined, part: "subject" }], ["message.html", { content: undefined, part: "html" }], ["name", { content: undefined, part: "" }], ["", { content: undefined, part: "" }],
  ])("%s", (field, place) => expect(placeOf(field)).toEqual(place));
});

describe("languages", () => {
  it("are named in the page's language; what is none stays", () => {
    expect(languageName("ja", "en")).toBe("Japanese");
    expect(languageName("not a language", "en")).toBe("not a language");
  });
});
