// Questions asked together, and answers kept from before: never another answer than that of the question asked alone
// and anew.
#include <cstdlib>
#include <iostream>
#include <random>

#include <gtest/gtest.h>

#include "analyze/registry.h"
#include "differential/compare.h"
#include "differential/distinguish.h"
#include "differential/distribution.h"
#include "differential/effect.h"
#include "differential/funnel.h"
#include "differential/heatmap.h"
#include "differential/insight.h"
#include "differential/interval.h"
#include "differential/lifecycle.h"
#include "differential/path.h"
#include "differential/questions.h"
#include "differential/retention.h"
#include "differential/segment.h"
#include "differential/segments.h"
#include "differential/session.h"
#include "differential/stickiness.h"
#include "differential/trend.h"

namespace throng::testing {
namespace {

using analyze::AskRequest;

template <auto random>
AskRequest request(std::string_view analysis, Dice& dice, const Data& data) {
  return {std::string(analysis), {json::to_string(random(dice, data))}, analyze::Engine::automatic};
}

struct Asked {
  std::string_view name;
  AskRequest (*random)(std::string_view analysis, Dice& dice, const Data& data);
};
// clang-format off
const std::vector<Asked> kAnalyses = {
    {"distinguish", request<random_distinguish>},
    {"distribution", request<random_distribution>},
    {"effect", request<random_effect>},
    {"funnel", request<random_funnel>},
    {"heatmap", request<random_heatmap>},
    {"insight", request<random_insight>},
    {"interval", request<random_interval>},
    {"lifecycle", request<random_lifecycle>},
    {"path", request<random_path>},
    {"retention", request<random_retention>},
    {"segment", request<random_segment>},
    {"segments", request<random_segments>},
    {"session", request<random_session>},
    {"stickiness", request<random_stickiness>},
    {"trend", request<random_trend>},
};
// clang-format on

// A project in memory alone.
class Crowd {
 public:
  explicit Crowd(Dice& dice) : dice_(dice), data_(make_data(dice)), memberships_(data_) {
    timeline::TimelineOptions options;
    options.slices = 1 + dice.below(8);
    timeline_ = timeline::Timeline::empty(options);
    timeline_->append(data_.events, data_.links);
    timeline_->publish();
    context_ = {.calendar = data_.calendar, .now = data_.now, .memberships = &memberships_};
  }

  AskRequest random_question() {
    const Asked& asked = dice_.pick(kAnalyses);
    return asked.random(asked.name, dice_, data_);
  }
  // Of a person who has others; every second one about the person.
  void one_more_event() {
    const bool identify = dice_.one_in(2);
    model::Event event;
    do event = random_event(dice_, data_, dice_.pick(data_.events).person);
    while (identify != (event.name == "$identify"));
    event.number = data_.events.size() + ++added_;
    timeline_->append({&event, 1}, {});
    timeline_->publish();
  }
  std::string fresh(const AskRequest& request) { return text(analyze::ask(request, sources(nullptr), context_)); }
  std::string kept(const AskRequest& request) { return text(analyze::ask(request, sources(&answers_), context_)); }
  std::vector<std::string> together(const std::vector<AskRequest>& requests) {
    std::vector<std::string> texts;
    for (auto& answer : analyze::ask_many(requests, sources(nullptr), context_)) texts.push_back(text(answer));
    return texts;
  }
  analyze::AnswerCache::Usage usage() const { return answers_.usage(); }

 private:
  analyze::Sources sources(analyze::AnswerCache* answers) { return {timeline_.get(), nullptr, "crowd", answers}; }
  static std::string text(const Result<analyze::Answered>& answered) {
    return answered ? answered->json : json::to_string(describe(answered.error()));
  }

  Dice& dice_;
  Data data_;
  TestMemberships memberships_;
  std::unique_ptr<timeline::Timeline> timeline_;
  analyze::AskContext context_;
  analyze::AnswerCache answers_;
  model::EventNumber added_ = 0;
};

std::uint64_t fresh_seed() {
  const char* given = std::getenv("THRONG_SEED");
  const std::uint64_t seed = given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
  std::cout << "THRONG_SEED=" << seed << std::endl;
  return seed;
}

TEST(KeptAnswers, AreThoseOfTheDataAsItIsNow) {
  Dice dice(fresh_seed());
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
  for (int project = 0; project < 60 && !HasFailure(); ++project) {
    Crowd crowd(dice);
    std::vector<AskRequest> questions;
    for (int i = 0; i < 12; ++i) questions.push_back(crowd.random_question());
    for (int step = 0; step < 200 && !HasFailure(); ++step) {
      if (dice.one_in(3)) {
        crowd.one_more_event();
        continue;
      }
      const AskRequest& question = dice.pick(questions);
      EXPECT_EQ(difference(crowd.kept(question), crowd.fresh(question)), "")
          << question.analysis << " " << question.question.text;
    }
    hits += crowd.usage().hits;
    misses += crowd.usage().misses;
  }
  EXPECT_GT(hits, 500U) << "of " << hits + misses << ": nothing is kept";
  EXPECT_GT(misses, 500U) << "nothing is dropped";
}

TEST(Together, QuestionsHaveTheAnswersTheyHaveAlone) {
  Dice dice(fresh_seed());
  for (int project = 0; project < 20 && !HasFailure(); ++project) {
    Crowd crowd(dice);
    std::vector<AskRequest> questions;
    for (std::size_t i = dice.below(30); i > 0; --i) questions.push_back(crowd.random_question());
    if (dice.one_in(3)) questions.push_back({"trend", {"{\"series\":[]}"}});
    const std::vector<std::string> answers = crowd.together(questions);
    ASSERT_EQ(answers.size(), questions.size());
    for (std::size_t i = 0; i < questions.size(); ++i) {
      EXPECT_EQ(difference(answers[i], crowd.fresh(questions[i])), "")
          << questions[i].analysis << " " << questions[i].question.text;
    }
  }
}

}  // namespace
}  // namespace throng::testing
