// A way to reach people: one interface for mail, SMS, push and the rest. A channel hands a finished message over and
// says what became of it; who gets which message when, and what is tried again, is decided above it.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>

#include <boost/describe/enum.hpp>

#include "base/time.h"

namespace throng::engage {

enum class ChannelKind { email, sms, web_push, fcm, apns, in_app, webhook, wecom, dingtalk, feishu };
BOOST_DESCRIBE_ENUM(ChannelKind, email, sms, web_push, fcm, apns, in_app, webhook, wecom, dingtalk, feishu)

// One message for one person, rendered. A channel uses the members that it has a place for.
struct Outgoing {
  std::string id;               // of the send: 1 to 60 letters, digits and -, unique, the same for the same send
  std::string to;               // address, phone number, token, subscription: what the channel understands
  std::string title;            // subject of a mail, title of a push; one line
  std::string text;             // plain text
  std::string html;             // a whole document; "": none
  std::string url;              // what a push opens; "": none
  std::string unsubscribe_url;  // RFC 8058: POST unsubscribes at once; "": none, as in transactional messages
  std::string from_name;        // shown as the sender; "": the channel's own
  std::string reply_to;         // "": none
  std::int64_t send = 0;        // of the ledger; 0: a test
  std::uint32_t person = 0;     // whom it is for; 0: nobody that is known
};

// taken: handed over. Whether it is delivered the other side may say later.
// refused: never will be, for this recipient or this message.
// later: not now (the other side is down, busy, or limits us); the same message may be tried again.
// unknown: the other side had all of it when the connection broke: it may have been taken. Never tried again blindly.
enum class Handed { taken, refused, later, unknown };
BOOST_DESCRIBE_ENUM(Handed, taken, refused, later, unknown)

struct HandOver {
  Handed how = Handed::later;
  std::string detail;        // the other side's words; "" where it had none
  bool bad_address = false;  // refused because of whom it is for: do not write there again
  Duration wait{};           // later: the least time to wait, where the other side said so
};

class Channel {
 public:
  virtual ~Channel() = default;
  // Blocks until the other side answered, at most a minute. Not thread-safe: each sending thread opens its own, which
  // may keep a connection between calls. `stop` ends it within about a second, as later or unknown.
  virtual HandOver deliver(const Outgoing& message, std::stop_token stop) = 0;
};

}  // namespace throng::engage
