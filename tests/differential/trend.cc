#include "differential/trend.h"

#include <algorithm>
#include <set>

#include "analyze/trend/internal/compose.h"
#include "differential/questions.h"
#include "differential/sessions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::Measure;

struct Matched {
  const model::Event* event;
  model::PersonNumber person;
  std::string label;
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
};

int days_of(Measure measure) {
  return measure == Measure::dau ? 1 : measure == Measure::wau ? 7 : measure == Measure::mau ? 30 : 0;
}

// The events between the midnight that begins the first of so many days and the end of the bucket.
TimeRange days_before(const Calendar& calendar, Instant end, int days) {
  Instant begin = calendar.midnight(calendar.date_of(end - Duration(1)));
  for (; days > 1; --days) begin = calendar.midnight(calendar.date_of(begin - Duration(1)));
  return {begin, end};
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
    if (first != session.end()) part.events.push_back({*first, person.number, "", session.front()->time});
  }
}

Part part_of(const Oracle& oracle, const analyze::TrendQuestion& question, const analyze::TrendSeriesQuestion& series,
             const analyze::Buckets& buckets) {
  Part part;
  place_buckets(oracle, series.measure, buckets, part);
  for (const Oracle::Person& person : oracle.persons()) {
    const std::size_t before = part.events.size();
    if (series.measure == Measure::sessions) {
      add_sessions(oracle, series.match, person, part);
    } else {
      for (const model::Event& event : person.events) {
        if (oracle.matches(series.match, event, person)) part.events.push_back({&event, person.number, "", event.time});
      }
    }
    for (std::size_t i = before; i < part.events.size() && question.breakdown; ++i)
      part.events[i].label = oracle.label(*question.breakdown, *part.events[i].event, person);
  }
  std::erase_if(part.events, [&](const Matched& m) {
    return std::none_of(part.looks_at.begin(), part.looks_at.end(), [&](TimeRange r) { return r.contains(m.time); });
  });
  return part;
}

template <class Wanted>
std::vector<const Matched*> select(const Part& part, Wanted wanted) {
  std::vector<const Matched*> out;
  for (const Matched& matched : part.events) {
    if (wanted(matched)) out.push_back(&matched);
  }
  return out;
}

analyze::TrendValues values_of(const Part& part, const analyze::TrendSeriesQuestion& series, const std::string& label,
                               const std::vector<std::string>& top) {
  const auto belongs = [&](const Matched& m) { return is_of_group(m.label, label, top); };
  const auto over = [&](TimeRange range) {
    return measure_of(series, select(part, [&](const Matched& m) { return belongs(m) && range.contains(m.time); }));
  };
  analyze::TrendValues out{{}, over(part.whole)};
  for (const TimeRange& bucket : part.looks_at) out.values.push_back(over(bucket));
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
                                          const std::string& label, const std::vector<std::string>& top) {
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
    for (std::size_t i = 0; i < parts[0].looks_at.size(); ++i)
      out.values.push_back(at([i](const analyze::TrendValues& row) { return row.values[i]; }));
    out.total = at([](const analyze::TrendValues& row) { return row.total; });
    rows.push_back(std::move(out));
  }
  for (analyze::TrendValues& row : rows) row.values = averaged(row.values, question.rolling);
  return rows;
}

std::vector<std::string> top_labels(const analyze::TrendQuestion& question, const Part& first) {
  std::set<std::string> labels;
  for (const Matched& matched : first.events) labels.insert(matched.label);
  std::vector<std::pair<std::string, std::optional<double>>> totals;
  for (const std::string& name : labels) {
    const auto of_label =
        select(first, [&](const Matched& m) { return m.label == name && first.whole.contains(m.time); });
    totals.emplace_back(name, measure_of(question.series[0], of_label));
  }
  return top_of(std::move(totals), question.top);
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
  question.bucket = static_cast<BucketUnit>(dice.below(5));
  question.range = random_window(dice, data);
  question.breakdown = random_breakdown(dice);
  question.top = static_cast<std::uint32_t>(dice.between(1, 12));
  const bool ever = std::holds_alternative<model::Window::Ever>(question.range.form);
  if (!ever && dice.one_in(3)) question.compare = static_cast<analyze::TrendCompare>(dice.below(3));
  if (dice.one_in(4)) question.rolling = static_cast<std::uint32_t>(dice.between(1, 9));
  const auto adds_up = [](const auto& series) {
    return series.measure == Measure::total || series.measure == Measure::sum || series.measure == Measure::sessions;
  };
  question.cumulative = dice.one_in(2) && std::all_of(question.series.begin(), question.series.end(), adds_up);
  return question;
}

analyze::TrendAnswer answer(const Oracle& oracle, const analyze::TrendQuestion& question) {
  std::optional<TimeRange> extent = oracle.extent();
  const auto frames = analyze::internal::trend_frames(question, oracle.context(), extent).value();
  std::vector<std::vector<Part>> parts;  // [frame][series]
  for (const analyze::Buckets& buckets : frames) {
    parts.emplace_back();
    for (const auto& series : question.series) parts.back().push_back(part_of(oracle, question, series, buckets));
  }
  std::vector<std::string> top = {""};
  if (question.breakdown) top = top_labels(question, parts[0][0]);
  std::vector<std::string> names = top;
  const std::string other(model::kOther);
  bool rest = false;
  for (const auto& frame : parts) {
    for (const Part& part : frame)
      rest = rest || !select(part, [&](const Matched& m) { return is_of_group(m.label, other, top); }).empty();
  }
  if (question.breakdown && rest) names.push_back(other);
  analyze::TrendAnswer out = frame_of(oracle, question, frames);
  std::vector<std::vector<std::vector<analyze::TrendValues>>> rows;  // [label][frame][row]
  for (const std::string& name : names) {
    rows.emplace_back();
    for (const auto& frame : parts) rows.back().push_back(rows_of(question, frame, name, top));
  }
  for (std::size_t row = 0; row < question.series.size() + question.formulas.size(); ++row) {
    for (std::size_t label = 0; label < names.size(); ++label) {
      analyze::TrendSeries series{{rows[label][0][row]}};
      series.formula = row >= question.series.size();
      series.index = static_cast<std::uint32_t>(series.formula ? row - question.series.size() : row);
      series.label = names[label];
      if (frames.size() > 1) {
        series.previous = rows[label][1][row];
        series.previous->values.resize(frames[0].count());
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
  if (series.formula) return {json::to_string(cell), std::nullopt};
  cell.series = series.index;
  cell.previous = series.previous.has_value() && dice.one_in(2);
  if (question.breakdown) cell.label = series.label;
  const analyze::TrendValues& values = cell.previous ? *series.previous : series;
  const std::size_t buckets = cell.previous ? answer.previous.size() : answer.buckets.size();
  std::optional<double> value = values.total;
  if (buckets > 0 && dice.one_in(2)) {
    cell.bucket = static_cast<std::uint32_t>(dice.below(buckets));
    value = *cell.bucket < values.values.size() && question.rolling == 1 ? values.values[*cell.bucket] : std::nullopt;
  }
  const Measure measure = question.series[cell.series].measure;
  const bool persons = measure == Measure::persons || days_of(measure) != 0;
  if (!persons || !value) return {json::to_string(cell), std::nullopt};
  return {json::to_string(cell), static_cast<std::uint64_t>(*value)};
}

}  // namespace throng::testing
