#include "analyze/answer_cache.h"

#include <gtest/gtest.h>

namespace throng::analyze {
namespace {

AnswerCache::Answer saying(std::string json) { return {.json = std::move(json)}; }

TEST(AnswerCache, GivesWhatWasKeptForThatStateOnly) {
  AnswerCache cache;
  EXPECT_FALSE(cache.find("q", 1));
  cache.keep("q", 1, saying("one"));
  EXPECT_EQ(cache.find("q", 1)->json, "one");
  EXPECT_FALSE(cache.find("q", 2));
  EXPECT_FALSE(cache.find("q", 1)) << "dropped when another state asked";
  EXPECT_EQ(cache.usage().hits, 1U);
  EXPECT_EQ(cache.usage().misses, 3U);
  EXPECT_EQ(cache.usage().bytes, 0U);
}

TEST(AnswerCache, KeepsOneAnswerPerKey) {
  AnswerCache cache;
  cache.keep("q", 1, saying("one"));
  cache.keep("q", 2, saying("two"));
  EXPECT_EQ(cache.usage().answers, 1U);
  EXPECT_EQ(cache.find("q", 2)->json, "two");
}

TEST(AnswerCache, DropsWhatWasAskedForLongestAgo) {
  AnswerCache cache(3 * 1200);
  const std::string long_answer(1000, 'x');
  for (const char* key : {"a", "b", "c"}) cache.keep(key, 1, saying(long_answer));
  EXPECT_TRUE(cache.find("a", 1));
  cache.keep("d", 1, saying(long_answer));
  EXPECT_TRUE(cache.find("a", 1));
  EXPECT_FALSE(cache.find("b", 1));
  EXPECT_TRUE(cache.find("d", 1));
  EXPECT_LE(cache.usage().bytes, 3U * 1200);
}

}  // namespace
}  // namespace throng::analyze
