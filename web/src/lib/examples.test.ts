import { describe, expect, it } from "vitest";
import type { Roles } from "../api/types";
import { attributionToAsk } from "./attribution";
import { exampleOf } from "./examples";
import { funnelToAsk } from "./funnel";
import { ltvToAsk } from "./ltv";
import { attributionDefault, distributionDefault, distributionToAsk, funnelDefault, ltvDefault, retentionDefault, trendDefault, trendToAsk } from "./question_url";
import { retentionToAsk } from "./retention";

const roles = (own: object) => ({ channel: "event.$channel", activation_days: 7, scene_property: "event.$page", revenue: "", journey_days: 7, ...own }) as Roles;
const shop = roles({ product: { event: "Viewed" }, order: { event: "Ordered" }, paid: { event: "Paid" }, revenue: "amount" });

describe("exampleOf", () => {
  it("makes questions that can be asked", () => {
    expect(attributionToAsk({ ...attributionDefault, ...exampleOf("attribution", shop) })).toMatchObject({ conversion: { event: "Paid" }, value: "amount" });
    expect(ltvToAsk({ ...ltvDefault, ...exampleOf("ltv", shop) })).toMatchObject({ revenue: { event: "Paid" }, value: "amount" });
    expect(funnelToAsk({ ...funnelDefault, ...exampleOf("funnel", shop) })?.steps).toEqual([{ event: "Viewed" }, { event: "Ordered" }, { event: "Paid" }]);
    expect(trendToAsk({ ...trendDefault, ...exampleOf("trend", shop) })?.series).toMatchObject([{ match: { event: "Paid" }, measure: "sum", property: "amount" }]);
    expect(distributionToAsk({ ...distributionDefault, ...exampleOf("distribution", shop) })).toMatchObject({ match: { event: "Paid" }, measure: "sum", property: "amount" });
    expect(retentionToAsk({ ...retentionDefault, ...exampleOf("retention", shop) })).toMatchObject({ back: { event: "Paid" }, value: "sum", property: "amount" });
  });
  it("has none without events of that kind", () => {
    for (const analysis of ["attribution", "ltv", "funnel", "trend", "distribution", "retention", "lifecycle"] as const) expect(exampleOf(analysis, roles({})), analysis).toBeUndefined();
  });
  it("takes an order where nothing is paid, and no step twice", () => {
    expect(exampleOf("attribution", roles({ order: { event: "Ordered" }, revenue: "amount" }))).toEqual({ conversion: { event: "Ordered" }, value: "" });
    expect(exampleOf("funnel", roles({ order: { event: "Buy" }, paid: { event: "Buy" } }))).toBeUndefined();
  });
});
