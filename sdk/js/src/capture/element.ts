// What is told of a click and of the element that was clicked.
import type { Fields } from "../types.js";
import type { Scene } from "./scene.js";
import { selectorOf } from "./selector.js";

const kMostClasses = 10;
const clickable = "a,button,summary,label,input,select,textarea,[role=button],[role=link],[role=menuitem],[role=tab],[onclick]";
const withText = "a,button,[role=button],[role=link]";

const share = (at: number, start: number, length: number) =>
  length > 0 ? Math.round(Math.min(1, Math.max(0, (at - start) / length)) * 1000) / 1000 : 0;

// Of a picture in a button the button counts.
export function clickedElement(event: Event): Element | undefined {
  const target = event.target;
  if (!(target instanceof Element)) return undefined;
  return target.closest(clickable) ?? target;
}

function hrefOf(element: Element, scene: Scene): string | undefined {
  const href = element.closest("a")?.getAttribute("href");
  if (!href || /^\s*(javascript|data|blob):/i.test(href)) return undefined;
  return scene.place.clean(new URL(href, document.baseURI).href);
}

function names(element: Element, scene: Scene): Fields {
  if (scene.privacy.isMasked(element)) return {};
  return {
    $element_id: element.getAttribute("id") || undefined,
    $element_text: (element.matches(withText) && scene.privacy.textOf(element)) || undefined,
    $element_href: hrefOf(element, scene),
  };
}

// A click by keyboard has no place: the middle of the element is taken.
function placeOf(event: MouseEvent, element: Element): Fields {
  const box = element.getBoundingClientRect();
  const byKeyboard = event.detail === 0 && event.clientX === 0 && event.clientY === 0;
  const x = byKeyboard ? box.left + box.width / 2 : event.clientX;
  const y = byKeyboard ? box.top + box.height / 2 : event.clientY;
  return {
    $click_x: Math.round(x + window.scrollX),
    $click_y: Math.round(y + window.scrollY),
    $element_x: share(x, box.left, box.width),
    $element_y: share(y, box.top, box.height),
  };
}

export function viewport(): Fields {
  return { $viewport_width: window.innerWidth, $viewport_height: window.innerHeight };
}

export function describeClick(event: MouseEvent, element: Element, scene: Scene): Fields {
  const page = document.documentElement;
  return {
    $element: element.localName,
    ...names(element, scene),
    $element_classes: Array.from(element.classList).slice(0, kMostClasses),
    $selector: selectorOf(element, scene.privacy),
    ...placeOf(event, element),
    $page_width: page.scrollWidth,
    $page_height: page.scrollHeight,
    ...viewport(),
  };
}
