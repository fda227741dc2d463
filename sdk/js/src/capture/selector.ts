// A short path that finds an element again, also on the next visit.
import type { Privacy } from "../privacy.js";

const kMostLevels = 8;

// Frameworks number the ids they make: "radix-:r1:", "ember1234".
const looksMade = (id: string) => /[:.]|\d{3}/.test(id);

const findsOnly = (selector: string, element: Element) => {
  const found = element.ownerDocument.querySelectorAll(selector);
  return found.length === 1 && found[0] === element;
};

function step(element: Element): string {
  const tag = CSS.escape(element.localName);
  const siblings = Array.from(element.parentElement?.children ?? []).filter((other) => other.localName === element.localName);
  return siblings.length > 1 ? `${tag}:nth-of-type(${siblings.indexOf(element) + 1})` : tag;
}

function byId(element: Element, privacy: Privacy): string | undefined {
  const id = element.getAttribute("id");
  if (!id || looksMade(id) || privacy.isMasked(element)) return undefined;
  const selector = `#${CSS.escape(id)}`;
  return findsOnly(selector, element) ? selector : undefined;
}

export function selectorOf(element: Element, privacy: Privacy): string {
  const steps: string[] = [];
  let at: Element | null = element;
  while (at && steps.length < kMostLevels) {
    const anchor = byId(at, privacy);
    steps.unshift(anchor ?? step(at));
    if (anchor || findsOnly(steps.join(">"), element)) break;
    at = at.parentElement;
  }
  return steps.join(">");
}
