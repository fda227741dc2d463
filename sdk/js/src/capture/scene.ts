// What the watchers of a page work with.
import type { Options } from "../options.js";
import type { How } from "../messenger.js";
import type { Place } from "../place.js";
import type { Privacy } from "../privacy.js";
import type { Fields, PageInfo } from "../types.js";

export interface Scene {
  options: Options;
  place: Place;
  privacy: Privacy;
  tell: (event: string, properties: Fields, how?: How) => void;
}

export interface Watcher {
  leave?(page: PageInfo): void; // `page` is left: by a route, or because the document goes
  hide?(): void; // the document is hidden; it may never be shown again
  enter?(): void;
}

export type Watch = (scene: Scene) => Watcher | void;
