import { expect, test } from "vitest";
import { fakeDisk } from "../testing.js";
import { createVault } from "../vault.js";
import { leaseLock } from "./lock.js";

const never = new AbortController().signal;
const vaultOnDisk = () => {
  const vault = createVault("t:");
  vault.useDisk();
  return vault;
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

test("of many tabs one works at a time, and each has its turn", async () => {
  fakeDisk();
  let inside = 0;
  let most = 0;
  let done = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await turn();
    --inside;
    ++done;
  };
  await Promise.all(Array.from({ length: 5 }, () => leaseLock(vaultOnDisk(), Date.now, 5)(work, never)));
  expect([most, done]).toEqual([1, 5]);
});

test("the lease of a tab that died ends", async () => {
  fakeDisk();
  const vault = vaultOnDisk();
  vault.set("lease", `somebody ${Date.now() + 30}`);
  let worked = false;
  await leaseLock(vault, Date.now, 5)(async () => void (worked = true), never);
  expect(worked).toBe(true);
  expect(vault.get("lease")).toBeUndefined();
});

test("who leaves while waiting does not work", async () => {
  fakeDisk();
  const vault = vaultOnDisk();
  vault.set("lease", `somebody ${Date.now() + 30_000}`);
  const left = new AbortController();
  const waiting = leaseLock(vault, Date.now, 5)(async () => { throw new Error("worked"); }, left.signal);
  left.abort();
  await waiting;
});
