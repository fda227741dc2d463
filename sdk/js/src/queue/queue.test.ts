import { beforeEach, expect, test } from "vitest";
import { fakeDisk } from "../testing.js";
import { createVault, type Vault } from "../vault.js";
import { createQueue } from "./queue.js";

let vault: Vault;
beforeEach(() => {
  fakeDisk();
  vault = createVault("t:");
  vault.useDisk();
});
const texts = (entries: { text: string }[]) => entries.map(({ text }) => text);
const ignore = () => undefined;

test("events come out in their order and stay until they are removed", () => {
  const queue = createQueue(vault, ignore);
  for (let i = 0; i < 30; ++i) queue.add(String(i));
  expect(texts(queue.take(3, 1000))).toEqual(["0", "1", "2"]);
  queue.remove(queue.take(29, 1000));
  expect(texts(queue.take(3, 1000))).toEqual(["29"]);
});

test("a batch ends before it is too large, but never before its first event", () => {
  const queue = createQueue(vault, ignore);
  queue.add("é".repeat(40));
  queue.add("b".repeat(40));
  expect(queue.take(10, 100).length).toBe(1);
  expect(queue.take(10, 10).length).toBe(1);
  expect(queue.take(10, 200).length).toBe(2);
});

test("another tab sees them, and knows whose they are", () => {
  const [here, there] = [createQueue(vault, ignore), createQueue(vault, ignore)];
  here.add("mine");
  there.add("theirs");
  const isMine = (key: string) => here.isOwn(key);
  expect(texts(here.take(9, 1000)).sort()).toEqual(["mine", "theirs"]);
  expect(texts(here.take(9, 1000, isMine))).toEqual(["mine"]);
});

test("of too many the oldest go, and are counted until the server was told", () => {
  const gone: number[] = [];
  const queue = createQueue(vault, (n) => gone.push(n), 5, 1000);
  for (let i = 0; i < 8; ++i) queue.add(String(i));
  expect(texts(queue.take(9, 1000))).toEqual(["3", "4", "5", "6", "7"]);
  expect([queue.takeDropped(), gone]).toEqual([3, [1, 1, 1]]);
  expect(queue.takeDropped()).toBe(0);
  expect(vault.get("dropped")).toBeUndefined();
});

test("of too much as well", () => {
  const queue = createQueue(vault, ignore, 100, 100);
  for (let i = 0; i < 4; ++i) queue.add(String(i).repeat(40));
  expect(texts(queue.take(9, 1000)).map((text) => text[0])).toEqual(["2", "3"]);
});
