#include "ledger/inbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"

namespace throng::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow = from_ms(1'795'000'000'000);

class InboxTest : public BothEngines {
 protected:
  void add(std::int64_t send, model::PersonNumber person, const std::string& title, Instant at = kNow) {
    const InboxMessage message{.send = send,
                               .person = person,
                               .title = title,
                               .text = "it's \"here\"",
                               .url = "https://a/?b=1",
                               .created = at,
                               .seen = {}};
    ASSERT_TRUE(add_to_inbox(*db, "shop", message));
  }
  std::vector<InboxMessage> of(std::vector<model::PersonNumber> numbers, Instant now = kNow) {
    return list_inbox(*db, "shop", numbers, now).value();
  }
  std::vector<std::string> titles(std::vector<model::PersonNumber> numbers, Instant now = kNow) {
    std::vector<std::string> all;
    for (const InboxMessage& one : of(std::move(numbers), now)) all.push_back(one.title);
    return all;
  }
  std::size_t mark(std::vector<model::PersonNumber> numbers, std::vector<std::int64_t> ids, InboxMark mark) {
    return mark_inbox(*db, "shop", {numbers, ids, mark}, kNow).value();
  }
};
RUN_ON_BOTH_ENGINES(InboxTest);

TEST_P(InboxTest, HasEachMessageOnceNewestFirst) {
  add(1, 7, "first");
  add(2, 8, "other number");
  add(1, 7, "first again");
  add(3, 9, "somebody else's");
  add(0, 7, "a test");
  add(0, 7, "another test");
  EXPECT_THAT(titles({7, 8}), ElementsAre("another test", "a test", "other number", "first"));
  EXPECT_EQ(of({9}).front().text, "it's \"here\"");
  EXPECT_EQ(of({9}).front().created, kNow);
  EXPECT_THAT(titles({}), IsEmpty());
  EXPECT_THAT(list_inbox(*db, "other", std::vector<model::PersonNumber>{7}, kNow).value(), IsEmpty());
}

TEST_P(InboxTest, MarksOnlyThePersonsOwnAndOnce) {
  add(1, 7, "a");
  add(2, 9, "b");
  const std::int64_t own = of({7}).front().id, other = of({9}).front().id;
  EXPECT_EQ(mark({7}, {own, other}, InboxMark::seen), 1U);
  EXPECT_EQ(mark({7}, {own}, InboxMark::seen), 0U) << "seen before";
  EXPECT_EQ(of({7}).front().seen, kNow);
  EXPECT_FALSE(of({9}).front().seen);
  EXPECT_EQ(mark({7}, {own}, InboxMark::dismissed), 1U);
  EXPECT_THAT(titles({7}), IsEmpty());
  add(1, 7, "a");
  EXPECT_THAT(titles({7}), IsEmpty()) << "what was dismissed does not come back";
}

TEST_P(InboxTest, ForgetsWhatIsOld) {
  add(1, 7, "old", kNow - kInboxAge - seconds(1));
  add(2, 7, "new");
  EXPECT_THAT(titles({7}), ElementsAre("new"));
  EXPECT_EQ(prune_inbox(*db, kNow).value(), 1U);
  EXPECT_EQ(prune_inbox(*db, kNow).value(), 0U);
  EXPECT_EQ(add_to_inbox(*db, "shop", {.title = std::string(kMaxInboxText + 1, 'x')}).error().field, "title");
}

}  // namespace
}  // namespace throng::ledger
