#include "cli/simulate/internal/marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <tuple>

#include "model/web_events.h"

namespace throng::cli {
namespace {

constexpr double kNoticed = .12;  // of the views: the site asks a sample of its visitors
constexpr Duration kLongestStay = seconds(25);
constexpr Duration kShortestStay = Duration(100);

struct Box {
  double x = 0, y = 0, width = 0, height = 0;  // pixels of the page
};

// How a click on an element goes wrong now and then.
enum class Fault { none, rage, dead };

struct Element {
  std::string_view path;  // of the page
  double weight = 0;      // of its clicks
  std::string_view tag, classes, selector, text, href;
  Box desktop, mobile;
  Fault fault = Fault::none;
};

struct Screen {
  double width = 0, height = 0, page_height = 0;
};
constexpr Screen kDesktop = {1440, 900, 2600};
constexpr Screen kMobile = {390, 844, 3900};

// clang-format off
constexpr Element kElements[] = {
    {"/",     5,   "input",   "search",    "header > input.search",          "",                 "",               {420, 24, 480, 40},    {16, 64, 358, 40}},
    {"/",     2,   "a",       "cart",      "header > a.cart",                "Cart",             "/cart",          {1300, 24, 96, 40},    {330, 12, 44, 40}},
    {"/",     6,   "a",       "banner",    "main > a.banner",                "Sale of the week", "/sale",          {120, 96, 1200, 360},  {0, 120, 390, 220}},
    {"/",     4,   "a",       "tile",      "nav > a.tile:nth-of-type(1)",    "Fashion",          "/c/fashion",     {120, 490, 280, 160},  {16, 360, 174, 110}},
    {"/",     3,   "a",       "tile",      "nav > a.tile:nth-of-type(2)",    "Home",             "/c/home",        {426, 490, 280, 160},  {200, 360, 174, 110}},
    {"/",     3,   "a",       "tile",      "nav > a.tile:nth-of-type(3)",    "Electronics",      "/c/electronics", {732, 490, 280, 160},  {16, 480, 174, 110}},
    {"/",     2,   "a",       "tile",      "nav > a.tile:nth-of-type(4)",    "Food",             "/c/food",        {1038, 490, 280, 160}, {200, 480, 174, 110}},
    {"/",     4,   "article", "product",   "section.new > article.product",  "New this week",    "",               {120, 740, 1200, 420}, {16, 640, 358, 900}},
    {"/",     1.2, "h2",      "heading",   "section.new > h2.heading",       "New this week",    "",               {120, 690, 400, 36},   {16, 604, 260, 30},   Fault::dead},
    {"/",     1,   "button",  "more",      "section.new > button.more",      "Show more",        "",               {620, 1200, 200, 48},  {95, 1580, 200, 48}},
    {"/",     .6,  "a",       "help",      "footer > a.help",                "Help",             "/help",          {120, 2440, 120, 30},  {16, 3700, 120, 30}},
    {"/sale", 6,   "button",  "claim",     "main > button.claim",            "Claim coupon",     "",               {560, 300, 320, 56},   {45, 320, 300, 52},   Fault::rage},
    {"/sale", 5,   "article", "product",   "section.sale > article.product", "Half price",       "",               {120, 420, 1200, 640}, {16, 420, 358, 1500}},
    {"/sale", 2,   "img",     "countdown", "main > img.countdown",           "",                 "",               {520, 120, 400, 140},  {35, 130, 320, 130},  Fault::dead},
    {"/sale", 1,   "a",       "rules",     "main > a.rules",                 "Rules",            "/sale/rules",    {900, 320, 120, 24},   {140, 384, 110, 24}},
};
// clang-format on

class Marker {
 public:
  Marker(const SimPerson& person, Random random) : person_(person), random_(random) {}

  // Of a view that the device's next event ends.
  void view(const SimEvent& view, Instant end) {
    view_ = &view;
    mobile_ = person_.devices[static_cast<std::size_t>(view.device)].platform == Platform::mobile_web;
    const auto stay = static_cast<double>((end - view.time).count());
    const int clicks = std::min(random_.geometric(1.1), 4);
    for (int i = 0; i < clicks; ++i) click(view.time + Duration(static_cast<std::int64_t>(stay * random_.uniform())));
    leave(end - Duration(1), stay);
  }

  std::vector<SimEvent> take() { return std::move(events_); }

 private:
  const Screen& screen() const { return mobile_ ? kMobile : kDesktop; }

  void click(Instant time) {
    std::array<double, std::size(kElements)> weights{};
    std::ranges::transform(kElements, weights.begin(),
                           [&](const Element& e) { return e.path == view_->path ? e.weight : 0; });
    const Element& element = kElements[random_.weighted(weights)];
    const double x = random_.between(.1, .9), y = random_.between(.15, .85);
    record(model::kClick, time, element, x, y);
    if (element.fault == Fault::dead) record(model::kDeadClick, time, element, x, y);
    if (element.fault == Fault::rage && random_.chance(.2)) record(model::kRageClick, time, element, x, y);
  }

  // x, y: 0..1 of the element.
  void record(std::string_view name, Instant time, const Element& element, double x, double y) {
    const Box& box = mobile_ ? element.mobile : element.desktop;
    SimEvent& event = add(name, time);
    const auto text = [&](std::string_view key, std::string_view value) {
      if (!value.empty()) event.properties.push_back({key, std::string(value)});
    };
    text("$element", element.tag);
    text("$element_classes", element.classes);
    text("$element_text", element.text);
    text("$element_href", element.href);
    text("$selector", element.selector);
    number(event, "$click_x", std::round(box.x + box.width * x));
    number(event, "$click_y", std::round(box.y + box.height * y));
    number(event, "$page_width", screen().width);
    size_of_screen(event);
  }

  // Most look at the first screen, fewer at each one below it.
  void leave(Instant time, double stay) {
    SimEvent& event = add(model::kPageLeave, time);
    const double first = screen().height / screen().page_height;
    number(event, "$duration_ms", stay);
    number(event, "$scroll_depth", std::round(std::min(1.0, first + random_.exponential(.28)) * 100) / 100);
    size_of_screen(event);
  }

  void size_of_screen(SimEvent& event) {
    number(event, "$page_height", screen().page_height);
    number(event, "$viewport_width", screen().width);
    number(event, "$viewport_height", screen().height);
  }

  static void number(SimEvent& event, std::string_view key, double value) { event.properties.push_back({key, value}); }

  SimEvent& add(std::string_view name, Instant time) {
    SimEvent& event = events_.emplace_back();
    event.name = name;
    event.time = time;
    event.id = {random_.uuid()};
    event.device = view_->device;
    event.named = view_->named;
    event.path = view_->path;
    event.origin.referrer = kShopHome;
    return event;
  }

  const SimPerson& person_;
  Random random_;
  const SimEvent* view_ = nullptr;
  bool mobile_ = false;
  std::vector<SimEvent> events_;
};

bool is_noticed(const SimEvent& event) {
  return event.type == SimType::page && (event.path == "/" || event.path == "/sale");
}

}  // namespace

void add_marks(SimPerson& person, Random random, Instant until) {
  auto& events = person.events;
  Marker marker(person, Random(random.next(), random.next()));
  for (auto event = events.begin(); event != events.end(); ++event) {
    if (!is_noticed(*event) || !random.chance(kNoticed)) continue;
    const auto next =
        std::find_if(event + 1, events.end(), [&](const SimEvent& e) { return e.device == event->device; });
    const Instant end = std::min({event->time + kLongestStay, next == events.end() ? until : next->time, until});
    if (end - event->time >= kShortestStay) marker.view(*event, end);
  }
  auto marks = marker.take();
  std::ranges::move(marks, std::back_inserter(events));
  std::ranges::sort(events, {}, [](const SimEvent& e) { return std::tie(e.time, e.id); });
}

}  // namespace throng::cli
