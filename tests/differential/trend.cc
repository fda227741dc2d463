#include "differential/trend.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>

#include "analyze/trend/internal/compose.h"
#include "differential/questions.h"
#include "differential/sessions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::Measure;

using Labels = std::vector<std::string>;

struct Matched {
  const model::Event* event;
  model::PersonNumber person;
  Labels labels;
  Instant time;  // of the event, or of the session it is the first match of
};

std::optional<double> of_numbers(Measure measure, const std::vector<double>& numbers) {
  double sum = 0;
  for (const double n : numbers) sum += n;
  if (measure == Measure::sum) return sum;
  if (numbers.empty()) return std::nullopt;
  switch (measure) {
    case Measure::avg: return sum / static_cast<double>(numbers.size());
    case Measure::min: return *std::min_element(numbers.begin(), numbers.end());
    case Measure::max: return *std::max_element(numbers.begin(), numbers.end());
    case Measure::p75: return percentile(numbers, 0.75);
    case Measure::p90: return percentile(numbers, 0.9);
    case Measure::p95: return percentile(numbers, 0.95);
    case Measure::p99: return percentile(numbers, 0.99);
    default: return percentile(numbers, 0.5);
  }
}

std::optional<double> measure_of(const analyze::TrendSeriesQuestion& question,
                                 const std::vector<const Matched*>& events) {
  std::set<model::PersonNumber> persons;
  std::set<std::string> raws;
  std::vector<double> numbers;
  for (const Matched* matched : events) {
    persons.insert(matched->person);
    if (question.property.empty()) continue;
    const std::string raw = model::raw_property(*matched->event, question.property);
    if (!raw.empty()) raws.insert(raw);
    if (const auto number = model::as_number(raw)) numbers.push_back(*number);
  }
  const auto total = static_cast<double>(events.size());
  switch (question.measure) {
    case Measure::total: return total;
    case Measure::persons: return static_cast<double>(persons.size());
    case Measure::per_person:
      return persons.empty() ? std::nullopt : std::optional(total / static_cast<double>(persons.size()));
    case Measure::distinct: return static_cast<double>(raws.size());
    case Measure::sessions: return total;
    case Measure::dau:
    case Measure::wau:
    case Measure::mau: return static_cast<double>(persons.size());
    default: return of_numbers(question.measure, numbers);
  }
}

// Formulas with their meaning in C++. A missing operand, or a division by zero, gives none.
using Number = std::optional<double>;
struct KnownFormula {
  const char* text;
  std::size_t series;  // that it needs
  Number (*value)(const std::vector<Number>&);
};
const std::vector<KnownFormula>& known_formulas() {
  static const std::vector<KnownFormula> known = {
      {"A / B * 100", 2,
       [](const std::vector<Number>& v) -> Number {
         if (!v[0] || !v[1] || *v[1] == 0) return std::nullopt;
         return *v[0] / *v[1] * 100;
       }},
      {"-(a - 2.5) * 2", 1,
       [](const std::vector<Number>& v) -> Number {
         if (!v[0]) return std::nullopt;
         return -(*v[0] - 2.5) * 2;
       }},
      {"(A + B) / (A - B)", 2,
       [](const std::vector<Number>& v) -> Number {
         if (!v[0] || !v[1] || *v[0] - *v[1] == 0) return std::nullopt;
         return (*v[0] + *v[1]) / (*v[0] - *v[1]);
       }},
  };
  return known;
}

// One series over one range.
struct Part {
  std::vector<Matched> events;
  std::vector<TimeRange> looks_at;  // per bucket
  TimeRange whole;                  // what the total looks at
  std::map<Instant, int> hours;     // of the week, if these are asked for
  std::size_t width() const { return hours.empty() ? looks_at.size() : kHoursOfWeek; }
};

int days_of(Measure measure) {
  return measure == Measure::dau ? 1 : measure == Measure::wau ? 7 : measure == Measure::mau ? 30 : 0;
}

// The events between the midnight that begins the first of so many dates and the end of the bucket. A date that the
// zone left out is one of them.
TimeRange days_before(const Calendar& calendar, Instant end, int days) {
  const CivilDate last = calendar.date_of(end - Duration(1));
  const std::chrono::year_month_day first{
      std::chrono::sys_days{std::chrono::year{last.year} / std::chrono::month{last.month} /
                            std::chrono::day{last.day}} -
      std::chrono::days(days - 1)};
  return {calendar.midnight({static_cast<int>(first.year()), static_cast<unsigned>(first.month()),
                             static_cast<unsigned>(first.day())}),
          end};
}

void place_buckets(const Oracle& oracle, Measure measure, const analyze::Buckets& buckets, Part& part) {
  part.whole = buckets.range;
  const int days = days_of(measure);
  bool found = false;
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    const TimeRange bucket{std::max(buckets.bounds[i], buckets.range.begin),
                           std::min(buckets.bounds[i + 1], buckets.range.end)};
    part.looks_at.push_back(days == 0 ? bucket : days_before(oracle.context().calendar, bucket.end, days));
    if (days == 0) continue;
    const bool complete =
        bucket.begin == buckets.bounds[i] && bucket.end == buckets.bounds[i + 1] && bucket.end <= oracle.context().now;
    if (complete || !found) part.whole = part.looks_at.back();
    found = found || complete;
  }
  if (days != 0 && buckets.count() == 0) part.whole = {};
}

void add_sessions(const Oracle& oracle, const model::EventMatch& match, const Oracle::Person& person, Part& part) {
  for (const EventList& session : sessions_of(analyze::SessionRule{}, person)) {
    const auto first = std::find_if(session.begin(), session.end(),
                                    [&](const model::Event* event) { return oracle.matches(match, *event, person); });
    if (first != session.end()) part.events.push_back({*first, person.number, {}, session.front()->time});
  }
}

// The least of 1, 2, 5, 10 … (or from 0.0001 on) that needs at most 20 bins. Numbers of the tests are multiples of 1/4,
// so that no narrower one is ever needed.
std::vector<double> automatic_edges(const std::vector<double>& numbers) {
  const double least = numbers.empty() ? 0 : *std::min_element(numbers.begin(), numbers.end());
  const double greatest = numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
  for (int exponent = least == greatest ? 0 : -12;; ++exponent) {
    for (const int digit : {1, 2, 5}) {
      const double scale = std::pow(10.0, std::abs(exponent));
      const auto multiple = [&](double n) { return exponent >= 0 ? n * digit * scale : n * digit / scale; };
      double first = std::floor(least / multiple(1)) + 1;
      while (multiple(first) > least) --first;
      if (multiple(first + 20) <= greatest) continue;
      std::vector<double> edges = {multiple(first)};
      for (double n = first + 1; edges.back() <= greatest; ++n) edges.push_back(multiple(n));
      return edges;
    }
  }
}

std::string bin_of(const std::string& raw, const std::vector<double>& edges) {
  const auto number = model::as_number(raw);
  if (!number) return std::string(model::kNone);
  const auto say = [](double n) { return json::to_string(n); };
  if (*number < edges.front()) return "< " + say(edges.front());
  if (*number >= edges.back()) return ">= " + say(edges.back());
  std::size_t at = 0;
  while (*number >= edges[at + 1]) ++at;
  return "[" + say(edges[at]) + ", " + say(edges[at + 1]) + ")";
}

std::string raw_of(const analyze::PropertyRef& ref, const model::Event& event, const Oracle::Person& person) {
  if (ref.scope == analyze::Scope::event) return model::raw_property(event, ref.name);
  const auto found = person.live.traits.find(ref.name);
  return found == person.live.traits.end() ? "" : found->second;
}

// Per breakdown the numbers between its bins; none where it has no bins.
using Edges = std::vector<std::vector<double>>;
Edges edges_of(const Oracle& oracle, const analyze::TrendQuestion& question, TimeRange range) {
  Edges edges;
  for (const analyze::TrendBreakdown& by : question.breakdowns) {
    edges.push_back(by.bins.value_or(std::vector<double>()));
    if (!by.bins || !by.bins->empty()) continue;
    std::vector<double> numbers;
    for (const Oracle::Person& person : oracle.persons()) {
      for (const model::Event& event : person.events) {
        if (!range.contains(event.time) || !oracle.matches(question.series[0].match, event, person)) continue;
        if (const auto number = model::as_number(raw_of(by.property, event, person))) numbers.push_back(*number);
      }
    }
    edges.back() = automatic_edges(numbers);
  }
  return edges;
}

Labels labels_of(const Oracle& oracle, const analyze::TrendQuestion& question, const Edges& edges,
                 const model::Event& event, const Oracle::Person& person) {
  Labels labels;
  for (std::size_t i = 0; i < question.breakdowns.size(); ++i) {
    const analyze::TrendBreakdown& by = question.breakdowns[i];
    labels.push_back(by.bins ? bin_of(raw_of(by.property, event, person), edges[i])
                             : oracle.label(by.property, event, person));
  }
  return labels;
}

Part part_of(const Oracle& oracle, const analyze::TrendQuestion& question, const analyze::TrendSeriesQuestion& series,
             const analyze::Buckets& buckets, const Edges& edges) {
  Part part;
  place_buckets(oracle, series.measure, buckets, part);
  for (const Oracle::Person& person : oracle.persons()) {
    const std::size_t before = part.events.size();
    if (series.measure == Measure::sessions) {
      add_sessions(oracle, series.match, person, part);
    } else {
      for (const model::Event& event : person.events) {
        if (oracle.matches(series.match, event, person)) part.events.push_back({&event, person.number, {}, event.time});
      }
    }
    for (std::size_t i = before; i < part.events.size(); ++i)
      part.events[i].labels = labels_of(oracle, question, edges, *part.events[i].event, person);
  }
  std::erase_if(part.events, [&](const Matched& m) {
    return std::none_of(part.looks_at.begin(), part.looks_at.end(), [&](TimeRange r) { return r.contains(m.time); });
  });
  if (!question.calendar) return part;
  part.hours[Instant{}] = 0;  // that it is not empty
  for (const Matched& m : part.events) part.hours[m.time] = oracle.context().calendar.hour_of_week(m.time);
  return part;
}

const Labels kRest = {std::string(model::kOther)};

bool is_of_group(const Labels& labels, const Labels& group, const std::vector<Labels>& top) {
  return group == kRest ? std::find(top.begin(), top.end(), labels) == top.end() : labels == group;
}

template <class Wanted>
std::vector<const Matched*> select(const Part& part, Wanted wanted) {
  std::vector<const Matched*> out;
  for (const Matched& matched : part.events) {
    if (wanted(matched)) out.push_back(&matched);
  }
  return out;
}

analyze::TrendValues values_of(const Part& part, const analyze::TrendSeriesQuestion& series, const Labels& label,
                               const std::vector<Labels>& top) {
  const auto belongs = [&](const Matched& m) { return is_of_group(m.labels, label, top); };
  const auto over = [&](TimeRange range) {
    return measure_of(series, select(part, [&](const Matched& m) { return belongs(m) && range.contains(m.time); }));
  };
  analyze::TrendValues out{{}, over(part.whole)};
  for (const TimeRange& bucket : part.looks_at) {
    if (part.hours.empty()) out.values.push_back(over(bucket));
  }
  for (int hour = 0; hour < kHoursOfWeek && !part.hours.empty(); ++hour) {
    out.values.push_back(measure_of(
        series, select(part, [&](const Matched& m) { return belongs(m) && part.hours.at(m.time) == hour; })));
  }
  return out;
}

std::vector<Number> averaged(const std::vector<Number>& values, std::size_t over) {
  std::vector<Number> out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(i + 1 < over ? 0 : i + 1 - over);
    const std::vector<Number> last(begin, values.begin() + static_cast<std::ptrdiff_t>(i + 1));
    const bool all =
        last.size() == over && std::all_of(last.begin(), last.end(), [](Number n) { return n.has_value(); });
    double sum = 0;
    for (const Number n : last) sum += n.value_or(0);
    out.push_back(all ? Number(sum / static_cast<double>(over)) : std::nullopt);
  }
  return out;
}

// Per series, then per formula, the values of one label over one range.
std::vector<analyze::TrendValues> rows_of(const analyze::TrendQuestion& question, const std::vector<Part>& parts,
                                          const Labels& label, const std::vector<Labels>& top) {
  std::vector<analyze::TrendValues> rows;
  for (std::size_t s = 0; s < parts.size(); ++s) {
    rows.push_back(values_of(parts[s], question.series[s], label, top));
    for (std::size_t i = 1; question.cumulative && i < rows.back().values.size(); ++i)
      rows.back().values[i] = *rows.back().values[i] + *rows.back().values[i - 1];
  }
  for (const analyze::TrendFormula& formula : question.formulas) {
    const auto known = std::find_if(known_formulas().begin(), known_formulas().end(),
                                    [&](const KnownFormula& k) { return k.text == formula.expression; });
    const auto at = [&](auto value) {
      std::vector<Number> operands;
      for (std::size_t s = 0; s < parts.size(); ++s) operands.push_back(value(rows[s]));
      return known->value(operands);
    };
    analyze::TrendValues out;
    for (std::size_t i = 0; i < parts[0].width(); ++i)
      out.values.push_back(at([i](const analyze::TrendValues& row) { return row.values[i]; }));
    out.total = at([](const analyze::TrendValues& row) { return row.total; });
    rows.push_back(std::move(out));
  }
  for (analyze::TrendValues& row : rows) row.values = averaged(row.values, question.rolling);
  return rows;
}

std::vector<Labels> top_labels(const analyze::TrendQuestion& question, const Part& first) {
  std::set<Labels> all;
  for (const Matched& matched : first.events) all.insert(matched.labels);
  std::vector<std::pair<Number, Labels>> totals;
  for (const Labels& labels : all) {
    if (std::find(labels.begin(), labels.end(), model::kOther) != labels.end()) continue;
    totals.emplace_back(
        measure_of(question.series[0],
                   select(first, [&](const Matched& m) { return m.labels == labels && first.whole.contains(m.time); })),
        labels);
  }
  std::sort(totals.begin(), totals.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return b.first < a.first;  // no value is less than any
    return a.second < b.second;
  });
  if (totals.size() > question.top) totals.resize(question.top);
  std::vector<Labels> top;
  for (auto& [total, labels] : totals) top.push_back(std::move(labels));
  return top;
}

// Starts and completeness of the buckets come from the product: they are tested by hand.
analyze::TrendAnswer frame_of(const Oracle& oracle, const analyze::TrendQuestion& question,
                              const std::vector<analyze::Buckets>& frames) {
  analyze::TrendQuestion plain = question;
  plain.formulas.clear();
  plain.rolling = 1;
  analyze::internal::MeasuredTrend nothing;
  nothing.frames.assign(frames.size(), analyze::internal::TrendTable(question.series.size()));
  return analyze::internal::compose_trend(plain, frames, nothing, oracle.context());
}

analyze::TrendSeriesQuestion random_series(Dice& dice, const Data& data) {
  analyze::TrendSeriesQuestion series;
  series.match = random_match(dice, data, model::FilterPlace::event, 2);
  series.measure = static_cast<analyze::Measure>(dice.below(17));
  if (needs_property(series.measure)) series.property = dice.one_in(3) ? random_property(dice, false) : "price";
  return series;
}

std::optional<std::vector<double>> random_bins(Dice& dice) {
  if (!dice.one_in(3)) return std::nullopt;
  std::set<double> edges;
  for (std::size_t n = dice.one_in(2) ? 0 : 1 + dice.below(4); n > 0; --n)
    edges.insert(static_cast<double>(dice.between(-40, 200)) / 4);
  return std::vector<double>(edges.begin(), edges.end());
}

// Behind a formula that names one series stand the persons of that one.
const analyze::TrendSeries& series_behind(const analyze::TrendQuestion& question, const analyze::TrendAnswer& answer,
                                          const analyze::TrendSeries& series) {
  if (!series.formula) return series;
  const auto known = std::find_if(known_formulas().begin(), known_formulas().end(), [&](const KnownFormula& k) {
    return k.text == question.formulas[series.index].expression;
  });
  if (known->series != 1) return series;
  return *std::find_if(answer.series.begin(), answer.series.end(),
                       [&](const analyze::TrendSeries& one) { return one.index == 0 && one.labels == series.labels; });
}

}  // namespace

analyze::TrendQuestion random_trend(Dice& dice, const Data& data) {
  analyze::TrendQuestion question;
  question.series.clear();
  do {
    question.series.push_back(random_series(dice, data));
  } while (dice.one_in(3));
  if (question.series.size() > analyze::kMaxTrendSeries) question.series.resize(analyze::kMaxTrendSeries);
  for (const KnownFormula& formula : known_formulas()) {
    if (formula.series <= question.series.size() && dice.one_in(4)) question.formulas.push_back({"", formula.text});
  }
  question.bucket = static_cast<BucketUnit>(dice.below(6));
  question.range = random_window(dice, data);
  const auto* last = std::get_if<model::Window::Last>(&question.range.form);
  if (last != nullptr && last->unit == BucketUnit::quarter && question.bucket == BucketUnit::hour)
    question.bucket = BucketUnit::day;  // too many for dau, slow for all
  while (question.breakdowns.size() < analyze::kMaxTrendBreakdowns) {
    const auto property = random_breakdown(dice);
    if (!property) break;
    question.breakdowns.push_back({*property, random_bins(dice)});
  }
  question.top = static_cast<std::uint32_t>(dice.between(1, 12));
  const bool ever = std::holds_alternative<model::Window::Ever>(question.range.form);
  if (!ever && dice.one_in(3)) question.compare = static_cast<analyze::TrendCompare>(dice.below(3));
  if (dice.one_in(4)) question.rolling = static_cast<std::uint32_t>(dice.between(1, 9));
  const auto adds_up = [](const auto& series) {
    return series.measure == Measure::total || series.measure == Measure::sum || series.measure == Measure::sessions;
  };
  const auto looks_back = [](const auto& series) { return days_of(series.measure) != 0; };
  question.calendar = question.rolling == 1 && dice.one_in(5) &&
                      std::none_of(question.series.begin(), question.series.end(), looks_back);
  question.cumulative =
      !question.calendar && dice.one_in(2) && std::all_of(question.series.begin(), question.series.end(), adds_up);
  return question;
}

analyze::TrendAnswer answer(const Oracle& oracle, const analyze::TrendQuestion& question) {
  std::optional<TimeRange> extent = oracle.extent();
  const auto frames = analyze::internal::trend_frames(question, oracle.context(), extent).value();
  const Edges edges = edges_of(oracle, question, frames[0].range);
  std::vector<std::vector<Part>> parts;  // [frame][series]
  for (const analyze::Buckets& buckets : frames) {
    parts.emplace_back();
    for (const auto& series : question.series)
      parts.back().push_back(part_of(oracle, question, series, buckets, edges));
  }
  std::vector<Labels> top = {{}};
  if (!question.breakdowns.empty()) top = top_labels(question, parts[0][0]);
  std::vector<Labels> names = top;
  bool rest = false;
  for (const auto& frame : parts) {
    for (const Part& part : frame)
      rest = rest || !select(part, [&](const Matched& m) { return is_of_group(m.labels, kRest, top); }).empty();
  }
  if (rest) names.push_back(kRest);
  analyze::TrendAnswer out = frame_of(oracle, question, frames);
  std::vector<std::vector<std::vector<analyze::TrendValues>>> rows;  // [label][frame][row]
  for (const Labels& name : names) {
    rows.emplace_back();
    for (const auto& frame : parts) rows.back().push_back(rows_of(question, frame, name, top));
  }
  for (std::size_t row = 0; row < question.series.size() + question.formulas.size(); ++row) {
    for (std::size_t label = 0; label < names.size(); ++label) {
      analyze::TrendSeries series{{rows[label][0][row]}};
      series.formula = row >= question.series.size();
      series.index = static_cast<std::uint32_t>(series.formula ? row - question.series.size() : row);
      series.labels = names[label];
      if (frames.size() > 1) {
        series.previous = rows[label][1][row];
        series.previous->values.resize(parts[0][0].width());
      }
      out.series.push_back(std::move(series));
    }
  }
  return out;
}

Drill random_drill(Dice& dice, const analyze::TrendQuestion& question, const analyze::TrendAnswer& answer) {
  analyze::TrendCell cell;
  if (answer.series.empty()) return {json::to_string(cell), std::nullopt};
  const analyze::TrendSeries& series = dice.pick(answer.series);
  cell.series = series.index;
  cell.formula = series.formula;
  cell.previous = series.previous.has_value() && dice.one_in(2);
  if (!question.breakdowns.empty()) cell.labels = series.labels;
  const analyze::TrendSeries& counted = series_behind(question, answer, series);
  const analyze::TrendValues& values = cell.previous ? *counted.previous : counted;
  const std::size_t buckets = question.calendar ? kHoursOfWeek
                              : cell.previous   ? answer.previous.size()
                                                : answer.buckets.size();
  std::optional<double> value = values.total;
  if (buckets > 0 && dice.one_in(2)) {
    cell.bucket = static_cast<std::uint32_t>(dice.below(buckets));
    value = *cell.bucket < values.values.size() && question.rolling == 1 ? values.values[*cell.bucket] : std::nullopt;
  }
  const Measure measure = question.series[counted.formula ? 0 : counted.index].measure;
  const bool persons = !counted.formula && (measure == Measure::persons || days_of(measure) != 0);
  if (!persons || !value) return {json::to_string(cell), std::nullopt};
  return {json::to_string(cell), static_cast<std::uint64_t>(*value)};
}

}  // namespace throng::testing
