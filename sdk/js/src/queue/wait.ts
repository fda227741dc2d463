// Until when no tab sends: because the server said so, or because it did not answer and we guess.
import type { Vault } from "../vault.js";

const kKey = "wait";
const kLongestMs = 3_600_000; // longer ones come from a clock that was changed

export type Wait = ReturnType<typeof createWait>;

export function createWait(vault: Vault, now: () => number = Date.now) {
  const read = () => (vault.get(kKey) ?? "").split(" ");
  return {
    leftMs(): number {
      const left = Number(read()[0]) - now();
      return left > 0 && left <= kLongestMs ? left : 0;
    },
    set: (ms: number, isTold: boolean) => vault.set(kKey, `${now() + ms} ${isTold ? "told" : "guessed"}`),
    // There is reason to hope: the network is back, or somebody asks to send now.
    endIfGuessed() {
      if (read()[1] === "guessed") vault.remove(kKey);
    },
    end: () => vault.remove(kKey),
  };
}
