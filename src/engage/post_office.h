// Sends what campaigns say: opens a run when one is due, queues its audience, judges, composes and hands over, and
// writes down as events what became of it. Walks with persons through journeys. One per server.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "audience/audience.h"
#include "base/clock.h"
#include "base/log.h"
#include "collect/collector.h"
#include "engage/channel.h"
#include "engage/inbox.h"
#include "engage/response_channels.h"

namespace throng::engage {

// What sending works with; everything must outlive the office.
struct PostOfficePlace {
  audience::Audience& audience;
  collect::Collector& collector;
  const Clock& clock;
  const Log& log;
  Calendar calendar = Calendar::utc();      // the project's
  std::function<std::string()> public_url;  // where the links in messages lead; without a slash at its end
  std::shared_ptr<ResponseHabits> responses = std::make_shared<ResponseHabits>();
};

// A way that is set up.
struct ChannelLine {
  std::function<std::unique_ptr<Channel>()> open;
  unsigned connections = 8;
};

struct PostOfficeOptions {
  std::map<ChannelKind, ChannelLine> channels;
  std::string in_app_secret;          // engage/inbox.h; "": in-app messages are not set up
  std::string web_push_key;           // what browsers subscribe with, base64url; "": web push is not set up
  Duration first_pause = seconds(1);  // engage/sender.h
  bool by_itself = true;              // false: only in work(), for tests
};

class PostOffice {
 public:
  // Takes up what a process that is gone left: claimed messages wait again, those it was handing over are unknown.
  static Result<std::unique_ptr<PostOffice>> open(PostOfficePlace place, PostOfficeOptions options);
  ~PostOffice();

  std::vector<ChannelKind> channels() const;  // that are set up, in their order
  // Errors: conflict (this one is not: the message says what to write where).
  Result<void> check_open(ChannelKind kind) const;
  const std::string& web_push_key() const;
  Inbox& inbox();
  std::string public_url() const;
  const PostOfficePlace& place() const;
  // Looks now rather than within a second.
  void nudge();
  // Hands a message over at once, outside of all campaigns: a test. Errors: those of check_open().
  Result<HandOver> send_test(ChannelKind kind, const Outgoing& message, std::stop_token stop);

  // Does all that is due at this moment, and tells it: for tests, with by_itself = false.
  Result<void> work(std::stop_token stop = {});

 private:
  struct Impl;
  explicit PostOffice(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace throng::engage
