import { listen } from "../guard";
import { createDeadClickWatch, isFollowed, leadsAway, looksClickable } from "./dead";
import { clickedElement, describeClick } from "./element";
import { createRageDetector } from "./rage";
import type { Scene, Watch } from "./scene";

// A click on a label comes a second time, at the input that it belongs to.
function createEcho(): (event: MouseEvent) => boolean {
  let last = -Infinity;
  return (event) => {
    const labelled = event.target instanceof Element && (event.target as HTMLInputElement).labels?.length;
    const echo = Boolean(labelled) && event.timeStamp - last < 20;
    last = event.timeStamp;
    return echo;
  };
}

function onClicks(scene: Scene, act: (event: MouseEvent, element: Element) => void): void {
  const isEcho = createEcho();
  listen(document, "click", (event) => {
    const element = clickedElement(event);
    const told = !isEcho(event as MouseEvent) && event.isTrusted;
    if (told && element && !scene.privacy.isIgnored(event.target as Element)) act(event as MouseEvent, element);
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
    if (!watchDead || !looksClickable(event.target as Element) || leadsAway(element)) return;
    const page = scene.place.now();
    watchDead(element, () => {
      if (!isFollowed(event, element)) scene.tell("$dead_click", properties, { page, passive: true });
    });
  });
};
