// Random questions about random projects: the timeline, SQL and the plain oracle must give the same answers, and the
// persons behind every number must be the same and as many as it says.
//
// THRONG_SEED replays a run, THRONG_QUESTIONS sets its length over all analyses, THRONG_ANALYSIS=funnel asks only of
// that one.
#include <cstdlib>
#include <iostream>

#include <gtest/gtest.h>

#include "differential/attribution.h"
#include "differential/compare.h"
#include "differential/distinguish.h"
#include "differential/distribution.h"
#include "differential/effect.h"
#include "differential/funnel.h"
#include "differential/heatmap.h"
#include "differential/insight.h"
#include "differential/interval.h"
#include "differential/lifecycle.h"
#include "differential/ltv.h"
#include "differential/path.h"
#include "differential/project.h"
#include "differential/retention.h"
#include "differential/segment.h"
#include "differential/segments.h"
#include "differential/session.h"
#include "differential/stickiness.h"
#include "differential/trend.h"

namespace throng::testing {
namespace {

using analyze::Engine;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

constexpr std::size_t kQuestionsPerProject = 50;

// Milliseconds, for the report at the end.
struct Spent {
  double timeline = 0;
  double sql = 0;
};

class Asker {
 public:
  Asker(Dice& dice, const Project& project, Spent& spent)
      : dice_(dice), project_(project), spent_(spent), oracle_(project.data, project.context) {}

  // `random` makes the question; everything else follows from its type.
  template <auto random>
  void ask_one(const std::string& analysis) {
    check(analysis, random(dice_, project_.data));
  }

 private:
  template <class Question>
  void check(const std::string& analysis, const Question& question) {
    using Answer = decltype(answer(oracle_, question));
    analyze::PersonsRequest request;
    request.analysis = analysis;
    request.question = {json::to_string(question)};
    SCOPED_TRACE(analysis + " " + request.question.text);
    std::string by_sql;
    std::string by_timeline;
    ask(request, Engine::sql, by_sql);
    ask(request, Engine::timeline, by_timeline);
    if (::testing::Test::HasFailure()) return;
    EXPECT_EQ(difference(by_timeline, by_sql), "") << "timeline against SQL";
    EXPECT_EQ(difference(json::to_string(answer(oracle_, question)), by_sql), "") << "oracle against SQL";
    if (dice_.one_in(2)) return;
    const std::optional<Drill> drill = random_drill(dice_, question, json::read<Answer>(by_sql).value());
    if (drill && !::testing::Test::HasFailure()) check_persons(request, *drill);
  }

  void ask(analyze::PersonsRequest request, Engine engine, std::string& out) {
    request.engine = engine;
    auto answered = analyze::ask(request, project_.sources, project_.context);
    ASSERT_TRUE(answered) << json::enum_text(engine) << ": " << describe(answered.error());
    out = std::move(answered->json);
    (engine == Engine::sql ? spent_.sql : spent_.timeline) += answered->milliseconds;
  }

  void check_persons(analyze::PersonsRequest request, const Drill& drill) {
    SCOPED_TRACE("persons of " + drill.cell);
    request.cell = {drill.cell};
    request.engine = Engine::sql;
    const auto by_sql = analyze::persons(request, project_.sources, project_.context);
    request.engine = Engine::timeline;
    const auto by_timeline = analyze::persons(request, project_.sources, project_.context);
    ASSERT_TRUE(by_sql) << describe(by_sql.error());
    ASSERT_TRUE(by_timeline) << describe(by_timeline.error());
    EXPECT_EQ(*by_timeline, *by_sql) << "timeline against SQL";
    if (drill.number) EXPECT_EQ(by_sql->size(), *drill.number) << "persons against number";
  }

  Dice& dice_;
  const Project& project_;
  Spent& spent_;
  Oracle oracle_;
};

struct Asked {
  std::string name;
  void (Asker::*ask)(const std::string& analysis);
};
void PrintTo(const Asked& asked, std::ostream* out) { *out << asked.name; }
// clang-format off
const std::vector<Asked> kAnalyses = {
    {"attribution", &Asker::ask_one<random_attribution>},
    {"distinguish", &Asker::ask_one<random_distinguish>},
    {"distribution", &Asker::ask_one<random_distribution>},
    {"effect", &Asker::ask_one<random_effect>},
    {"funnel", &Asker::ask_one<random_funnel>},
    {"heatmap", &Asker::ask_one<random_heatmap>},
    {"insight", &Asker::ask_one<random_insight>},
    {"interval", &Asker::ask_one<random_interval>},
    {"lifecycle", &Asker::ask_one<random_lifecycle>},
    {"ltv", &Asker::ask_one<random_ltv>},
    {"path", &Asker::ask_one<random_path>},
    {"retention", &Asker::ask_one<random_retention>},
    {"segment", &Asker::ask_one<random_segment>},
    {"segments", &Asker::ask_one<random_segments>},
    {"session", &Asker::ask_one<random_session>},
    {"stickiness", &Asker::ask_one<random_stickiness>},
    {"trend", &Asker::ask_one<random_trend>},
};
// clang-format on

std::vector<Asked> wanted() {
  const char* only = std::getenv("THRONG_ANALYSIS");
  std::vector<Asked> out;
  for (const Asked& analysis : kAnalyses) {
    if (only == nullptr || analysis.name == only) out.push_back(analysis);
  }
  return out;
}

class Differential : public ::testing::TestWithParam<Asked> {};

TEST_P(Differential, EnginesAgreeOnRandomQuestions) {
  const std::uint64_t seed = number_from("THRONG_SEED", std::random_device{}());
  const std::uint64_t questions = number_from("THRONG_QUESTIONS", 1000) / wanted().size() + 1;
  std::cout << GetParam().name << ": THRONG_SEED=" << seed << ", " << questions << " questions" << std::endl;
  Dice dice(seed);
  Spent spent;
  for (std::uint64_t asked = 0; asked < questions && !HasFailure();) {
    const Project project(dice);
    Asker asker(dice, project, spent);
    for (std::size_t i = 0; i < kQuestionsPerProject && asked < questions && !HasFailure(); ++i, ++asked)
      (asker.*GetParam().ask)(GetParam().name);
  }
  std::cout << "answers took " << static_cast<int>(spent.timeline) << " ms in memory, " << static_cast<int>(spent.sql)
            << " ms in SQL" << std::endl;
}

INSTANTIATE_TEST_SUITE_P(Of, Differential, ::testing::ValuesIn(wanted()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace throng::testing
