#include "audience/lookup.h"

#include <random>

#include <gtest/gtest.h>

namespace throng::audience {
namespace {

// Persons with `values` values, at most `most` of them each; numbers up to 5,000 with gaps.
Assignment random_assignment(std::mt19937& random, std::size_t values, unsigned most) {
  Assignment out;
  for (std::size_t i = 0; i < values; ++i) out.values.push_back(std::to_string(i));
  out.persons.resize(values);
  for (model::PersonNumber person = random() % 50; person < 5'000 && values > 0; person += 1 + random() % 40)
    for (unsigned n = 0; n < most; ++n)
      if (random() % 2 == 0) out.persons[random() % values].add(person);
  return out;
}

void expect_the_sets(const Assignment& assignment) {
  const Lookup lookup(std::make_shared<const Assignment>(assignment));
  for (model::PersonNumber person = 0; person < 5'200; ++person) {
    std::vector<std::size_t> found, expected;
    lookup.each_value(person, [&](std::size_t place) { found.push_back(place); });
    for (std::size_t i = 0; i < assignment.persons.size(); ++i)
      if (assignment.persons[i].contains(person)) expected.push_back(i);
    ASSERT_EQ(found, expected) << "person " << person << " of " << assignment.values.size() << " values";
  }
}

TEST(Lookup, SaysOfEverybodyWhatTheSetsSay) {
  std::mt19937 random(7);
  for (const std::size_t values : {0U, 1U, 2U, 3U, 7U, 8U, 24U, 63U, 64U, 65U, 300U})
    for (const unsigned most : {1U, 3U}) expect_the_sets(random_assignment(random, values, most));
}

TEST(Lookup, TakesFewBitsWhereNobodyHasTwoValues) {
  Assignment one{.values = {"a", "b", "c"}, .persons = {Bitmap{}, Bitmap{}, Bitmap{}}, .numbered = {}, .numbers = {}};
  for (model::PersonNumber person = 0; person < 6'400; ++person) one.persons[person % 3].add(person);
  EXPECT_EQ(Lookup(std::make_shared<const Assignment>(one)).bytes(), 6'400U * 2 / 8);
  one.persons[0].add(1);
  EXPECT_GT(Lookup(std::make_shared<const Assignment>(one)).bytes(), 6'400U * 2 / 8) << "now each value needs a bit";
}

TEST(Lookup, KnowsNumbers) {
  Assignment numbers;
  numbers.numbered.add(3);
  numbers.numbered.add(9);
  numbers.numbers = {0.5, -2};
  const Lookup lookup(std::make_shared<const Assignment>(numbers));
  EXPECT_EQ(lookup.number_of(9), -2);
  EXPECT_EQ(lookup.number_of(3), 0.5);
  EXPECT_EQ(lookup.number_of(4), std::nullopt);
}

}  // namespace
}  // namespace throng::audience
