// A believable little shop: the same people and events at every start (a seeded generator, the clock aside).
const day = 86_400_000;
let seed = 20261122;
export const random = () => ((seed = (seed * 48271) % 2147483647) / 2147483647);
const pick = (list) => list[Math.floor(random() * list.length)];

const families = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "林", "何"];
const given = ["子涵", "雨欣", "浩然", "思远", "佳怡", "晨曦", "明轩", "若溪", "文博", "静怡", "一诺", "建国", "海燕", "志强"];
const western = ["Ann Lee", "Bob Ross", "Clara Oswald", "Dan Brown", "Eve Park", "Finn Hale", "Grace Kim", "Hugo Boss", "Iris West", "Jack Ma"];
const cities = ["上海", "北京", "深圳", "杭州", "成都", "广州", "武汉", "南京"];
const products = [["机械键盘", 399], ["降噪耳机", 899], ["智能手表", 1299], ["保温杯", 129], ["跑步鞋", 569], ["双肩包", 259], ["咖啡豆", 88], ["显示器", 1599]];
const gadgets = [["desktop", "Windows", "Chrome"], ["desktop", "macOS", "Safari"], ["mobile", "iOS", "Mobile Safari"], ["mobile", "Android", "Chrome Mobile"]];
const channels = ["direct", "organic_search", "paid_search", "social", "email", "referral"];

export function makeShop(now) {
  const persons = [];
  const events = [];
  let number = 0;
  const startOfDay = Math.floor(now / day) * day;
  for (let p = 1; p <= 900; ++p) {
    const first = startOfDay - Math.floor(random() ** 1.4 * 75) * day + random() * day * 0.8;
    if (first > now) continue;
    const gadget = pick(gadgets);
    const channel = pick(channels);
    const signs = random() < 0.6;
    const person = {
      person: p * 2, user: signs ? `u_${1000 + p}` : "", anonymous: `a${Math.floor(random() * 1e9).toString(36)}-${p}`,
      traits: signs ? { name: random() < 0.75 ? pick(families) + pick(given) : pick(western), plan: pick(["free", "free", "pro", "team"]), tier: pick(["bronze", "silver", "gold"]), city: pick(cities), age: 18 + Math.floor(random() * 45), newsletter: random() < 0.4 } : {},
      since: first, events: [],
    };
    if (signs) person.traits.email = `u${1000 + p}@example.com`;
    const loyalty = random();
    const add = (time, name, properties, page, session, known) => {
      if (time > now) return;
      const event = {
        number: ++number, id: `${String(number).padStart(8, "0")}-0000-4000-8000-${String(p).padStart(12, "0")}`, person: person.person, name, time, received: time + 300,
        anonymous_id: person.anonymous, user_id: known ? person.user : "", session, channel, device: gadget[0], os: gadget[1], browser: gadget[2], page, properties,
      };
      person.events.push(event);
      events.push(event);
    };
    for (let d = 0, signed = false; first + d * day < now; ++d) {
      if (d > 0 && random() > 0.42 * loyalty * Math.exp(-d / 25) + 0.04) continue;
      let t = d === 0 ? first : Math.floor((first + d * day) / day) * day + (8 + random() * 14) * 3_600_000;
      const session = `s${p}-${d}`;
      const step = () => (t += 8_000 + random() * 90_000);
      add(t, "$pageview", { path: "/", referrer: channel === "organic_search" ? "https://search.example" : "" }, "/", session, signed);
      if (signs && !signed && random() < 0.7) {
        signed = true;
        add(step(), "Signed Up", { method: pick(["email", "phone", "wechat"]) }, "/signup", session, true);
        add(step(), "$identify", person.traits, "", session, true);
      }
      for (let v = Math.floor(random() * 4); v >= 0; --v) {
        const [product, price] = pick(products);
        add(step(), "Product Viewed", { product, price, category: price > 500 ? "electronics" : "daily" }, `/p/${encodeURIComponent(product)}`, session, signed);
        if (random() > 0.38) continue;
        add(step(), "Product Added", { product, price, quantity: 1 }, "/cart", session, signed);
        if (random() > 0.62) continue;
        add(step(), "Checkout Started", { value: price }, "/checkout", session, signed);
        if (random() > 0.55 + 0.2 * loyalty) continue;
        add(step(), "Order Completed", { revenue: price, currency: "CNY", coupon: random() < 0.3 ? "SALE" : null, products: [product] }, "/thanks", session, signed);
      }
    }
    if (person.events.length > 0) persons.push(person);
  }
  events.sort((a, b) => a.time - b.time);
  for (const person of persons) person.events.sort((a, b) => a.time - b.time);
  return { persons, events };
}
