import { expect, it } from "vitest";
import { inTurn } from "./in_turn";

it("does one at a time, goes on after a failure, and leaves out what is no longer wanted", async () => {
  const said: string[] = [];
  const work = (name: string, fails = false) => async () => {
    said.push(`${name} begins`);
    await Promise.resolve();
    said.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  };
  const gone = new AbortController();
  const all = Promise.allSettled([inTurn(work("a", true)), inTurn(work("b"), gone.signal), inTurn(work("c"))]);
  gone.abort();
  expect((await all).map((one) => one.status)).toEqual(["rejected", "rejected", "fulfilled"]);
  expect(said).toEqual(["a begins", "a ends", "c begins", "c ends"]);
});
