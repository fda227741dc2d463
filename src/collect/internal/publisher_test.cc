#include "collect/internal/publisher.h"

#include <gtest/gtest.h>

namespace throng::collect {
namespace {

TEST(Subscribers, HearEveryEventUntilTheyLeave) {
  Subscribers subscribers;
  const std::vector<model::Event> events(2);
  int heard = 0;
  auto subscription = subscribers.add([&](const model::Event&) { ++heard; });
  subscribers.tell(events);
  EXPECT_EQ(heard, 2);
  subscription.reset();
  subscribers.tell(events);
  EXPECT_EQ(heard, 2);
}

// A stream whose last reference the callback itself held must not wait for the call it is in.
TEST(Subscribers, MayLeaveWhileTheyAreTold) {
  Subscribers subscribers;
  const std::vector<model::Event> events(3);
  int heard = 0;
  std::shared_ptr<void> subscription;
  subscription = subscribers.add([&](const model::Event&) {
    ++heard;
    subscription.reset();
  });
  subscribers.tell(events);
  subscribers.tell(events);
  EXPECT_EQ(heard, 1);
}

}  // namespace
}  // namespace throng::collect
