// Three clicks within a second and 30 px are a burst of rage; it is told once.
const kClicks = 3;
const kWithinMs = 1000;
const kWithinPx = 30;

export interface Click {
  at: number; // ms
  x: number;
  y: number;
}

export function createRageDetector(): (click: Click) => boolean {
  let recent: Click[] = [];
  let told = false;
  return (click) => {
    const last = recent[recent.length - 1];
    const near = (other: Click) => Math.hypot(other.x - click.x, other.y - click.y) <= kWithinPx;
    if (!last || click.at - last.at > kWithinMs || !near(last)) told = false;
    recent = [...recent.filter((other) => click.at - other.at <= kWithinMs && near(other)), click];
    if (told || recent.length < kClicks) return false;
    told = true;
    return true;
  };
}
