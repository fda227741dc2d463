// What is noticed without being told, in one list; and when a page begins and ends.
import { guarded, listen } from "../guard.js";
import type { Capture } from "../options.js";
import { watchClicks } from "./clicks.js";
import { watchEngagement } from "./engagement.js";
import { watchExceptions } from "./exceptions.js";
import { watchForms } from "./forms.js";
import { watchRoutes } from "./routes.js";
import type { Scene, Watch, Watcher } from "./scene.js";
import { watchVitals } from "./vitals.js";

const family: [Watch, (keyof Capture)[]][] = [
  [watchForms, ["forms"]],
  [watchClicks, ["clicks", "rageClicks", "deadClicks"]],
  [watchExceptions, ["exceptions"]],
  [watchVitals, ["webVitals"]],
  [watchEngagement, ["leave", "heartbeat"]],
];

export interface Moments {
  page: () => void; // a page is shown
  hidden: () => void;
  gone: () => void; // the document goes, perhaps into the back-forward cache
  back: () => void; // it came from there
}

export function startCapture(scene: Scene, moments: Moments): void {
  const { capture } = scene.options;
  const watchers = family.filter(([, names]) => names.some((name) => capture[name])).flatMap(([watch]) => guarded(watch)(scene) || []);
  const each = (act: (watcher: Watcher) => void) => watchers.forEach((watcher) => guarded(act)(watcher));
  const enter = (isRoute: boolean) => {
    scene.place.enter(isRoute);
    each((watcher) => watcher.enter?.());
    if (capture.pages) moments.page();
  };
  const hide = () => each((watcher) => watcher.hide?.());
  const leave = () => {
    const page = scene.place.last();
    each((watcher) => watcher.leave?.(page));
  };
  watchRoutes(scene.place.route, () => {
    leave();
    enter(true);
  });
  listen(window, "pagehide", () => {
    hide();
    leave();
    moments.gone();
  });
  listen(window, "pageshow", (event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    moments.back();
    enter(false);
  });
  listen(document, "visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    hide();
    moments.hidden();
  });
  enter(false);
}
