// What a playbook begins with: the events and properties that the project has, found by its roles and by their names.
import type { EventMatch, Language, Roles } from "../../api/types";
import { matchFromJson } from "../filter";
import { mailsOf } from "./mails";
import type { EventNeed, Playbook, PropertyNeed, Setting } from "./playbook";

// What the project has.
export interface Project {
  roles: Partial<Roles>;
  events: readonly string[]; // names
  traits: readonly string[];
  bought: readonly string[]; // properties of the purchase
  highValue?: number | undefined; // spent in 90 days by the best fifth of the buyers
}

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const nameLike = (names: readonly string[], known: readonly string[]) => names.map((name) => known.find((one) => plain(one) === plain(name))).find((one) => one !== undefined);
// The first of these names that the project has, however it writes it; else the first of them.
export const eventLike = (names: readonly string[], events: readonly string[]): EventMatch => ({ event: nameLike(names, events) ?? names[0]! });

const usual: Record<EventNeed, readonly string[]> = {
  signup: ["Signed Up", "Sign Up", "Registered", "Register", "Account Created", "注册"],
  activation: ["Activated", "Onboarding Completed", "Profile Completed", "Product Added", "Add To Cart", "Order Completed", "激活"],
  view: ["Product Viewed", "View Product", "Item Viewed", "浏览商品", "商品详情"],
  cart: ["Product Added", "Add To Cart", "Added To Cart", "加入购物车", "加购"],
  purchase: ["Order Completed", "Order Paid", "Purchase", "Purchased", "支付", "下单"],
  review: ["Review Posted", "Review Submitted", "Product Reviewed", "Rated", "评价", "发表评价"],
};
const traitNames = ["birthday", "birth_date", "birth_day", "date_of_birth", "dob", "生日", "出生日期"];
const couponNames = ["coupon", "coupon_code", "coupon_id", "promo_code", "discount_code", "优惠券"];

export const purchaseOf = ({ roles, events }: Pick<Project, "roles" | "events">): EventMatch => roles.paid ?? roles.order ?? eventLike(usual.purchase, events);

function eventsOf(project: Project): Record<EventNeed, EventMatch> {
  const like = (need: EventNeed) => eventLike(usual[need], project.events);
  const { activation, product } = project.roles;
  const signup = like("signup");
  // Signing up is what brought them: to be activated is to do something more.
  const acts = activation && JSON.stringify(activation) !== JSON.stringify(signup) ? activation : like("activation");
  return { signup, activation: acts, view: product ?? like("view"), cart: like("cart"), purchase: purchaseOf(project), review: like("review") };
}

const plainAmount = 1000; // where nobody knows yet what the best spend

export function settingOf(playbook: Playbook, project: Project, language: Language, link: string): Setting {
  const offer = { "zh-CN": mailsOf("zh-CN", playbook.key).offer, en: mailsOf("en", playbook.key).offer };
  return {
    events: eventsOf(project), revenue: project.roles.revenue ?? "", coupon: nameLike(couponNames, project.bought) ?? "", birthday: nameLike(traitNames, project.traits) ?? traitNames[0]!,
    delay: playbook.delay ?? "1d", days: 30, amount: project.highValue || plainAmount, offer, language, link, control: 10,
  };
}

export const namesOf = (match: EventMatch): string[] => matchFromJson(match).events;

// Whether the project has it: an event that came in, a property that is set.
export const hasEvent = (need: EventNeed, setting: Setting, project: Project): boolean => namesOf(setting.events[need]).some((name) => project.events.includes(name));
export function hasProperty(need: PropertyNeed, setting: Setting, project: Project): boolean {
  if (need === "birthday") return project.traits.includes(setting.birthday);
  return setting[need] !== "" && (need === "revenue" || project.bought.includes(setting.coupon));
}
// Without a coupon the playbook goes by what persons look at.
export const isOptional = (need: PropertyNeed) => need === "coupon";
export function missingOf(playbook: Playbook, setting: Setting, project: Project): (EventNeed | PropertyNeed)[] {
  return [...playbook.events.filter((need) => !hasEvent(need, setting, project)), ...(playbook.properties ?? []).filter((need) => !isOptional(need) && !hasProperty(need, setting, project))];
}
