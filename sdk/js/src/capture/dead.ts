// A click on something that looks clickable, after which nothing happens.
import { guarded, listen } from "../guard.js";
import { onRequest } from "./network.js";

const kPatienceMs = 1500;
const answers =
  "scroll focusin input change submit toggle copy play pause popstate hashchange dragstart pagehide visibilitychange";

export function looksClickable(element: Element): boolean {
  if (element.closest("a,button,[role=button]")) return true;
  return getComputedStyle(element).cursor === "pointer";
}

const ownAnswer = "select,input:not([type=button]):not([type=submit]):not([type=image]),textarea,video,audio,iframe,embed,object";

// What these do cannot be seen from the page: a list that opens, another window, a download, a mail program.
export function answersUnseen(element: Element): boolean {
  if (element.closest(ownAnswer)) return true;
  const link = element.closest("a");
  if (!link) return false;
  const href = link.getAttribute("href") ?? "";
  return link.hasAttribute("download") || !["", "_self"].includes(link.target) || (/^[a-z][\w+.-]*:/i.test(href) && !/^https?:/i.test(href));
}

// The browser goes where a link leads, which may take long.
export function isFollowed(event: Event, element: Element): boolean {
  const href = element.closest("a")?.getAttribute("href");
  return Boolean(href) && !href!.startsWith("#") && !event.defaultPrevented;
}

// `watch(element, tell)` calls `tell` if the page does not answer a click on the element that happens now.
export function createDeadClickWatch(): (element: Element, tell: () => void) => void {
  const waiting = new Map<Element, ReturnType<typeof setTimeout>>();
  const observer = new MutationObserver(() => alive());
  const alive = () => {
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
    observer.disconnect();
  };
  listen(window, `${answers} blur`, (event) => {
    if (event.type !== "blur" || event.target === window) alive();
  });
  listen(document, "selectionchange", () => {
    if (getSelection()?.type === "Range") alive();
  });
  onRequest(alive);
  return (element, tell) => {
    if (waiting.has(element)) return;
    if (waiting.size === 0) observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const end = guarded(() => {
      waiting.delete(element);
      if (waiting.size === 0) observer.disconnect();
      tell();
    });
    waiting.set(element, setTimeout(end, kPatienceMs));
  };
}
