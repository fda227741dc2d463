// The page the visitor is on. In a single-page app the referrer of a page is the page before it.
import { cleanAddress } from "./address.js";
import { maskText } from "./mask_text.js";
import type { Options } from "./options.js";
import type { PageInfo } from "./types.js";

export type Place = ReturnType<typeof createPlace>;

export function createPlace({ stripQuery, hashRouting }: Pick<Options, "stripQuery" | "hashRouting">) {
  const clean = (address: string) => cleanAddress(address, stripQuery);
  const route = () => location.pathname + (hashRouting ? location.hash : "");
  const read = (referrer: string): PageInfo => ({
    url: clean(location.origin + location.pathname + location.search + (hashRouting ? location.hash : "")),
    path: clean(route()),
    title: maskText(document.title.slice(0, 300)),
    referrer,
  });
  let current = read(clean(document.referrer));
  return {
    clean,
    route,
    // The same page as long as `enter` is not called; its address and title may have changed meanwhile.
    now: () => (current = read(current.referrer)),
    // As it was last seen: for what is told of a page after its address has gone.
    last: () => current,
    enter(isRoute: boolean) {
      current = read(isRoute ? current.url : current.referrer);
    },
  };
}
