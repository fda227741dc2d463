import { expect, test } from "vitest";
import { createSession } from "./session.js";
import { createVault } from "./vault.js";

const minutes = (n: number) => n * 60_000;

function visit() {
  const begun: string[] = [];
  const session = createSession(createVault("t:"), minutes(30), (id) => begun.push(id));
  return { begun, session };
}

test("a session goes on while there is activity, and ends after 30 minutes without", () => {
  const { begun, session } = visit();
  const first = session.touch(0, "");
  expect(session.touch(minutes(29), "")).toBe(first);
  expect(session.touch(minutes(58), "")).toBe(first);
  expect(session.touch(minutes(88), "")).not.toBe(first);
  expect(begun.length).toBe(2);
});

test("another campaign begins another one; the same, or none, does not", () => {
  const { session } = visit();
  const first = session.touch(0, "utm_source=a");
  expect(session.touch(1, "utm_source=a")).toBe(first);
  expect(session.touch(2, "")).toBe(first);
  expect(session.touch(3, "utm_source=b")).not.toBe(first);
});

test("what happens without the visitor neither begins nor prolongs one", () => {
  const { begun, session } = visit();
  const first = session.touch(0, "");
  expect(session.current(minutes(40))).toBe(first);
  expect(session.touch(minutes(41), "")).not.toBe(first);
  expect(begun.length).toBe(2);
});

test("what cannot be read begins a new one", () => {
  const vault = createVault("t:");
  vault.set("session", "{");
  expect(createSession(vault, 1, () => undefined).touch(0, "")).toMatch(/^[0-9a-f-]{36}$/);
});
