// What the watchers of a page work with.
import type { Options } from "../options";
import type { How } from "../messenger";
import type { Place } from "../place";
import type { Privacy } from "../privacy";
import type { Fields, PageInfo } from "../types";

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
