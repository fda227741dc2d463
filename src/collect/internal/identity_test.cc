#include "collect/internal/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "collect/internal/recent_ids.h"
#include "model/links.h"

namespace throng::collect {
namespace {

using model::IdKind;

// Any mix of claims, merges and undos: this module and the one that analyses use agree on who is who.
RC_GTEST_PROP(Identity, AgreesWithTheMeaningOfLinks, ()) {
  Identity identity;
  constexpr int kPeople = 8;
  for (int i = 0; i < kPeople; ++i) identity.number_of(IdKind::user, "u" + std::to_string(i), {});
  const auto somebody = [&] { return static_cast<model::PersonNumber>(*rc::gen::inRange(1, kPeople + 1)); };
  for (int step = *rc::gen::inRange(0, 30); step > 0; --step) {
    const int what = *rc::gen::inRange(0, 4);
    identity.mark();
    if (what == 0) identity.claim(somebody(), somebody(), {}, {});
    if (what == 1) static_cast<void>(identity.merge(somebody(), somebody(), {}, ""));
    if (what >= 2) static_cast<void>(identity.undo(static_cast<std::uint64_t>(*rc::gen::inRange(1, 20)), {}, ""));
    if (*rc::gen::inRange(0, 4) == 0) identity.roll_back();
  }
  auto links = identity.links(1000, 0);
  std::reverse(links.begin(), links.end());
  Identity loaded;
  for (const model::Link& link : links) loaded.restore(link);
  const auto truth = model::representatives(links);
  for (model::PersonNumber n = 1; n <= kPeople; ++n) {
    RC_ASSERT(identity.representative(n) == model::representative(truth, n));
    RC_ASSERT(loaded.representative(n) == model::representative(truth, n));
    const auto members = identity.members(identity.representative(n));
    RC_ASSERT(std::find(members.begin(), members.end(), n) != members.end());
  }
}

TEST(Identity, TakesBackWhatWasNotKept) {
  Identity identity;
  for (int i = 0; i < 3000; ++i) identity.number_of(IdKind::user, "u" + std::to_string(i), {});
  identity.mark();
  for (int i = 0; i < 5000; ++i) identity.number_of(IdKind::anonymous, "a" + std::to_string(i), {});
  EXPECT_EQ(identity.new_ids().size(), 5000U);
  identity.roll_back();
  EXPECT_EQ(identity.next_person(), 3001U);
  for (int i = 0; i < 3000; ++i) EXPECT_TRUE(identity.find(IdKind::user, "u" + std::to_string(i)));
  EXPECT_FALSE(identity.find(IdKind::anonymous, "a7"));
  EXPECT_EQ(identity.number_of(IdKind::anonymous, "a7", {}), 3001U);
}

TEST(Identity, DoesNotClaimAgainWhatWasUndone) {
  Identity identity;
  const auto web = identity.number_of(IdKind::anonymous, "web", {});
  const auto ann = identity.number_of(IdKind::user, "ann", {});
  const auto bob = identity.number_of(IdKind::user, "bob", {});
  identity.claim(web, ann, {}, {});
  identity.claim(web, bob, {}, {});
  EXPECT_EQ(identity.representative(web), ann) << "the first claim holds";
  ASSERT_TRUE(identity.undo(1, {}, ""));
  identity.claim(web, ann, {}, {});
  EXPECT_EQ(identity.representative(web), web);
  identity.claim(web, bob, {}, {});
  EXPECT_EQ(identity.representative(web), bob) << "another one may";
  EXPECT_EQ(identity.undo(2, {}, "").error().code, ErrorCode::invalid_argument) << "an undo";
  EXPECT_EQ(identity.undo(1, {}, "").error().code, ErrorCode::conflict);
  EXPECT_EQ(identity.undo(99, {}, "").error().code, ErrorCode::not_found);
}

TEST(RecentIds, RemembersForItsSpanAndTakesBack) {
  RecentIds recent(days(7));
  const auto id = [](int n) { return model::event_id_from("m" + std::to_string(n)); };
  const Instant start = from_ms(0) + days(20'000);
  for (int i = 0; i < 10'000; ++i) recent.insert(id(i), start + minutes(i));
  for (int i = 0; i < 10'000; ++i) EXPECT_TRUE(recent.contains(id(i)));
  EXPECT_FALSE(recent.contains(id(10'000)));
  for (int i = 0; i < 10'000; i += 2) recent.take_back(id(i), start + minutes(i));
  for (int i = 0; i < 10'000; ++i) EXPECT_EQ(recent.contains(id(i)), i % 2 == 1);
  EXPECT_EQ(recent.size(), 5000U);
  recent.forget(start + days(8));
  EXPECT_FALSE(recent.contains(id(1)));
  EXPECT_TRUE(recent.contains(id(1441)));
  model::EventId zero;
  EXPECT_FALSE(recent.contains(zero));
  recent.insert(zero, start + days(8));
  EXPECT_TRUE(recent.contains(zero));
}

}  // namespace
}  // namespace throng::collect
