// Which elements of the page nothing, or nothing readable, may be told of.
import { complain } from "./guard.js";
import { maskText } from "./mask_text.js";

export type Privacy = ReturnType<typeof createPrivacy>;

const typedInto = "input,textarea,select,[contenteditable]:not([contenteditable=false])";
const unread = `${typedInto},script,style,noscript,template,[data-throng-ignore]`;

// A rule that cannot be understood masks everything: better too much than too little.
function understood(selector: string): string {
  try {
    document.createDocumentFragment().querySelector(selector);
    return selector;
  } catch {
    complain(`maskSelectors: "${selector}" is no selector; everything is masked`);
    return "*";
  }
}

export function createPrivacy(maskSelectors: string[]) {
  const mask = ["[data-throng-mask]", ...maskSelectors.map(understood)].join(",");
  const readable = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element) || node.matches(`${unread},${mask}`)) return "";
    return Array.from(node.childNodes, readable).join(" ");
  };
  return {
    isIgnored: (element: Element) => element.closest("[data-throng-ignore]") !== null,
    isMasked: (element: Element) => element.closest(mask) !== null,
    // What is written on a button or a link; never what somebody typed.
    textOf(element: Element): string {
      if (element.closest(`${unread},${mask}`)) return "";
      const text = readable(element).trim() || element.getAttribute("aria-label") || "";
      return maskText(text.replace(/\s+/g, " ").trim()).slice(0, 80);
    },
  };
}
