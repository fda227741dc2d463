// From request to stored event, one claim a line. The warehouse is a fake, the timeline is in memory.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "collect/collector.h"
#include "collect/testing.h"

namespace throng::collect {
namespace {

using ::testing::ElementsAre;
using testing::FakeWarehouse;
using testing::FragileFiles;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::quiet_options;
using testing::send;
using testing::TemporaryFolder;

constexpr Instant kNow = from_ms(1'790'000'000'000);  // 2026-09-21T14:13:20Z

class Door : public ::testing::Test {
 protected:
  Door() { open(); }
  void open() {
    collector_.reset();
    auto options = quiet_options("shop", folder_.path());
    options.files = files_;
    options.max_pending_events = 100;
    options.uap_regexes = uap_regexes_;
    auto opened = Collector::open(options, warehouse_, *timeline_, clock_);
    ASSERT_TRUE(opened) << describe(opened.error());
    collector_ = std::move(*opened);
    subscription_ = collector_->subscribe([this](const model::Event& e) { events_.push_back(e); });
  }
  ~Door() override {
    subscription_.reset();
    collector_.reset();
  }

  // The one event that this message becomes; its name is "refused" with the problem in props when it is none.
  model::Event event(const std::string& message) {
    const std::size_t before = settled();
    const auto receipt = send(*collector_, message);
    EXPECT_TRUE(receipt) << describe(receipt.error());
    model::Event refused;
    refused.name = "refused";
    if (receipt && receipt->quarantined > 0) refused.props = receipt->problems.front();
    return settled() == before ? refused : events_.back();
  }
  // Waits until everything accepted was shown; how many there were.
  std::size_t settled() {
    EXPECT_TRUE(collector_->flush());
    return events_.size();
  }
  std::string props(const std::string& properties) {
    return event(R"({"type":"track","userId":"ann","event":"A","properties":)" + properties + "}").props;
  }
  std::string problem(const std::string& message) {
    const model::Event e = event(message);
    return e.name == "refused" ? e.props : "accepted";
  }

  const TemporaryFolder folder_;
  FakeWarehouse warehouse_;
  std::shared_ptr<FragileFiles> files_ = std::make_shared<FragileFiles>();
  std::unique_ptr<timeline::Timeline> timeline_ = timeline::Timeline::empty();
  ManualClock clock_{kNow};
  std::string uap_regexes_;
  std::vector<model::Event> events_;
  Collector::Subscription subscription_;
  std::unique_ptr<Collector> collector_;
};

// ---- properties ----------------------------------------------------------------------------------------------

TEST_F(Door, WritesPropertiesInOneCanonicalWay) {
  EXPECT_EQ(props(R"({"a":1.0,"b":1e3,"c":0.10,"d":-0.0,"e":12345678901234567890,"f":true})"),
            R"({"a":1,"b":1000,"c":0.1,"d":0,"e":12345678901234567890,"f":true})");
  EXPECT_EQ(props(R"({"a":"\u00e9\/\n\"","b":""})"), "{\"a\":\"é/\\n\\\"\",\"b\":\"\"}");
  EXPECT_EQ(props(R"({"address":{"city":"Paris","geo":{"lat":1.5}}})"),
            R"({"address.city":"Paris","address.geo.lat":1.5})");
  EXPECT_EQ(props(R"({"tags":["a",1,null,true],"none":[]})"), R"({"tags":["a",1,true],"none":[]})");
  EXPECT_EQ(props(R"({"items":[{"sku":"x","price":1},{"sku":"y"}]})"), R"({"items.sku":["x","y"],"items.price":[1]})");
  EXPECT_EQ(props(R"({"nested":[[1,2],[3]],"empty":{}})"), R"({"nested":[1,2,3]})");
  EXPECT_EQ(props("[]"), "{}");
  EXPECT_EQ(props("null"), "{}");
}

TEST_F(Door, LetsTheLastOfDuplicateKeysWin) {
  EXPECT_EQ(props(R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
  EXPECT_EQ(props(R"({"a":[1],"a":[2]})"), R"({"a":[2]})");
  EXPECT_EQ(props(R"({"a":[1],"a":2})"), R"({"a":2})");
  EXPECT_EQ(props(R"({"a":1,"a":null,"b":1})"), R"({"b":1})");
  EXPECT_EQ(props(R"({"a":{"b":1},"a.b":2})"), R"({"a.b":2})");
}

TEST_F(Door, KeepsNullsInTraitsOnly) {
  EXPECT_EQ(props(R"({"plan":null,"n":1})"), R"({"n":1})");
  EXPECT_EQ(event(R"({"type":"identify","userId":"ann","traits":{"plan":null,"age":3}})").props,
            R"({"plan":null,"age":3})");
  EXPECT_EQ(event(R"({"type":"identify","userId":"ann","context":{"traits":{"plan":"pro"}}})").props,
            R"({"plan":"pro"})");
}

TEST_F(Door, RefusesPropertiesBeyondTheLimits) {
  std::string many;
  for (int i = 0; i < 256; ++i) many += fmt::format("{}\"k{}\":{}", i > 0 ? "," : "", i, i);
  EXPECT_THAT(problem(R"({"type":"track","userId":"a","event":"A","properties":{)" + many + "}}"),
              HasSubstr("too_many_properties"));
  const std::string track = R"({"type":"track","userId":"a","event":"A","properties":)";
  EXPECT_THAT(problem(track + R"({"a":{"b":{"c":{"d":{"e":1}}}}}})"), HasSubstr("accepted"));
  EXPECT_THAT(problem(track + R"({"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}})"),
              HasSubstr("too_deep: properties.a.b.c.d.e"));
  EXPECT_THAT(problem(track + R"({"a":"x\u0000y"}})"), HasSubstr("bad_text: properties.a"));
  EXPECT_THAT(problem(track + R"({"a":")" + std::string(33'000, 'x') + "\"}}"), HasSubstr("event_too_large"));
  EXPECT_THAT(problem(track + R"(5})"), HasSubstr("bad_field: properties"));
  EXPECT_THAT(problem(track + R"({")" + std::string(201, 'k') + "\":1}}"), HasSubstr("name_too_long"));
}

// ---- messages ------------------------------------------------------------------------------------------------

TEST_F(Door, NamesTheKindsOfMessages) {
  const auto name = [&](const std::string& rest) { return event(R"({"userId":"ann",)" + rest + "}").name; };
  EXPECT_EQ(name(R"("type":"track","event":" Order Completed ")"), "Order Completed");
  EXPECT_EQ(name(R"("type":"page","name":"Home")"), "$pageview");
  EXPECT_EQ(name(R"("type":"screen")"), "$screen");
  EXPECT_EQ(name(R"("type":"identify")"), "$identify");
  EXPECT_EQ(event(R"({"type":"group","userId":"ann","groupId":"g1","traits":{"plan":"pro"}})").props,
            R"({"groupId":"g1","group.plan":"pro"})");
  EXPECT_EQ(event(R"({"type":"page","userId":"a","name":"Home","category":"Docs","properties":{"x":1}})").props,
            R"({"name":"Home","category":"Docs","x":1})");
}

TEST_F(Door, SaysWhatIsWrongWithAMessage) {
  EXPECT_THAT(problem("7"), HasSubstr("not_json"));
  EXPECT_THAT(problem(R"({"userId":"a","event":"A"})"), HasSubstr("unknown_type: type"));
  EXPECT_THAT(problem(R"({"type":"track","userId":"a"})"), HasSubstr("missing_name: event"));
  EXPECT_THAT(problem(R"({"type":"track","userId":"a","event":7})"), HasSubstr("bad_field: event"));
  EXPECT_THAT(problem(R"({"type":"track","userId":{},"event":"A"})"), HasSubstr("bad_field: userId"));
  EXPECT_THAT(problem(R"({"type":"track","event":"A"})"), HasSubstr("missing_id"));
  EXPECT_THAT(problem(R"({"type":"track","event":"A","userId":null,"anonymousId":" NULL "})"), HasSubstr("missing_id"));
  EXPECT_THAT(problem(R"({"type":"alias","userId":"a"})"), HasSubstr("missing_id: previousId"));
  const std::string long_name(201, 'n');
  EXPECT_THAT(problem(R"({"type":"track","userId":"a","event":")" + long_name + "\"}"), HasSubstr("name_too_long"));
  std::string hundred;
  for (int i = 0; i < 200; ++i) hundred += "é";
  EXPECT_EQ(problem(R"({"type":"track","userId":"a","event":")" + hundred + "\"}"), "accepted")
      << "200 characters, not bytes";
}

TEST_F(Door, IgnoresIdsThatAreNone) {
  for (const char* id :
       {"", "null", "0", "undefined", "Anonymous", "guest", "[object Object]", " none ", "NaN", "-1"}) {
    const auto e = event(fmt::format(R"({{"type":"track","event":"A","userId":"{}","anonymousId":"web1"}})", id));
    EXPECT_EQ(e.user_id, "") << id;
    EXPECT_EQ(e.anonymous_id, "web1") << id;
  }
  EXPECT_EQ(event(R"({"type":"track","event":"A","userId":42})").user_id, "42");
}

TEST_F(Door, DoesNotSpoilNeighboursWithABadMessage) {
  const std::string good = R"({"type":"track","userId":"a","event":"A","messageId":")";
  const auto receipt = send(*collector_, good + "x1\"},{\"n\":NaN},{\"n\":\"\xff\"}," + good + "x2\"}");
  ASSERT_TRUE(receipt) << describe(receipt.error());
  EXPECT_EQ(receipt->accepted, 2U);
  EXPECT_THAT(receipt->problems, ElementsAre(HasSubstr("not_json"), HasSubstr("bad_text")));
}

TEST_F(Door, RepairsHalfAnEmoji) {
  EXPECT_EQ(props(R"({"a":"x\ud83d","b":"\ud83d\ude00"})"), "{\"a\":\"x\uFFFD\",\"b\":\"\U0001F600\"}");
}

// ---- time ----------------------------------------------------------------------------------------------------

TEST_F(Door, CorrectsTheClientsClock) {
  int n = 0;
  const auto at = [&](const std::string& times) {
    const std::string name = std::to_string(++n);
    return format_instant(event(R"({"type":"track","userId":"a","event":"A)" + name + "\"," + times + "}").time);
  };
  EXPECT_EQ(at(R"("x":1)"), "2026-09-21T14:13:20.000Z") << "the receipt";
  EXPECT_EQ(at(R"("timestamp":"2026-09-21T10:00:00Z")"), "2026-09-21T10:00:00.000Z");
  EXPECT_EQ(at(R"("timestamp":"2026-09-21T10:00:00Z","sentAt":"2026-09-21T10:00:05Z")"), "2026-09-21T14:13:15.000Z");
  EXPECT_EQ(at(R"("originalTimestamp":"2026-09-21T10:00:00+02:00")"), "2026-09-21T08:00:00.000Z");
  EXPECT_EQ(at(R"("timestamp":1790000000000,"y":2)"), "2026-09-21T14:13:20.000Z");
  EXPECT_EQ(at(R"("timestamp":1790000000.5)"), "2026-09-21T14:13:20.500Z");
  EXPECT_EQ(at(R"("timestamp":"2026-09-21T10:00:00Z","sentAt":"soon")"), "2026-09-21T10:00:00.000Z");
}

TEST_F(Door, RefusesTimesThatCannotBe) {
  const auto with = [&](const std::string& time) {
    return problem(R"({"type":"track","userId":"a","event":"A","timestamp":)" + time + "}");
  };
  EXPECT_THAT(with(R"("yesterday")"), HasSubstr("bad_time: timestamp"));
  EXPECT_THAT(with(R"("1969-12-31T23:59:59Z")"), HasSubstr("before 1970"));
  EXPECT_THAT(with(R"("2026-09-22T14:13:21Z")"), HasSubstr("more than a day ahead"));
  EXPECT_EQ(with(R"("2026-09-22T14:13:20Z")"), "accepted");
  EXPECT_THAT(with("{}"), HasSubstr("bad_time"));
}

// ---- duplicates ----------------------------------------------------------------------------------------------

TEST_F(Door, TellsRepeatsOfMessagesWithoutAnId) {
  const std::string timed = R"({"type":"track","userId":"a","event":"A","timestamp":"2026-09-21T10:00:00Z"})";
  EXPECT_EQ(send(*collector_, timed)->accepted, 1U);
  EXPECT_EQ(send(*collector_, timed)->duplicates, 1U);
  const std::string untimed = R"({"type":"track","userId":"a","event":"A"})";
  EXPECT_EQ(send(*collector_, untimed + "," + untimed)->accepted, 2U) << "nothing says that these are one";
}

TEST_F(Door, ForgetsAnIdAfterItsSpan) {
  const std::string message = R"({"type":"track","userId":"a","event":"A","messageId":"m"})";
  EXPECT_EQ(send(*collector_, message)->accepted, 1U);
  clock_.advance(days(7));
  EXPECT_EQ(send(*collector_, message)->duplicates, 1U);
  clock_.advance(days(2));
  EXPECT_EQ(send(*collector_, message)->accepted, 1U);
}

// ---- context -------------------------------------------------------------------------------------------------

TEST_F(Door, ReadsPageAndCampaign) {
  const auto e =
      event(R"({"type":"page","anonymousId":"w","context":{"page":{"url":"https://shop.example/a/b?utm_source=x",
      "title":"T","referrer":"https://www.google.com/"},"campaign":{"source":"news","medium":"email","name":"Spring"}}})");
  EXPECT_EQ(e.page, "/a/b");
  EXPECT_EQ(e.channel, "email");
  EXPECT_EQ(
      e.props,
      R"({"$page_url":"https://shop.example/a/b?utm_source=x","$page_path":"/a/b","$page_title":"T",)"
      R"("$page_referrer":"https://www.google.com/","$utm_campaign":"Spring","$utm_source":"news","$utm_medium":"email"})");
}

TEST_F(Door, KeepsContextOutOfTraits) {
  EXPECT_EQ(event(R"({"type":"identify","userId":"a","traits":{"x":1},"context":{"page":{"path":"/p"}}})").props,
            R"({"x":1})");
}

TEST_F(Door, TakesTheClientsSessionAndInventsNone) {
  const auto session = [&](const std::string& rest) {
    return event(R"({"type":"track","event":"A","anonymousId":"w",)" + rest + "}").session;
  };
  EXPECT_EQ(session(R"("context":{"sessionId":"s1"})"), "s1");
  EXPECT_EQ(session(R"("context":{"sessionId":1789999999999})"), "1789999999999");
  EXPECT_EQ(session(R"("context":{"sessionId":"null"})"), "");
  EXPECT_EQ(session(R"("timestamp":"2026-09-21T10:00:00Z")"), "");
}

// ---- requests ------------------------------------------------------------------------------------------------

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Inbound request(std::string body, std::string key = "key", Inbound::Kind kind = Inbound::Kind::batch) {
  Inbound out;
  out.kind = kind;
  out.body = std::move(body);
  out.write_key = std::move(key);
  return out;
}

TEST_F(Door, KnowsKeysFromHeaderOrBody) {
  const std::string batch = R"("batch":[{"type":"track","userId":"a","event":"A"}]})";
  EXPECT_TRUE(send(*collector_, request("{" + batch)));
  EXPECT_TRUE(send(*collector_, request(R"({"writeKey":"key",)" + batch, "")));
  EXPECT_EQ(send(*collector_, request("{" + batch, "wrong")).error().code, ErrorCode::unauthenticated);
  EXPECT_EQ(send(*collector_, request("{" + batch, "")).error().code, ErrorCode::unauthenticated);
}

TEST_F(Door, ReadsGzipAndSingleMessages) {
  const std::string single = R"({"userId":"a","event":"A","writeKey":"key","sentAt":"2026-09-21T14:13:20Z"})";
  EXPECT_EQ(send(*collector_, request(gzip(single), "", Inbound::Kind::track))->accepted, 1U);
  EXPECT_EQ(send(*collector_, request("nonsense")).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(send(*collector_, request("{}")).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(send(*collector_, request(R"({"batch":[]})"))->accepted, 0U);
  EXPECT_EQ(send(*collector_, request(gzip(single).substr(0, 20))).error().code, ErrorCode::invalid_argument);
}

TEST_F(Door, BoundsWhatItInflates) {
  EXPECT_EQ(send(*collector_, request(gzip(std::string(50'000'000, ' ')))).error().code, ErrorCode::too_large);
  EXPECT_EQ(send(*collector_, request(std::string(kMaxRequestBytes + 1, ' '))).error().code, ErrorCode::too_large);
}

// ---- trouble -------------------------------------------------------------------------------------------------

std::string track(const std::string& id) {
  return fmt::format(R"({{"type":"track","event":"A","userId":"user {0}","anonymousId":"anon {0}","messageId":"{0}"}})",
                     id);
}

TEST_F(Door, AcceptsNothingThatTheDiskDoesNotTake) {
  ASSERT_EQ(send(*collector_, track("m1"))->accepted, 1U);
  for (const bool stuck : {false, true}) {  // also when the torn bytes cannot be cut off at once
    files_->fail(true);
    files_->fail_truncate(stuck);
    EXPECT_EQ(send(*collector_, track("m2")).error().code, ErrorCode::io);
    files_->fail(false);
    files_->fail_truncate(false);
  }
  EXPECT_EQ(collector_->find({model::IdKind::user, "user m2"}), std::nullopt) << "taken back";
  EXPECT_EQ(send(*collector_, track("m3") + "," + track("m2"))->accepted, 2U) << "not a duplicate: it was refused";
  EXPECT_EQ(collector_->links(10, 0).size(), 3U);
  ASSERT_EQ(settled(), 3U);
  EXPECT_EQ(events_[1].number, 2U);
  warehouse_.fail_inserts(true);
  open();
  EXPECT_EQ(send(*collector_, track("m2"))->duplicates, 1U) << "the journal is whole";
  warehouse_.fail_inserts(false);
}

TEST_F(Door, RefusesWhenTooMuchWaits) {
  warehouse_.fail_inserts(true);
  std::string hundred = track("0");
  for (int i = 1; i < 100; ++i) hundred += "," + track(std::to_string(i));
  EXPECT_EQ(send(*collector_, hundred)->accepted, 100U);
  EXPECT_EQ(send(*collector_, track("x")).error().code, ErrorCode::overloaded);
  EXPECT_FALSE(collector_->flush());
  warehouse_.fail_inserts(false);
  while (!collector_->flush()) {
  }
  EXPECT_EQ(send(*collector_, track("x"))->accepted, 1U);
  EXPECT_EQ(warehouse_.rows("`shop`.events"), 100U);
}

TEST_F(Door, RefusesWhenTheDiskIsNearlyFull) {
  files_->set_free(1000);
  EXPECT_EQ(send(*collector_, track("x")).error().code, ErrorCode::io);
  files_->set_free(std::uint64_t{1} << 40);
  EXPECT_TRUE(send(*collector_, track("x")));
}

TEST_F(Door, SendsTheSameBatchAgainAfterAFailure) {
  ASSERT_EQ(send(*collector_, track("m1"))->accepted, 1U);
  warehouse_.fail_inserts(true);
  EXPECT_FALSE(collector_->flush());
  open();
  warehouse_.fail_inserts(false);
  while (!collector_->flush()) {
  }
  EXPECT_THAT(warehouse_.tokens(), ElementsAre("ids-1-2", "links-1-1", "events-1-1"));
}

TEST_F(Door, NamesItsStepsAndReasons) {
  static_cast<void>(problem("7"));
  const auto stats = collector_->stats();
  std::vector<std::string> steps;
  for (const auto& [name, seconds] : stats.step_seconds) steps.push_back(name);
  EXPECT_THAT(steps, ElementsAre("decode", "authenticate", "validate", "plan", "clock", "enrich", "deduplicate",
                                 "identify", "journal"));
  EXPECT_EQ(stats.quarantined.front(), (std::pair<std::string, std::uint64_t>("not_json", 1)));
  EXPECT_EQ(stats.requests, 1U);
}

TEST_F(Door, MergesKnownUsersOnlyWhenTold) {
  send(*collector_, R"({"type":"track","event":"A","userId":"ann"},{"type":"track","event":"A","userId":"bob"})");
  send(*collector_, R"({"type":"alias","previousId":"ann","userId":"bob"})");
  EXPECT_THAT(collector_->links(10, 0), IsEmpty());
  send(*collector_, R"({"type":"alias","previousId":"visitor","userId":"bob"})");
  EXPECT_EQ(collector_->links(10, 0).size(), 1U);
  EXPECT_EQ(collector_->merge({model::IdKind::user, "x"}, {model::IdKind::user, "bob"}, "").error().code,
            ErrorCode::not_found);
  EXPECT_TRUE(collector_->merge({model::IdKind::user, "ann"}, {model::IdKind::user, "bob"}, "told"));
  EXPECT_EQ(collector_->merge({model::IdKind::user, "ann"}, {model::IdKind::user, "bob"}, "").error().code,
            ErrorCode::conflict);
  EXPECT_EQ(collector_->ids_of(*collector_->find({model::IdKind::user, "bob"})).size(), 3U);
}

// ---- what other protocols say, in our own messages --------------------------------------------------------------

TEST_F(Door, TakesAnIdForAnonymousUntilAUserIsKnownByIt) {
  EXPECT_EQ(event(R"({"type":"track","event":"A","distinctId":"ann"})").anonymous_id, "ann");
  EXPECT_EQ(event(R"({"type":"identify","userId":"ann"})").user_id, "ann");
  EXPECT_EQ(event(R"({"type":"track","event":"A","distinctId":"ann"})").user_id, "ann");
  EXPECT_EQ(collector_->ids_of(*collector_->find({model::IdKind::user, "ann"})).size(), 2U);
  EXPECT_EQ(collector_->links(10, 0).size(), 1U);
}

TEST_F(Door, JoinsAnIdWithTheUserItBecame) {
  send(*collector_,
       R"({"type":"track","event":"A","distinctId":"old"},{"type":"alias","userId":"new","previousId":"old"})");
  EXPECT_EQ(collector_->find({model::IdKind::anonymous, "old"}).has_value(), true);
  EXPECT_EQ(collector_->ids_of(*collector_->find({model::IdKind::user, "new"})).size(), 2U);
}

TEST_F(Door, MergesTwoUsersWhenAMessageSaysSo) {
  send(*collector_, R"({"type":"track","event":"A","userId":"ann"},{"type":"track","event":"A","userId":"bob"})");
  send(*collector_, R"({"type":"alias","userId":"ann","previousId":"bob","merge":true})");
  EXPECT_EQ(collector_->ids_of(*collector_->find({model::IdKind::user, "ann"})).size(), 2U);
}

TEST_F(Door, NamesOperationsOnProfiles) {
  const model::Event e = event(R"({"type":"profile","op":"increment","userId":"ann","traits":{"n":1,"gone":null}})");
  EXPECT_EQ(e.name, "$profile_increment");
  EXPECT_EQ(e.props, R"({"n":1})");
  EXPECT_EQ(event(R"({"type":"profile","op":"delete","userId":"ann"})").name, "$profile_delete");
  EXPECT_THAT(problem(R"({"type":"profile","op":"double","userId":"ann"})"),
              HasSubstr("bad_field: op: expected set_once"));
}

TEST_F(Door, KeepsTheOrderOfOperationsOfOneInstant) {
  const std::string at = R"("userId":"ann","timestamp":"2026-09-21T14:00:00.000Z"})";
  send(*collector_, R"({"type":"identify","traits":{"a":1},)" + at +
                        R"(,{"type":"profile","op":"set_once","traits":{"a":2},)" + at +
                        R"(,{"type":"track","event":"A",)" + at + R"(,{"type":"identify","traits":{"b":1},)" + at +
                        R"(,{"type":"identify","traits":{"a":null},)" + at);
  ASSERT_EQ(settled(), 5U);
  std::vector<std::int64_t> times;
  for (const model::Event& e : events_) times.push_back(to_ms(e.time) % 1000);
  EXPECT_THAT(times, ElementsAre(0, 1, 0, 0, 2));
}

TEST_F(Door, TellsEqualMessagesOfOneSecondApartWhereTheirTimeIsCoarse) {
  const std::string fine = R"({"type":"track","event":"A","userId":"ann","timestamp":"2026-09-21T14:00:00.000Z")";
  const auto accepted = [&](const std::string& message) {
    return send(*collector_, message + "," + message)->accepted;
  };
  EXPECT_EQ(accepted(fine + "}"), 1U);
  EXPECT_EQ(accepted(fine + R"(,"coarseTime":true})"), 2U);
}

TEST_F(Door, AsksWhoMaySendByWhichProtocol) {
  const auto error = [&](const std::string& key) {
    const auto receipt = send(
        *collector_,
        {.body = R"({"event":"A","properties":{"distinct_id":"d"}})", .write_key = key, .protocol = Protocol::posthog});
    return receipt ? "none" : std::string(to_text(receipt.error().code));
  };
  EXPECT_EQ(error("key"), "none");
  EXPECT_EQ(error("?"), to_text(ErrorCode::unauthenticated));
  EXPECT_EQ(error("off"), to_text(ErrorCode::forbidden));
}

// Else some SDKs would send it again for ever.
TEST_F(Door, KeepsABodyAsideThatAKnownSenderMadeUnreadable) {
  const auto receipt =
      send(*collector_, {.body = "{", .protocol = Protocol::countly, .query = "app_key=key&device_id=d"});
  ASSERT_TRUE(receipt) << describe(receipt.error());
  EXPECT_EQ(receipt->quarantined, 1U);
  EXPECT_FALSE(send(*collector_, {.body = "{", .protocol = Protocol::countly}));
}

TEST_F(Door, OnlyChecksADryRun) {
  const auto receipt = send(*collector_, {.body = R"([{"event":"A","properties":{"distinct_id":"d"}},{}])",
                                          .write_key = "key",
                                          .protocol = Protocol::posthog,
                                          .dry_run = true});
  EXPECT_EQ(receipt->accepted, 1U);
  EXPECT_EQ(receipt->quarantined, 1U);
  EXPECT_EQ(settled(), 0U);
}

}  // namespace
}  // namespace throng::collect
