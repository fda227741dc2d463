// Where the visitor came from the first time, kept as traits that never change.
import { campaignOf } from "./address.js";
import type { Fields, PageInfo } from "./types.js";

export function firstTouch(page: PageInfo): Fields {
  const campaign = campaignOf(new URL(page.url).search) ?? {};
  const traits: Fields = {
    initial_referrer: page.referrer,
    initial_utm_source: campaign.source,
    initial_utm_medium: campaign.medium,
    initial_utm_campaign: campaign.name,
    initial_page: page.path,
  };
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => value));
}
