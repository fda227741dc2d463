// Random rule tags of random projects: in one pass over the timelines, in SQL, and person by person from the
// definition, everybody has the same value.
#include <cstdlib>
#include <iostream>
#include <random>

#include <gtest/gtest.h>

#include "audience/tag.h"
#include "differential/oracle.h"
#include "differential/project.h"
#include "model/filter_eval.h"

namespace throng::testing {
namespace {

using audience::Assignment;
using audience::Tag;

Tag random_tag(Dice& dice, const Data& data) {
  Tag tag;
  for (std::size_t i = 0, count = 1 + dice.below(5); i < count; ++i)
    tag.rules.push_back({"value " + std::to_string(i), random_filter(dice, data, model::FilterPlace::person, 3)});
  EXPECT_TRUE(check(tag)) << json::to_string(tag);
  return tag;
}

std::vector<std::string> lines_of(const Assignment& assignment) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < assignment.values.size(); ++i) {
    std::string line = assignment.values[i] + ":";
    for (const auto person : assignment.persons[i].numbers()) line += ' ' + std::to_string(person);
    lines.push_back(std::move(line));
  }
  return lines;
}

// For each person the first rule that holds, and no pass over anything.
std::vector<std::string> lines_by_definition(const Oracle& oracle, const Tag& tag) {
  std::vector<std::vector<std::uint32_t>> persons(tag.rules.size());
  for (const Oracle::Person& person : oracle.persons()) {
    for (std::size_t i = 0; i < tag.rules.size(); ++i) {
      if (!model::holds(tag.rules[i].filter, person.live, nullptr, oracle.moment())) continue;
      persons[i].push_back(person.number);
      break;
    }
  }
  Assignment out;
  for (std::size_t i = 0; i < tag.rules.size(); ++i) {
    out.values.push_back(tag.rules[i].value);
    out.persons.push_back(Bitmap::of(persons[i]));
  }
  return lines_of(out);
}

std::vector<Result<Assignment>> carried_out(const std::vector<Tag>& tags, const Project& project, bool in_sql) {
  std::vector<audience::Plan> plans;
  for (const Tag& tag : tags) plans.push_back(*audience::definition_of(ledger::Saved{}, tag).plan);
  analyze::Sources sources = project.sources;
  if (in_sql) sources.timeline = nullptr;
  auto done = audience::carry_out(plans, sources, project.context);
  EXPECT_TRUE(done) << describe(done.error());
  return std::move(*done);
}

TEST(Tags, AreTheSameInMemoryInSqlAndByDefinition) {
  const char* given = std::getenv("THRONG_SEED");
  const std::uint64_t seed = given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
  std::cout << "THRONG_SEED=" << seed << std::endl;
  const char* wanted = std::getenv("THRONG_TAGS");
  const std::size_t projects = wanted == nullptr ? 6 : std::strtoull(wanted, nullptr, 10) / 10 + 1;
  Dice dice(seed);
  for (std::size_t round = 0; round < projects && !::testing::Test::HasFailure(); ++round) {
    const Project project(dice);
    const Oracle oracle(project.data, project.context);
    std::vector<Tag> tags;
    for (int i = 0; i < 10; ++i) tags.push_back(random_tag(dice, project.data));
    const auto in_memory = carried_out(tags, project, false);
    const auto in_sql = carried_out(tags, project, true);
    for (std::size_t i = 0; i < tags.size(); ++i) {
      SCOPED_TRACE(json::to_string(tags[i]));
      ASSERT_TRUE(in_memory[i]) << describe(in_memory[i].error());
      ASSERT_TRUE(in_sql[i]) << describe(in_sql[i].error());
      const auto expected = lines_by_definition(oracle, tags[i]);
      ASSERT_EQ(lines_of(*in_memory[i]), expected) << "timeline against definition";
      ASSERT_EQ(lines_of(*in_sql[i]), expected) << "SQL against definition";
    }
  }
}

}  // namespace
}  // namespace throng::testing
