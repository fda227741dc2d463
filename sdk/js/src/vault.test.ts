import { beforeEach, expect, test } from "vitest";
import { fakeDisk } from "./testing.js";
import { createVault } from "./vault.js";

let disk: ReturnType<typeof fakeDisk>;
beforeEach(() => {
  disk = fakeDisk();
  disk.setItem("other", "of the site");
});

test("nothing is on disk before it may be", () => {
  const vault = createVault("t:");
  vault.set("a", "1");
  expect(Object.keys(disk)).toEqual(["other"]);
  expect(vault.get("a")).toBe("1");
  vault.useDisk();
  expect(disk.getItem("t:a")).toBe("1");
  expect(createVault("t:").get("a")).toBeUndefined();
});

test("what is on disk already stays when memory moves there", () => {
  disk.setItem("t:a", "old");
  const vault = createVault("t:");
  vault.set("a", "new");
  vault.useDisk();
  expect(vault.get("a")).toBe("old");
});

test("leaving the disk erases what is ours, and keeps what is asked for in memory", () => {
  const vault = createVault("t:");
  vault.useDisk();
  vault.set("event:1", "x");
  vault.set("user", "ann");
  vault.leaveDisk("event:");
  expect(Object.keys(disk)).toEqual(["other"]);
  expect(vault.keys("")).toEqual(["event:1"]);
});

test("a full disk is helped out by memory", () => {
  const vault = createVault("t:");
  vault.useDisk();
  vault.set("event:1", "x");
  disk.full = true;
  vault.set("event:2", "y");
  vault.set("event:1", "z");
  expect(vault.keys("event:").map(vault.get)).toEqual(["z", "y"]);
  vault.remove("event:1");
  vault.remove("event:2");
  expect(vault.keys("event:")).toEqual([]);
});

test("without storage everything is in memory", () => {
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get() { throw new Error("denied"); } });
  const vault = createVault("t:");
  vault.useDisk();
  vault.set("a", "1");
  expect(vault.get("a")).toBe("1");
  Object.defineProperty(globalThis, "localStorage", { configurable: true, writable: true, value: undefined });
});
