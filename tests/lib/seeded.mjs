// Chance that can be repeated: THRONG_SEED replays a run.
export const seed = Number(process.env.THRONG_SEED ?? Date.now() % 1_000_000);

let state = seed >>> 0;
// From 0 up to 1 (mulberry32).
export function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
