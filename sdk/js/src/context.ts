import { campaignOf } from "./address.js";
import type { Context, PageInfo } from "./types.js";

declare const VERSION: string;

const timezone = () => {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  } catch {
    return "";
  }
};

export function contextOf(page: PageInfo, sessionId: string): Context {
  return {
    page,
    campaign: campaignOf(new URL(page.url).search),
    userAgent: navigator.userAgent,
    sessionId,
    locale: navigator.language,
    timezone: timezone(),
    screen: { width: screen.width, height: screen.height, density: window.devicePixelRatio || 1 },
    library: { name: "@throng/browser", version: VERSION },
  };
}
