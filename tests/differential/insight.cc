#include "differential/insight.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::InsightGroup;
using analyze::InsightGrouping;
using analyze::InsightKind;
using analyze::InsightQuestion;

struct Member {
  bool segment = false;
  bool baseline = false;
  std::vector<std::vector<std::string>> values;  // per grouping
  std::vector<bool> known;
  std::vector<std::optional<double>> numbers;
};
using Members = std::vector<Member>;

struct Count {
  std::uint64_t segment = 0, baseline = 0, rest = 0;  // rest: of the baseline who are not in the segment
  std::uint64_t persons() const { return segment + rest; }
};

template <class Wanted>
Count count_if(const Members& members, Wanted wanted) {
  Count count;
  for (const Member& member : members) {
    if (!wanted(member)) continue;
    count.segment += member.segment ? 1 : 0;
    count.baseline += member.baseline ? 1 : 0;
    count.rest += member.baseline && !member.segment ? 1 : 0;
  }
  return count;
}

void look(const Oracle& oracle, const Oracle::Person& person, const InsightGrouping& by, Member& member) {
  const auto holds = [&](const model::Filter& filter) {
    return model::holds(filter, person.live, nullptr, oracle.moment());
  };
  std::vector<std::string> values;
  bool known = false;
  std::optional<double> number;
  if (by.kind == InsightKind::trait) {
    const auto found = person.live.traits.find(by.id);
    known = found != person.live.traits.end() && !found->second.empty() && found->second != "null";
    if (known) values = {model::label_of(found->second)};
    if (known) number = model::as_number(found->second);
  } else if (by.kind == InsightKind::segment) {
    known = true;
    if (holds({model::InSegment{by.id}})) values = {""};
  } else {
    for (const std::string& value : by.values) {
      const bool is_tag = by.kind == InsightKind::tag;
      if (holds(is_tag ? model::Filter{model::HasTag{by.id, value}} : model::Filter{model::InLayer{by.id, value}}))
        values.push_back(value);
    }
    known = !values.empty() || (by.kind == InsightKind::tag && holds({model::HasTag{by.id, std::nullopt}}));
  }
  member.values.push_back(std::move(values));
  member.known.push_back(known);
  member.numbers.push_back(number);
}

Members members_of(const Oracle& oracle, const InsightQuestion& question) {
  Members members;
  for (const Oracle::Person& person : oracle.persons()) {
    Member member{.segment = model::holds(question.segment, person.live, nullptr, oracle.moment()),
                  .baseline = model::holds(question.baseline, person.live, nullptr, oracle.moment())};
    if (!member.segment && !member.baseline) continue;
    for (const InsightGrouping& by : question.by) look(oracle, person, by, member);
    members.push_back(std::move(member));
  }
  return members;
}

bool has(const Member& member, std::size_t by, const std::string& value) {
  return std::ranges::find(member.values[by], value) != member.values[by].end();
}

// Values by how many persons have them, equal ones by text.
std::vector<std::pair<std::string, Count>> counted(const Members& members, std::size_t by) {
  std::map<std::string, Count> found;
  for (const Member& member : members) {
    for (const std::string& value : member.values[by])
      found[value] = count_if(members, [&](const Member& one) { return has(one, by, value); });
  }
  std::vector<std::pair<std::string, Count>> out(found.begin(), found.end());
  std::ranges::sort(out, [](const auto& a, const auto& b) {
    return std::pair(b.second.persons(), a.first) < std::pair(a.second.persons(), b.first);
  });
  return out;
}

analyze::InsightValue value_of(const std::string& name, const Count& has_it, const Count& of) {
  const auto share = [](std::uint64_t a, std::uint64_t b) {
    return b == 0 ? 0 : static_cast<double>(a) / static_cast<double>(b);
  };
  analyze::InsightValue value{.value = name, .segment = has_it.segment, .baseline = has_it.baseline};
  value.segment_share = share(has_it.segment, of.segment);
  value.baseline_share = share(has_it.baseline, of.baseline);
  if (has_it.baseline > 0) value.tgi = value.segment_share / value.baseline_share * 100;
  const std::uint64_t hits = has_it.segment + has_it.rest, all = of.segment + of.rest;
  if (of.segment == 0 || of.rest == 0 || hits == 0 || hits == all) return value;
  const double pooled = share(hits, all);
  const double variance =
      pooled * (1 - pooled) * (1 / static_cast<double>(of.segment) + 1 / static_cast<double>(of.rest));
  value.z = (share(has_it.segment, of.segment) - share(has_it.rest, of.rest)) / std::sqrt(variance);
  value.p = std::erfc(std::fabs(*value.z) / std::sqrt(2.0));
  return value;
}

analyze::InsightFigures figures_of(std::vector<double> numbers) {
  analyze::InsightFigures figures{.persons = numbers.size(), .mean = {}, .median = percentile(numbers, 0.5)};
  double sum = 0;
  for (const double number : numbers) sum += number;
  if (!numbers.empty()) figures.mean = sum / static_cast<double>(numbers.size());
  return figures;
}

// At most 20 of the least width among 1, 2, 5 times a power of ten; whole numbers: 1 or more.
std::vector<analyze::InsightBin> bins_of(const std::vector<double>& all) {
  const auto [least, greatest] = std::ranges::minmax(all);
  const bool whole = std::ranges::all_of(all, [](double x) { return std::floor(x) == x; });
  for (int exponent = whole || least == greatest ? 0 : -12;; ++exponent) {
    for (const int digit : {1, 2, 5}) {
      const double scale = std::pow(10.0, std::abs(exponent));
      const auto multiple = [&](double n) { return exponent >= 0 ? n * digit * scale : n * digit / scale; };
      double first = std::floor(least / multiple(1)) + 1;
      while (multiple(first) > least) --first;
      if (multiple(first + 20) <= greatest) continue;
      std::vector<analyze::InsightBin> bins;
      for (double n = first; multiple(n) <= greatest; ++n) bins.push_back({multiple(n), multiple(n + 1), 0, 0});
      return bins;
    }
  }
}

analyze::InsightNumbers numbers_of(const Members& members, std::size_t by) {
  std::vector<double> all, segment, baseline;
  for (const Member& member : members) {
    if (!member.known[by]) continue;
    all.push_back(*member.numbers[by]);
    if (member.segment) segment.push_back(all.back());
    if (member.baseline) baseline.push_back(all.back());
  }
  analyze::InsightNumbers out{figures_of(segment), figures_of(baseline), bins_of(all)};
  for (analyze::InsightBin& bin : out.bins) {
    const auto in = [&](double x) { return x >= *bin.from && x < *bin.to; };
    bin.segment = static_cast<std::uint64_t>(std::ranges::count_if(segment, in));
    bin.baseline = static_cast<std::uint64_t>(std::ranges::count_if(baseline, in));
  }
  return out;
}

InsightGroup group_of(const InsightQuestion& question, const Members& members, std::size_t by) {
  const Count all = count_if(members, [](const Member&) { return true; });
  const Count known = count_if(members, [by](const Member& one) { return one.known[by]; });
  InsightGroup group{.segment_known = known.segment, .baseline_known = known.baseline};
  const bool all_numbers =
      std::ranges::all_of(members, [by](const Member& one) { return !one.known[by] || one.numbers[by]; });
  if (known.persons() > 0 && all_numbers) group.numbers = numbers_of(members, by);
  const auto values = counted(members, by);
  if (group.numbers && values.size() > analyze::kFewInsightNumbers) return group;
  for (const auto& [name, count] : values) {
    if (count.persons() >= question.min_persons && group.values.size() < question.top) {
      group.values.push_back(value_of(name, count, question.of == analyze::InsightOf::known ? known : all));
    } else {
      group.folded.values += 1;
      group.folded.segment += count.segment;
      group.folded.baseline += count.baseline;
    }
  }
  return group;
}

// Holm (1979): the k-th smallest of m by m - k + 1, never less than the one before, at most 1.
void adjust(std::vector<InsightGroup>& groups) {
  std::vector<double*> all;
  for (InsightGroup& group : groups) {
    for (analyze::InsightValue& value : group.values)
      if (value.p) all.push_back(&*value.p);
  }
  std::ranges::sort(all, {}, [](const double* p) { return *p; });
  double before = 0;
  for (std::size_t k = 0; k < all.size(); ++k)
    *all[k] = before = std::max(before, std::min(1.0, *all[k] * static_cast<double>(all.size() - k)));
}

}  // namespace

InsightQuestion random_insight(Dice& dice, const Data& data) {
  InsightQuestion question;
  question.segment = random_filter(dice, data, model::FilterPlace::person, 2);
  if (dice.one_in(2)) question.baseline = random_filter(dice, data, model::FilterPlace::person, 1);
  question.of = dice.one_in(2) ? analyze::InsightOf::known : analyze::InsightOf::everyone;
  const std::vector<std::vector<std::string>> lists = {{"even", "few"}, {"few", "nobody", "even"}, {"nobody"}};
  const auto add = [&](InsightKind kind, const std::string& id, std::vector<std::string> values) {
    const auto is_same = [&](const InsightGrouping& one) { return one.kind == kind && one.id == id; };
    if (std::ranges::none_of(question.by, is_same)) question.by.push_back({kind, id, std::move(values)});
  };
  for (std::size_t n = 1 + dice.below(5); n > 0; --n) {
    switch (dice.below(5)) {
      case 0: add(InsightKind::tag, "size", dice.pick(lists)); break;
      case 1: add(InsightKind::layers, "scheme", dice.pick(lists)); break;
      case 2: add(InsightKind::segment, dice.pick(lists[1]), {}); break;
      default: add(InsightKind::trait, random_property(dice, true), {});
    }
  }
  question.min_persons = static_cast<std::uint64_t>(dice.between(1, 5));
  question.top = static_cast<std::uint32_t>(dice.between(1, 12));
  if (question.by.size() > 1 && dice.one_in(2)) {
    const std::size_t a = dice.below(question.by.size());
    question.cross = analyze::InsightCross{a, (a + 1 + dice.below(question.by.size() - 1)) % question.by.size()};
  }
  return question;
}

analyze::InsightAnswer answer(const Oracle& oracle, const InsightQuestion& question) {
  const Members members = members_of(oracle, question);
  const Count all = count_if(members, [](const Member&) { return true; });
  analyze::InsightAnswer answer{.segment = all.segment, .baseline = all.baseline};
  for (std::size_t by = 0; by < question.by.size(); ++by) answer.groups.push_back(group_of(question, members, by));
  adjust(answer.groups);
  if (!question.cross) return answer;
  const auto kept = [&](std::size_t by) {
    std::vector<std::string> out;
    for (const auto& [name, count] : counted(members, by))
      if (count.persons() >= question.min_persons && out.size() < analyze::kMaxInsightCross) out.push_back(name);
    return out;
  };
  const auto [a, b] = *question.cross;
  answer.cross = analyze::InsightCrossTable{kept(a), kept(b), {}, {}};
  for (const std::string& one : answer.cross->a) {
    auto& segment = answer.cross->segment.emplace_back();
    auto& baseline = answer.cross->baseline.emplace_back();
    for (const std::string& other : answer.cross->b) {
      const Count count = count_if(members, [&](const Member& m) { return has(m, a, one) && has(m, b, other); });
      segment.push_back(count.segment);
      baseline.push_back(count.baseline);
    }
  }
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const InsightQuestion& question, const analyze::InsightAnswer& answer) {
  analyze::InsightCell cell;
  const bool segment = dice.one_in(2);
  cell.of = segment ? analyze::InsightSide::segment : analyze::InsightSide::baseline;
  const auto made = [&](std::uint64_t of_segment, std::uint64_t of_baseline) {
    return Drill{json::to_string(cell), segment ? of_segment : of_baseline};
  };
  if (answer.cross && !answer.cross->a.empty() && !answer.cross->b.empty() && dice.one_in(2)) {
    const std::size_t a = dice.below(answer.cross->a.size()), b = dice.below(answer.cross->b.size());
    cell.picks = {{question.cross->a, answer.cross->a[a], {}, {}}, {question.cross->b, answer.cross->b[b], {}, {}}};
    return made(answer.cross->segment[a][b], answer.cross->baseline[a][b]);
  }
  if (dice.one_in(6)) return made(answer.segment, answer.baseline);
  const std::size_t by = dice.below(question.by.size());
  const InsightGroup& group = answer.groups[by];
  if (group.numbers && dice.one_in(2)) {
    const analyze::InsightBin& bin = dice.pick(group.numbers->bins);
    cell.picks = {{by, {}, bin.from, bin.to}};
    return made(bin.segment, bin.baseline);
  }
  if (group.values.empty() || dice.one_in(4)) {
    cell.picks = {{by, {}, {}, {}}};
    return made(group.segment_known, group.baseline_known);
  }
  const analyze::InsightValue& value = dice.pick(group.values);
  cell.picks = {{by, value.value, {}, {}}};
  return made(value.segment, value.baseline);
}

}  // namespace throng::testing
