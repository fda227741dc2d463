// How long a page was used and how far it was read: $heartbeat while it is, $page_leave at the end.
import { guarded, listen } from "../guard.js";
import { viewport } from "./element.js";
import type { Scene, Watch } from "./scene.js";
import { createStopwatch } from "./stopwatch.js";

const kIdleMs = 30_000;
const kLookMs = 1000;
const uses = "pointermove pointerdown keydown wheel touchmove scroll focusin";

const isVisible = () => document.visibilityState !== "hidden";

// The lowest edge of the page that was on the screen.
function createDepth() {
  let deepest = 0;
  const look = () => (deepest = Math.max(deepest, window.scrollY + window.innerHeight));
  listen(window, "scroll resize", look);
  return {
    restart: () => {
      deepest = 0;
      look();
    },
    share: (height: number) => (look(), height > 0 ? Math.min(1, Math.round((deepest / height) * 1000) / 1000) : 0),
  };
}

function beat(scene: Scene, usedMs: () => number) {
  const everyMs = scene.options.heartbeatSeconds * 1000;
  let told = 0;
  const look = () => {
    const since = usedMs() - told;
    if (since < everyMs) return;
    told += since;
    scene.tell("$heartbeat", { $engagement_ms: since });
  };
  if (everyMs > 0 && scene.options.capture.heartbeat) setInterval(guarded(look), kLookMs);
  return { restart: () => (told = 0) };
}

export const watchEngagement: Watch = (scene) => {
  const now = () => performance.now();
  const stopwatch = createStopwatch(kIdleMs, now(), isVisible());
  const depth = createDepth();
  const heart = beat(scene, () => stopwatch.totalMs(now()));
  let entered = now();
  listen(window, uses, () => stopwatch.used(now()));
  listen(document, "visibilitychange", () => stopwatch.show(now(), isVisible()));
  return {
    leave(page) {
      if (!scene.options.capture.leave) return;
      const height = document.documentElement.scrollHeight;
      const properties = {
        $engagement_ms: stopwatch.totalMs(now()),
        $duration_ms: Math.round(now() - entered),
        $scroll_depth: depth.share(height),
        $page_height: height,
        ...viewport(),
      };
      scene.tell("$page_leave", properties, { page, passive: true });
    },
    enter() {
      entered = now();
      stopwatch.show(entered, isVisible());
      stopwatch.restart(entered);
      depth.restart();
      heart.restart();
    },
  };
};
