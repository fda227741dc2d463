#include "analyze/internal/wildcard.h"

#include <gtest/gtest.h>

namespace throng::analyze::internal {
namespace {

TEST(Wildcards, TakeAnythingForAStar) {
  EXPECT_TRUE(fits_wildcard("*", ""));
  EXPECT_TRUE(fits_wildcard("a*b*c", "a__b_bc_c"));
  EXPECT_TRUE(fits_wildcard("a?", "a?"));
  EXPECT_TRUE(fits_wildcard("*.html", "/x.html.html"));
  EXPECT_FALSE(fits_wildcard("a?", "ab"));
  EXPECT_FALSE(fits_wildcard("", "a"));
  EXPECT_FALSE(fits_wildcard("a*b", "a_b_"));
  EXPECT_FALSE(fits_wildcard("*ab", "abb"));
}

}  // namespace
}  // namespace throng::analyze::internal
