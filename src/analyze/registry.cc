#include "analyze/registry.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "analyze/asked.h"
#include "analyze/attribution/run_sql.h"
#include "analyze/attribution/run_timeline.h"
#include "analyze/attribution/tables.h"
#include "analyze/distinguish/run_sql.h"
#include "analyze/distinguish/run_timeline.h"
#include "analyze/distinguish/tables.h"
#include "analyze/distribution/run_sql.h"
#include "analyze/distribution/run_timeline.h"
#include "analyze/distribution/tables.h"
#include "analyze/effect/run_sql.h"
#include "analyze/effect/run_timeline.h"
#include "analyze/effect/tables.h"
#include "analyze/funnel/run_sql.h"
#include "analyze/funnel/run_timeline.h"
#include "analyze/funnel/tables.h"
#include "analyze/heatmap/run_sql.h"
#include "analyze/heatmap/run_timeline.h"
#include "analyze/heatmap/tables.h"
#include "analyze/insight/run_sql.h"
#include "analyze/insight/run_timeline.h"
#include "analyze/insight/tables.h"
#include "analyze/interval/run_sql.h"
#include "analyze/interval/run_timeline.h"
#include "analyze/interval/tables.h"
#include "analyze/lifecycle/run_sql.h"
#include "analyze/lifecycle/run_timeline.h"
#include "analyze/lifecycle/tables.h"
#include "analyze/ltv/run_sql.h"
#include "analyze/ltv/run_timeline.h"
#include "analyze/ltv/tables.h"
#include "analyze/path/run_sql.h"
#include "analyze/path/run_timeline.h"
#include "analyze/path/tables.h"
#include "analyze/retention/run_sql.h"
#include "analyze/retention/run_timeline.h"
#include "analyze/retention/tables.h"
#include "analyze/segment/run_sql.h"
#include "analyze/segment/run_timeline.h"
#include "analyze/segment/tables.h"
#include "analyze/segments/run_sql.h"
#include "analyze/segments/run_timeline.h"
#include "analyze/segments/tables.h"
#include "analyze/session/run_sql.h"
#include "analyze/session/run_timeline.h"
#include "analyze/session/tables.h"
#include "analyze/stickiness/run_sql.h"
#include "analyze/stickiness/run_timeline.h"
#include "analyze/stickiness/tables.h"
#include "analyze/trend/run_sql.h"
#include "analyze/trend/run_timeline.h"
#include "analyze/trend/tables.h"

namespace throng::analyze {
namespace {

template <class T>
Result<T> read_part(std::string_view part, json::Node node) {
  T value;
  if (auto r = json::read_value(node, value); !r) return std::unexpected(json::under(part, std::move(r).error()));
  return value;
}

template <class Question>
Result<Asked<Question>> read_question(json::Node node) {
  THRONG_TRY(Asked<Question> question, read_part<Asked<Question>>("question", node));
  if (auto r = validate(question); !r) return std::unexpected(json::under("question", std::move(r).error()));
  if (auto r = context_of(question, {}); !r) return std::unexpected(json::under("question", std::move(r).error()));
  return question;
}

// Whether the answer depends only on the events that the question names, and on traits where it names them.
template <class Question>
bool reads_what_it_names(const Question&) {
  return false;
}
template <>
bool reads_what_it_names(const TrendQuestion& question) {
  return std::none_of(question.series.begin(), question.series.end(),
                      [](const TrendSeriesQuestion& series) { return series.measure == Measure::sessions; });
}
template <>
bool reads_what_it_names(const FunnelQuestion& question) {
  return question.order != StepOrder::strict && !by_session(question);
}
template <>
bool reads_what_it_names(const RetentionQuestion&) {
  return true;
}
template <>
bool reads_what_it_names(const LifecycleQuestion&) {
  return true;
}
template <>
bool reads_what_it_names(const StickinessQuestion&) {
  return true;
}
template <>
bool reads_what_it_names(const IntervalQuestion&) {
  return true;
}
template <>
bool reads_what_it_names(const DistributionQuestion&) {
  return true;
}

template <>
bool reads_what_it_names(const LtvQuestion&) {
  return true;
}
template <>
bool reads_what_it_names(const HeatmapQuestion&) {
  return true;
}
template <>
bool reads_what_it_names(const EffectQuestion&) {
  return true;  // and what tells of messages, which read_one() adds
}

template <class Question>
Result<Read> read_one(json::Node node) {
  THRONG_TRY(const Asked<Question> question, read_question<Question>(node));
  Read read{json::to_string(question), {}};
  add_reads(read.reads, question);
  if (read.reads.members || !reads_what_it_names<Question>(question)) read.reads.events.everything = true;
  if constexpr (requires { question.costs; }) read.reads.costs = question.costs;
  if constexpr (requires { question.campaigns; }) {
    const auto messages = message_events();
    read.reads.events.names.insert(read.reads.events.names.end(), messages.begin(), messages.end());
  }
  return read;
}

template <class Question>
Result<std::string> narrowed_one(json::Node node, const Narrowing& narrowing) {
  THRONG_TRY(Asked<Question> question, read_question<Question>(node));
  question = narrowed(std::move(question), narrowing);
  if (auto r = validate(question); !r) return std::unexpected(json::under("question", std::move(r).error()));
  return json::to_string(question);
}

// The list's functions for one analysis; found by its types, so that a line of the list is all an analysis needs.
template <class Question>
Result<std::string> ask_one(json::Node node, Engine engine, const Sources& sources, const AskContext& asker) {
  THRONG_TRY(const Asked<Question> question, read_question<Question>(node));
  THRONG_TRY(const AskContext context, context_of(question, asker));
  if (engine == Engine::sql) {
    THRONG_TRY(const auto answer, run_sql(question, SqlStore{sources.warehouse, sources.project}, context));
    return json::to_string(answer);
  }
  THRONG_TRY(const auto answer, run_timeline(question, *sources.timeline, context));
  return json::to_string(answer);
}

template <class Question, class Cell>
Result<PersonList> persons_of(json::Node node, json::Node cell_node, Engine engine, const Sources& sources,
                              const AskContext& asker) {
  THRONG_TRY(const Asked<Question> question, read_question<Question>(node));
  THRONG_TRY(const AskContext context, context_of(question, asker));
  THRONG_TRY(const Cell cell, read_part<Cell>("cell", cell_node));
  if (engine == Engine::sql) return persons_sql(question, cell, SqlStore{sources.warehouse, sources.project}, context);
  return persons_timeline(question, cell, *sources.timeline, context);
}

template <class Question>
using AnswerOf = typename decltype(run_timeline(std::declval<Question>(), std::declval<timeline::Timeline&>(),
                                                std::declval<AskContext>()))::value_type;

template <class Question>
Result<Table> table_one(json::Node node, std::string_view answer) {
  THRONG_TRY(const Asked<Question> question, read_question<Question>(node));
  THRONG_TRY(const auto read, json::read<AnswerOf<Question>>(answer));
  return table_of(question, read);
}
template <class Question>
Result<Figure> figure_one(json::Node node, std::string_view answer) {
  THRONG_TRY(const Asked<Question> question, read_question<Question>(node));
  THRONG_TRY(const auto read, json::read<AnswerOf<Question>>(answer));
  return figure_of(question, read);
}

template <class Question, class Cell>
constexpr Analysis entry(std::string_view name, std::string_view summary) {
  return {name,
          summary,
          read_one<Question>,
          narrowed_one<Question>,
          ask_one<Question>,
          persons_of<Question, Cell>,
          table_one<Question>,
          figure_one<Question>};
}

constexpr std::array kAnalyses = {
    entry<TrendQuestion, TrendCell>("trend", "A measure of events per calendar bucket, broken down by a property"),
    entry<FunnelQuestion, FunnelCell>("funnel", "How many persons go from each step on to the next, and how fast"),
    entry<DistinguishQuestion, DistinguishCell>(
        "distinguish", "What those who went through a funnel did otherwise than those who did not"),
    entry<RetentionQuestion, RetentionCell>("retention",
                                            "How many persons come back n days, weeks or months after they started"),
    entry<LifecycleQuestion, LifecycleCell>("lifecycle",
                                            "Who is new, stays, comes back or falls silent, bucket by bucket"),
    entry<StickinessQuestion, StickinessCell>(
        "stickiness", "In how many days, weeks or months of a range persons are active, and DAU, WAU, MAU"),
    entry<IntervalQuestion, IntervalCell>("interval",
                                          "How long it takes from one event to the next other one of the same person"),
    entry<DistributionQuestion, DistributionCell>(
        "distribution", "Persons by how often, on how many days or hours, or by how much they did it"),
    entry<SegmentQuestion, SegmentCell>("segment", "For how many persons a filter holds, and for whom"),
    entry<SegmentsQuestion, SegmentsCell>("segments", "For how many persons each of many filters holds, in one pass"),
    entry<InsightQuestion, InsightCell>("insight",
                                        "What distinguishes a segment from a baseline, over traits, tags and layers"),
    entry<PathQuestion, PathCell>("path", "Which way persons take, node by node, from a start or towards an end"),
    entry<SessionQuestion, SessionCell>("session",
                                        "Sessions and pages: how many, how long, how deep, and how many bounce"),
    entry<HeatmapQuestion, HeatmapCell>("heatmap",
                                        "Where on a page persons click, on what, and how far down they read"),
    entry<AttributionQuestion, AttributionCell>(
        "attribution", "Which channels conversions owe themselves to, by several models, and what they cost"),
    entry<LtvQuestion, LtvCell>("ltv", "What the persons of a cohort brought by their age, and when that pays"),
    entry<EffectQuestion, EffectCell>("effect",
                                      "What became of messages, and what they changed against those who were held out"),
};

Result<void> check_sources(Engine engine, const Sources& sources) {
  if (engine == Engine::timeline && sources.timeline == nullptr) {
    return fail(ErrorCode::conflict, "this project has no timeline in memory; ask with the engine sql", "engine");
  }
  if (engine == Engine::sql && sources.warehouse == nullptr) {
    return fail(ErrorCode::conflict, "this project has no warehouse; ask with the engine timeline", "engine");
  }
  return {};
}

template <class T>
struct Ran {
  T value;
  Engine engine;
};

// `automatic` is the timeline where there is one, and SQL where its memory does not hold the question's columns.
template <class Run>
auto plan(Engine wanted, const Sources& sources, Run run) -> Result<Ran<typename decltype(run(wanted))::value_type>> {
  const bool automatic = wanted == Engine::automatic;
  const Engine first = automatic ? (sources.timeline != nullptr ? Engine::timeline : Engine::sql) : wanted;
  THRONG_CHECK(check_sources(first, sources));
  auto result = run(first);
  if (result) return Ran<typename decltype(result)::value_type>{std::move(*result), first};
  const bool out_of_memory = first == Engine::timeline && result.error().code == ErrorCode::deadline;
  if (!automatic || !out_of_memory || sources.warehouse == nullptr) return std::unexpected(std::move(result).error());
  auto second = run(Engine::sql);
  if (!second) return std::unexpected(std::move(second).error());
  return Ran<typename decltype(result)::value_type>{std::move(*second), Engine::sql};
}

Result<json::Document> parse_part(std::string_view part, const json::Raw& raw) {
  auto document = json::Document::parse(raw.text);
  if (!document) return std::unexpected(json::under(part, std::move(document).error()));
  return document;
}

// One text for everything that decides an answer beside the data. Calendar units of any zone begin at whole quarters of
// an hour, so that until the next one an answer lasts; members of segments are looked up once a minute.
std::string key_of(const AskRequest& request, const Read& read, const AskContext& context) {
  const auto now = read.reads.members
                       ? std::chrono::floor<std::chrono::minutes>(context.now)
                       : std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<900>>>(context.now);
  return fmt::format("{} {} {} {} {} {} {} {}", request.analysis, json::enum_text(request.engine), to_ms(now),
                     read.reads.members ? context.memberships->version() : 0,
                     read.reads.costs ? context.costs->version() : 0, context.calendar.zone_name(),
                     json::enum_text(context.calendar.week_start()), read.text);
}

// One question's answer in the cache. Looks at the state of the data before the question is asked and after: kept is
// only what is surely the answer of one state.
class Keeping {
 public:
  Keeping(std::string key, timeline::EventSet events, const Sources& sources)
      : key_(std::move(key)),
        events_(std::move(events)),
        sources_(sources),
        settled_(sources.timeline->is_settled()),
        changed_(sources.timeline->changed(events_)) {}

  std::optional<Answered> find() const {
    auto answer = sources_.answers->find(key_, changed_);
    if (!answer) return std::nullopt;
    return Answered{.json = std::move(answer->json),
                    .engine = answer->by_timeline ? Engine::timeline : Engine::sql,
                    .snapshot = answer->snapshot,
                    .kept = true};
  }
  void keep(const Answered& answered) {
    const bool by_timeline = answered.engine == Engine::timeline;
    if (!by_timeline && !settled_) return;  // the warehouse may have been behind
    if (sources_.timeline->changed(events_) != changed_) return;
    sources_.answers->keep(std::move(key_), changed_, {answered.json, by_timeline, answered.snapshot});
  }

 private:
  std::string key_;
  timeline::EventSet events_;
  const Sources& sources_;
  bool settled_;
  std::uint64_t changed_;
};

}  // namespace

std::span<const Analysis> analyses() { return kAnalyses; }

Result<const Analysis*> find_analysis(std::string_view name) {
  std::string names;
  for (const Analysis& analysis : kAnalyses) {
    if (analysis.name == name) return &analysis;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", analysis.name);
  }
  return fail(ErrorCode::not_found, fmt::format("there is no analysis \"{}\"; there are {}", name.substr(0, 40), names),
              "analysis");
}

Result<AskRequest> narrowed(const AskRequest& request, const Narrowing& narrowing) {
  THRONG_TRY(const Analysis* analysis, find_analysis(request.analysis));
  THRONG_TRY(const json::Document question, parse_part("question", request.question));
  THRONG_TRY(std::string text, analysis->narrowed(question.root(), narrowing));
  return AskRequest{request.analysis, json::Raw{std::move(text)}, request.engine};
}

Result<Answered> ask(const AskRequest& request, const Sources& sources, const AskContext& context) {
  const auto begin = std::chrono::steady_clock::now();
  THRONG_TRY(const Analysis* analysis, find_analysis(request.analysis));
  THRONG_TRY(const json::Document question, parse_part("question", request.question));
  std::optional<Keeping> keeping;
  if (sources.answers != nullptr && sources.timeline != nullptr) {
    THRONG_TRY(const Read read, analysis->read(question.root()));
    if (!read.reads.exact_now) keeping.emplace(key_of(request, read, context), read.reads.events, sources);
  }
  std::optional<Answered> answered = keeping ? keeping->find() : std::nullopt;
  if (!answered) {
    THRONG_TRY(auto ran, plan(request.engine, sources,
                              [&](Engine engine) { return analysis->ask(question.root(), engine, sources, context); }));
    answered = Answered{.json = std::move(ran.value), .engine = ran.engine};
    if (ran.engine == Engine::timeline) answered->snapshot = sources.timeline->stats().version;
    if (keeping) keeping->keep(*answered);
  }
  answered->milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  return *std::move(answered);
}

Result<Table> table_of(const AskRequest& request, const Answered& answered) {
  THRONG_TRY(const Analysis* analysis, find_analysis(request.analysis));
  THRONG_TRY(const json::Document question, parse_part("question", request.question));
  return analysis->table(question.root(), answered.json);
}

Result<Figure> figure_of(const AskRequest& request, const Answered& answered) {
  THRONG_TRY(const Analysis* analysis, find_analysis(request.analysis));
  THRONG_TRY(const json::Document question, parse_part("question", request.question));
  return analysis->figure(question.root(), answered.json);
}

Result<PersonList> persons(const PersonsRequest& request, const Sources& sources, const AskContext& context) {
  THRONG_TRY(const Analysis* analysis, find_analysis(request.analysis));
  THRONG_TRY(const json::Document question, parse_part("question", request.question));
  THRONG_TRY(const json::Document cell, parse_part("cell", request.cell));
  THRONG_TRY(auto ran, plan(request.engine, sources, [&](Engine engine) {
               return analysis->persons(question.root(), cell.root(), engine, sources, context);
             }));
  return std::move(ran.value);
}

}  // namespace throng::analyze
