#include "differential/questions.h"

#include <set>

namespace throng::testing {
namespace {

using model::Aggregate;
using model::Comparison;
using model::EventMatch;
using model::Filter;
using model::FilterPlace;
using model::Op;
using model::OpFamily;
using model::Window;

const std::vector<Op> kNumberOps = {Op::eq, Op::ne, Op::lt, Op::le, Op::gt, Op::ge, Op::between};

std::vector<double> random_numbers(Dice& dice, Op op, std::int64_t least, std::int64_t most) {
  const double a = static_cast<double>(dice.between(least * 4, most * 4)) / 4;
  if (op != Op::between) return {a};
  return {a, a + static_cast<double>(dice.below(20))};
}

std::string part_of(Dice& dice, const std::string& text) {
  const std::vector<std::string> parts = {"p", "o", "5", "\"", "\\", "\n", "漢", "ß", "σ", "re", ",", "%", "'"};
  return dice.one_in(2) ? dice.pick(parts) : text;
}

void add_texts(Dice& dice, Comparison& c) {
  const std::vector<std::string> patterns = {"^p", "o$", "[0-9]+", "a.c", "(?i)pro", "\\\\", "\"", "^$", "漢|ß", ".*"};
  c.case_insensitive = dice.one_in(4);
  if (c.op == Op::matches) {
    c.texts = {dice.pick(patterns)};
  } else if (c.op == Op::in || c.op == Op::not_in || c.op == Op::has_any || c.op == Op::has_all) {
    for (std::size_t n = 1 + dice.below(4); n > 0; --n) c.texts.push_back(random_text(dice));
  } else if (c.op == Op::contains || c.op == Op::not_contains || c.op == Op::starts_with || c.op == Op::ends_with) {
    c.texts = {part_of(dice, random_text(dice))};
  } else if (c.op != Op::is_empty) {
    c.texts = {random_text(dice)};
  }
}

Comparison random_comparison(Dice& dice, const Data& data, bool trait) {
  Comparison c;
  c.property = random_property(dice, trait);
  c.op = static_cast<Op>(dice.below(static_cast<std::size_t>(Op::is_not_set) + 1));
  if (dice.one_in(4)) c.op = dice.pick(kNumberOps);
  switch (model::family_of(c.op)) {
    case OpFamily::text:
    case OpFamily::list: add_texts(dice, c); break;
    case OpFamily::number: c.numbers = random_numbers(dice, c.op, -10, 50); break;
    case OpFamily::instant:
      c.instant = data.now - hours(dice.between(-100, 24 * 60));
      c.span = hours(dice.between(1, 24 * 50));
      if (c.op == Op::before || c.op == Op::after)
        c.span = {};
      else
        c.instant = {};
      break;
    case OpFamily::boolean:
    case OpFamily::presence: break;
  }
  return c;
}

Filter random_did(Dice& dice, const Data& data) {
  model::Did did;
  did.match = random_match(dice, data, FilterPlace::where, 1);
  did.within = random_window(dice, data);
  did.negated = dice.one_in(3);
  if (dice.one_in(3)) return {did};
  did.aggregate = static_cast<Aggregate>(dice.below(6));
  did.op = dice.pick(kNumberOps);
  const bool counts = did.aggregate == Aggregate::count || did.aggregate == Aggregate::distinct;
  did.numbers = counts ? std::vector<double>{static_cast<double>(dice.below(5))} : random_numbers(dice, did.op, -5, 60);
  if (counts && did.op == Op::between) did.numbers.push_back(did.numbers[0] + 2);
  if (did.aggregate != Aggregate::count) did.property = random_property(dice, false);
  return {did};
}

Filter random_sequence(Dice& dice, const Data& data) {
  model::Sequence sequence;
  for (std::size_t n = 2 + dice.below(3); n > 0; --n)
    sequence.steps.push_back(random_match(dice, data, FilterPlace::where, 0));
  sequence.within = dice.one_in(2) ? minutes(dice.between(1, 6000)) : days(dice.between(1, 40));
  sequence.strict = dice.one_in(3);
  return {sequence};
}

Filter random_membership(Dice& dice) {
  const std::vector<std::string> ids = {"even", "few", "nobody"};
  switch (dice.below(3)) {
    case 0: return {model::InSegment{dice.pick(ids)}};
    case 1: return {model::HasTag{"size", dice.one_in(2) ? std::nullopt : std::optional<std::string>(dice.pick(ids))}};
    default: return {model::InLayer{"scheme", dice.pick(ids)}};
  }
}

std::vector<Filter> random_filters(Dice& dice, const Data& data, FilterPlace place, int depth) {
  std::vector<Filter> out;
  for (std::size_t n = dice.one_in(12) ? 0 : 1 + dice.below(3); n > 0; --n)
    out.push_back(random_filter(dice, data, place, depth));
  return out;
}

}  // namespace

std::string random_property(Dice& dice, bool trait) {
  if (trait) return dice.one_in(15) ? "never" : dice.pick(trait_names());
  if (dice.one_in(6)) return dice.pick(std::vector<std::string>{"$channel", "$os", "$page", "$device", "$session"});
  return dice.one_in(15) ? "never" : dice.pick(property_names());
}

Window random_window(Dice& dice, const Data& data) {
  const auto unit = static_cast<BucketUnit>(dice.below(5));
  switch (dice.below(4)) {
    case 0: return {Window::Ever{}};
    case 1: {
      const Instant begin = data.now - hours(dice.between(0, 24 * 80));
      const Instant end = begin + hours(dice.between(0, 24 * 60));
      if (dice.one_in(2))
        return {Window::Between{format_instant(begin).substr(0, 10), format_instant(end).substr(0, 10)}};
      return {Window::Between{format_instant(begin), format_instant(end)}};
    }
    default:
      return {Window::Last{static_cast<int>(dice.between(1, unit == BucketUnit::hour  ? 300
                                                            : unit == BucketUnit::day ? 60
                                                                                      : 4)),
                           unit}};
  }
}

EventMatch random_match(Dice& dice, const Data& data, FilterPlace place, int depth) {
  EventMatch match;
  if (!dice.one_in(6)) {
    for (std::size_t n = dice.one_in(4) ? 2 : 1; n > 0; --n) {
      match.events.push_back(dice.one_in(12) ? "$identify" : dice.one_in(20) ? "never" : dice.pick(event_names()));
    }
  }
  if (dice.one_in(place == FilterPlace::where ? 3 : 2)) {
    match.where = std::make_shared<const Filter>(random_filter(dice, data, place, depth));
  }
  return match;
}

std::optional<analyze::PropertyRef> random_breakdown(Dice& dice) {
  if (dice.one_in(2)) return std::nullopt;
  const bool trait = dice.one_in(3);
  return analyze::PropertyRef{trait ? analyze::Scope::person : analyze::Scope::event, random_property(dice, trait)};
}

Filter random_filter(Dice& dice, const Data& data, FilterPlace place, int depth) {
  if (depth > 0 && dice.one_in(2)) {
    switch (dice.below(3)) {
      case 0: return {model::All{random_filters(dice, data, place, depth - 1)}};
      case 1: return {model::Any{random_filters(dice, data, place, depth - 1)}};
      default: return {model::Not{std::make_shared<const Filter>(random_filter(dice, data, place, depth - 1))}};
    }
  }
  if (place != FilterPlace::where && dice.one_in(place == FilterPlace::person ? 2 : 6)) {
    switch (dice.below(3)) {
      case 0: return random_sequence(dice, data);
      case 1: return {model::FirstTime{random_match(dice, data, FilterPlace::where, 1), random_window(dice, data)}};
      default: return random_did(dice, data);
    }
  }
  if (dice.one_in(10)) return random_membership(dice);
  if (place == FilterPlace::person || dice.one_in(3)) return {model::PersonTrait{random_comparison(dice, data, true)}};
  return {model::EventProperty{random_comparison(dice, data, false)}};
}

// Lists are made of any numbers, also those that were linked to another since.
TestMemberships::TestMemberships(const Data& data) {
  std::set<model::PersonNumber> numbers;
  for (const model::Event& event : data.events) numbers.insert(event.person);
  analyze::PersonList even;
  analyze::PersonList few;
  for (const model::PersonNumber number : numbers) {
    if (number % 2 == 0) even.push_back(number);
    if (number % 17 == 0) few.push_back(number);
  }
  even_ = std::make_shared<const analyze::PersonList>(std::move(even));
  few_ = std::make_shared<const analyze::PersonList>(std::move(few));
  nobody_ = std::make_shared<const analyze::PersonList>();
}

TestMemberships::List TestMemberships::segment(std::string_view id) const {
  return id == "even" ? even_ : id == "few" ? few_ : nobody_;
}
TestMemberships::List TestMemberships::tag(std::string_view, const std::optional<std::string>& value) const {
  return segment(value.value_or("even"));
}
TestMemberships::List TestMemberships::layer(std::string_view, std::string_view layer) const { return segment(layer); }

}  // namespace throng::testing
