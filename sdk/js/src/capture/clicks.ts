import { listen } from "../guard.js";
import { answersUnseen, createDeadClickWatch, isFollowed, looksClickable } from "./dead.js";
import { clickedElement, describeClick } from "./element.js";
import { createRageDetector } from "./rage.js";
import type { Scene, Watch } from "./scene.js";

// A click on a label comes a second time, at the input that it belongs to, without anything being pressed again.
function createEcho(): (event: Event) => boolean {
  let last: EventTarget | null = null;
  let pressed = false;
  listen(document, "pointerdown", () => (pressed = true));
  return ({ target }) => {
    const labels = Array.from((target as HTMLInputElement).labels ?? []);
    const echo = !pressed && target !== last && labels.some((label) => label.contains(last as Node | null));
    last = target;
    pressed = false;
    return echo;
  };
}

function onClicks(scene: Scene, act: (event: MouseEvent, element: Element) => void): void {
  const isEcho = createEcho();
  listen(document, "click", (event) => {
    const element = clickedElement(event);
    if (!isEcho(event) && event.isTrusted && element && !scene.privacy.isIgnored(event.target as Element)) act(event as MouseEvent, element);
  });
}

export const watchClicks: Watch = (scene) => {
  const { clicks, rageClicks, deadClicks } = scene.options.capture;
  const isRage = createRageDetector();
  const watchDead = deadClicks ? createDeadClickWatch() : undefined;
  onClicks(scene, (event, element) => {
    const properties = describeClick(event, element, scene);
    if (clicks) scene.tell("$click", properties);
    if (rageClicks && isRage({ at: event.timeStamp, x: event.pageX, y: event.pageY })) scene.tell("$rage_click", properties);
    if (!watchDead || !looksClickable(event.target as Element) || answersUnseen(element)) return;
    const page = scene.place.now();
    watchDead(element, () => {
      if (!isFollowed(event, element)) scene.tell("$dead_click", properties, { page, passive: true });
    });
  });
};
