// The content that wins: tried on a part of the audience, the best of them goes to all the others.
import type { TFunction } from "i18next";
import type { CampaignBody, SendCount, Variant, Winner, WinnerBy } from "../api/engage";
import { durationMs, sayDuration } from "./window";

export const winnerBys: readonly WinnerBy[] = ["opened", "clicked", "converted"];
export const firstWinner: Winner = { test_percent: 20, after: "4h", by: "clicked" };

type Chooser = Pick<CampaignBody, "variants" | "timing">;
// Whether there is something to choose from, and somebody who can wait for it.
export const mayChoose = ({ variants, timing }: Chooser): boolean => variants.length > 1 && timing.rhythm !== "event";

// As the rest of the campaign allows: without a choice no winner, without a goal none by it.
export function fitWinner(body: CampaignBody): CampaignBody {
  const { winner, ...rest } = body;
  if (!winner || !mayChoose(body)) return rest;
  return { ...rest, winner: winner.by === "converted" && !body.goal ? { ...winner, by: "clicked" } : winner };
}

export const isGoodWait = (after: string): boolean => durationMs(after) >= durationMs("10m") && durationMs(after) <= durationMs("7d");

export function sayWinner(winner: Winner, variants: readonly Pick<Variant, "name">[], t: TFunction): string {
  const names = variants.map((one) => one.name).join(t("campaigns.winner.or"));
  return t("campaigns.winner.says", { percent: winner.test_percent, names, after: sayDuration(winner.after, t), how: t(`campaigns.winner.most.${winner.by}`) });
}

// How many of a run wait until the content is chosen.
export const waitForWinner = (counts: readonly SendCount[]): number => counts.filter((one) => one.variant === "" && one.state === "queued").reduce((sum, one) => sum + one.count, 0);
