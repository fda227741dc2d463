// Tells when a single-page app shows another page.
import { guarded, listen } from "../guard.js";

export function watchRoutes(route: () => string, changed: () => void): void {
  let seen = route();
  const look = guarded(() => {
    const now = route();
    if (now === seen) return;
    seen = now;
    changed();
  });
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args: Parameters<History["pushState"]>) {
      original.apply(this, args);
      look();
    };
  }
  listen(window, "popstate hashchange", look);
}
