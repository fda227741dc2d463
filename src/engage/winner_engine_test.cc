// Contents that are tried on a part of the audience: the winner goes to the rest.
#include <gmock/gmock.h>

#include "engage/split.h"
#include "engage/testing.h"
#include "engage/tracking.h"
#include "engage/winner.h"

namespace throng::engage {
namespace {

class WinnerTest : public testing::PostOfficeTest {
 protected:
  static constexpr int kPersons = 40;

  std::string begin() {
    for (int i = 0; i < kPersons; ++i)
      person(fmt::format("p{}", i), fmt::format(R"({{"email":"p{}@example.com"}})", i));
    Campaign one = campaign(message("A"));
    one.variants = {{"A", one.variants[0].message, 1}, {"B", message("B"), 1}};
    one.winner = {.test_percent = 50, .after = hours(4), .by = WinnerBy::clicked};
    EXPECT_TRUE(check(one));
    return start(one);
  }
  std::vector<ledger::Send> sends(ledger::SendState state) const {
    return ledger::list_sends(*db, project, {.state = state, .limit = 1000}).value();
  }
  // Of those who were sent `variant` everybody follows the link.
  void click(const std::string& variant) {
    Tracking tracking({*db, *collector, project, clock});
    for (const ledger::Send& send : sends(ledger::SendState::sent))
      if (send.variant == variant) ASSERT_TRUE(tracking.clicked(send.id, "https://shop.example/x", {"Mozilla/5.0"}));
    ASSERT_TRUE(collector->flush());
  }
};

TEST_F(WinnerTest, GoesToThoseWhoWaitedForIt) {
  const std::string id = begin();
  work();
  const auto tried = sends(ledger::SendState::sent);
  std::size_t expected = 0;
  for (int i = 0; i < kPersons; ++i) expected += is_tried_on(id, number(fmt::format("p{}", i)), 50) ? 1 : 0;
  EXPECT_EQ(tried.size(), expected);
  EXPECT_GT(expected, 0U);
  EXPECT_LT(expected, std::size_t{kPersons});
  clock.advance(minutes(5));
  click("B");
  clock.advance(hours(3));
  work();
  EXPECT_EQ(sends(ledger::SendState::sent).size(), expected) << "not before four hours";
  clock.advance(hours(1));
  work();
  const auto all = sends(ledger::SendState::sent);
  EXPECT_EQ(all.size(), std::size_t{kPersons});
  for (const ledger::Send& send : all) {
    const bool was_tried = is_tried_on(id, send.person, 50);
    if (!was_tried) EXPECT_EQ(send.variant, "B") << send.person;
  }
  EXPECT_EQ(ledger::list_send_runs(*db, project, id).value().front().winner, "B");
}

TEST_F(WinnerTest, IsChosenOnceWhateverHappensLater) {
  const std::string id = begin();
  work();
  const std::int64_t run = ledger::list_send_runs(*db, project, id).value().front().id;
  EXPECT_EQ(ledger::choose_winner(*db, run, "A").value(), "A");
  clock.advance(minutes(5));
  click("B");
  clock.advance(hours(4));
  office.reset();
  work();
  for (const ledger::Send& send : sends(ledger::SendState::sent))
    if (!is_tried_on(id, send.person, 50)) EXPECT_EQ(send.variant, "A");
}

}  // namespace
}  // namespace throng::engage
