#include "differential/effect.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <boost/math/distributions/students_t.hpp>

#include "differential/questions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::EffectBy;
using analyze::EffectGroup;

// A message that was asked for, with the label of its group.
struct Send {
  const model::Event* event;
  std::string label;
};
struct Member {
  const Oracle::Person* person;
  bool mixed = false;
  std::vector<Send> sends;  // or what was held out, of who was sent nothing
};

bool is_own(EffectBy by) { return by == EffectBy::campaign || by == EffectBy::trait; }
bool is_fixed(EffectBy by) { return by == EffectBy::hour || by == EffectBy::number; }
std::string_view property_of(EffectBy by) {
  return by == EffectBy::campaign  ? "campaign"
         : by == EffectBy::variant ? "variant"
         : by == EffectBy::channel ? "channel"
                                   : "step";
}

// A share's score interval as the two shares from which it lies 1.96 standard errors away: found by halving.
std::pair<double, double> score_interval(double hits, double of) {
  const double share = hits / of, z = 1.959963984540054;
  const auto edge = [&](double inside, double outside) {
    for (int i = 0; i < 200; ++i) {
      const double middle = (inside + outside) / 2;
      const bool reaches = std::fabs(share - middle) <= z * std::sqrt(middle * (1 - middle) / of);
      (reaches ? inside : outside) = middle;
    }
    return inside;
  };
  return {edge(share, 0), edge(share, 1)};
}

struct Values {
  std::vector<double> each;
  double sum() const {
    double sum = 0;
    for (const double value : each) sum += value;
    return sum;
  }
  double mean() const { return sum() / static_cast<double>(each.size()); }
  // The squared standard error of the mean.
  double error() const {
    double squares = 0;
    for (const double value : each) squares += (value - mean()) * (value - mean());
    const auto n = static_cast<double>(each.size());
    return squares / (n - 1) / n;
  }
};

class Composer {
 public:
  Composer(const Oracle& oracle, const analyze::EffectQuestion& question) : oracle_(oracle), question_(question) {
    const analyze::Buckets range = oracle.buckets(question.range, BucketUnit::total);
    if (range.count() > 0) range_ = range.range;
    for (const Oracle::Person& person : oracle.persons()) add(person);
  }

  analyze::EffectAnswer compose() const {
    analyze::EffectAnswer answer;
    answer.all = group("", [](const Send&) { return true; });
    if (question_.by == EffectBy::none) return answer;
    std::map<std::string, double> persons;
    for (const auto* members : {&sent_, &held_out_}) {
      if (members == &held_out_ && !is_own(question_.by)) continue;
      for (const Member& member : *members) {
        std::set<std::string> labels;
        for (const Send& send : member.sends) labels.insert(send.label);
        for (const std::string& label : labels) ++persons[label];
      }
    }
    if (is_fixed(question_.by)) {
      std::vector<std::string> labels;
      for (const auto& [label, n] : persons) labels.push_back(label);
      std::ranges::sort(labels, {}, [](const std::string& label) { return std::stoi(label); });
      for (const std::string& label : labels)
        answer.groups.push_back(group(label, [&](const Send& send) { return send.label == label; }));
      return answer;
    }
    const auto top = top_of({persons.begin(), persons.end()}, question_.by == EffectBy::campaign ? 50 : question_.top);
    std::vector<std::string> names = top;
    if (top.size() < persons.size()) names.emplace_back(model::kOther);
    for (const std::string& name : names)
      answer.groups.push_back(group(name, [&](const Send& send) { return is_of_group(send.label, name, top); }));
    return answer;
  }

 private:
  bool is_asked(const model::Event& event, std::string_view name, const Oracle::Person& person) const {
    if (event.name != name || !range_.contains(event.time)) return false;
    const std::string campaign = model::raw_property(event, "campaign");
    if (campaign.empty() || std::ranges::count(question_.campaigns, model::label_of(campaign)) == 0) return false;
    // Named, for "any event" does not mean these.
    return oracle_.matches({{std::string(name)}, std::make_shared<const model::Filter>(question_.where)}, event,
                           person);
  }

  std::string label_of(const model::Event& event, std::size_t place, const Oracle::Person& person) const {
    if (question_.by == EffectBy::none) return "";
    if (question_.by == EffectBy::trait) return oracle_.label(*question_.trait, event, person);
    if (question_.by == EffectBy::hour) {
      const int hour = oracle_.context().calendar.hour_of_week(event.time) % 24;
      return std::to_string(hour);
    }
    if (question_.by != EffectBy::number) return model::label_of(model::raw_property(event, property_of(question_.by)));
    int number = 0;
    for (std::size_t i = 0; i <= place; ++i) {
      const model::Event& earlier = person.events[i];
      number += earlier.name == "$message_sent" && event.time - earlier.time <= days(7) ? 1 : 0;
    }
    return number >= 5 ? "5+" : std::to_string(number);
  }

  void add(const Oracle::Person& person) {
    Member sent{&person, false, {}}, held_out{&person, false, {}};
    for (std::size_t i = 0; i < person.events.size(); ++i) {
      const model::Event& event = person.events[i];
      if (is_asked(event, "$message_sent", person)) sent.sends.push_back({&event, label_of(event, i, person)});
      if (is_asked(event, "$message_held_out", person)) held_out.sends.push_back({&event, label_of(event, i, person)});
    }
    sent.mixed = !held_out.sends.empty();
    if (!sent.sends.empty())
      sent_.push_back(std::move(sent));
    else if (!held_out.sends.empty())
      held_out_.push_back(std::move(held_out));
  }

  // How many goals came in time, and what they brought.
  std::pair<int, double> goals(const Oracle::Person& person, Instant anchor) const {
    std::pair<int, double> out;
    for (const model::Event& event : person.events) {
      if (event.time < anchor || event.time > anchor + question_.window) continue;
      if (!oracle_.matches(question_.goal, event, person)) continue;
      ++out.first;
      const auto number = model::as_number(model::raw_property(event, question_.revenue));
      if (number) out.second += static_cast<double>(analyze::money_units(*number).value_or(0)) / 10'000;
    }
    return out;
  }

  void add_messages(const Member& member, const std::vector<Send>& sends, EffectGroup& group) const {
    std::set<std::string> ids;
    for (const Send& send : sends) ids.insert(model::raw_property(*send.event, "message"));
    ids.erase("");
    std::set<std::string> seen;
    for (const model::Event& event : member.person->events) {
      if (!ids.contains(model::raw_property(event, "message"))) continue;
      const bool machine = model::raw_property(event, "machine") == "true";
      seen.insert(event.name + (machine ? " by machine" : ""));
    }
    const auto did = [&](const std::string& name, bool either) {
      return seen.contains(name) || (either && seen.contains(name + " by machine")) ? 1U : 0U;
    };
    group.messages += sends.size();
    group.delivered += did("$message_delivered", true);
    group.bounced += did("$message_bounced", true);
    group.opened += did("$message_opened", false);
    group.machine_opened += did("$message_opened by machine", false);
    group.clicked += did("$message_clicked", false);
    group.unsubscribed += did("$message_unsubscribed", true);
    group.complained += did("$message_complained", true);
  }

  template <class Belongs>
  EffectGroup group(const std::string& label, Belongs belongs) const {
    EffectGroup out{.label = label};
    Values sent, held_out;
    for (const Member& member : sent_) {
      std::vector<Send> sends;
      std::ranges::copy_if(member.sends, std::back_inserter(sends), belongs);
      if (sends.empty()) continue;
      const Instant anchor = sends[0].event->time;
      const auto [times, revenue] = goals(*member.person, anchor);
      ++out.sent;
      out.mixed += member.mixed ? 1 : 0;
      out.converted += times > 0 ? 1 : 0;
      const Instant quarter = from_ms(to_ms(oracle_.context().now) / 900'000 * 900'000);
      out.window_open += anchor + question_.window >= quarter ? 1 : 0;
      add_messages(member, sends, out);
      sent.each.push_back(revenue);
    }
    for (const Member& member : held_out_) {
      const auto first =
          std::ranges::find_if(member.sends, [&](const Send& send) { return !is_own(question_.by) || belongs(send); });
      if (first == member.sends.end()) continue;
      const auto [times, revenue] = goals(*member.person, first->event->time);
      ++out.held_out;
      out.held_out_converted += times > 0 ? 1 : 0;
      held_out.each.push_back(revenue);
    }
    if (!question_.revenue.empty()) add_revenue(sent, held_out, out);
    if (out.sent > 0 && out.held_out > 0) add_uplift(sent, held_out, out);
    return out;
  }

  static void add_revenue(const Values& sent, const Values& held_out, EffectGroup& out) {
    out.revenue = sent.sum();
    out.held_out_revenue = held_out.sum();
    if (!sent.each.empty()) out.revenue_per_person = sent.mean();
    if (!held_out.each.empty()) out.held_out_revenue_per_person = held_out.mean();
  }

  void add_uplift(const Values& sent, const Values& held_out, EffectGroup& out) const {
    const auto n = static_cast<double>(out.sent), m = static_cast<double>(out.held_out);
    const auto a = static_cast<double>(out.converted), b = static_cast<double>(out.held_out_converted);
    const auto [low, high] = score_interval(a, n);
    const auto [below, above] = score_interval(b, m);
    analyze::EffectUplift uplift;
    uplift.difference = a / n - b / m;
    uplift.low = uplift.difference - std::sqrt(std::pow(a / n - low, 2) + std::pow(above - b / m, 2));
    uplift.high = uplift.difference + std::sqrt(std::pow(high - a / n, 2) + std::pow(b / m - below, 2));
    const double pooled = (a + b) / (n + m);
    if (a + b > 0 && a + b < n + m) {
      const double z = uplift.difference / std::sqrt(pooled * (1 - pooled) * (n + m) / n / m);
      uplift.p = std::erfc(std::fabs(z) * std::sqrt(0.5));
    }
    if (b > 0) uplift.relative = (a / n) / (b / m) - 1;
    uplift.conversions = a - n * b / m;
    if (!question_.revenue.empty()) {
      const double difference = sent.mean() - held_out.mean();
      uplift.revenue = difference * n;
      if (n > 1 && m > 1) {
        const double x = sent.error(), y = held_out.error();
        const double freedom = (x + y) * (x + y) / (x * x / (n - 1) + y * y / (m - 1));
        const double t = x + y > 1e-18 ? boost::math::quantile(boost::math::students_t(freedom), 0.975) : 0;
        uplift.revenue_low = n * (difference - t * std::sqrt(x + y));
        uplift.revenue_high = n * (difference + t * std::sqrt(x + y));
      }
    }
    out.uplift = uplift;
  }

  const Oracle& oracle_;
  const analyze::EffectQuestion& question_;
  TimeRange range_{};
  std::vector<Member> sent_, held_out_;
};

}  // namespace

analyze::EffectQuestion random_effect(Dice& dice, const Data& data) {
  analyze::EffectQuestion question;
  for (std::size_t n = 1 + dice.below(3); n > 0; --n) question.campaigns.push_back(dice.pick(campaign_ids()));
  if (dice.one_in(3)) question.where = random_filter(dice, data, model::FilterPlace::event, 1);
  question.range = random_window(dice, data);
  question.goal = random_match(dice, data, model::FilterPlace::event, 1);
  if (dice.one_in(8)) question.goal.events = {std::string(dice.pick(message_event_names()))};
  question.window = dice.one_in(3) ? minutes(15 * dice.between(1, 200)) : days(dice.between(1, 40));
  if (!dice.one_in(3)) question.revenue = dice.one_in(4) ? random_property(dice, false) : "price";
  question.by = static_cast<EffectBy>(dice.below(8));
  if (question.by == EffectBy::trait)
    question.trait = analyze::PropertyRef{analyze::Scope::person, random_property(dice, true)};
  question.top = static_cast<std::uint32_t>(dice.between(1, 5));
  return question;
}

analyze::EffectAnswer answer(const Oracle& oracle, const analyze::EffectQuestion& question) {
  return Composer(oracle, question).compose();
}

std::optional<Drill> random_drill(Dice& dice, const analyze::EffectQuestion&, const analyze::EffectAnswer& answer) {
  analyze::EffectCell cell;
  const bool of_all = answer.groups.empty() || dice.one_in(4);
  const EffectGroup& group = of_all ? answer.all : dice.pick(answer.groups);
  if (!of_all) cell.label = group.label;
  const std::vector<std::uint64_t> numbers = {
      group.sent,    group.delivered,    group.bounced,           group.opened,    group.machine_opened,
      group.clicked, group.unsubscribed, group.complained,        group.converted, group.window_open,
      group.mixed,   group.held_out,     group.held_out_converted};
  const std::size_t of = dice.below(numbers.size());
  cell.of = static_cast<analyze::EffectOf>(of);
  return Drill{json::to_string(cell), numbers[of]};
}

}  // namespace throng::testing
