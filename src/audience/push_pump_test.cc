// Changes come in one by one, receivers answer as they like, processes die: nothing is lost, nothing changes its name.
#include "audience/push_pump.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <set>

#include <fmt/format.h>

#include "base/encoding.h"
#include "ledger/projects.h"
#include "ledger/testing.h"
#include "outbound/crypto.h"

namespace throng::audience {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr Instant kNow = from_ms(1'795'000'000'000);

class Changes final : public ChangeSource {
 public:
  Result<model::EventNumber> newest() override { return newest_; }
  Result<Found> read(const Wanted& wanted, std::stop_token) override {
    ++reads;
    Found found{.changes = {}, .looked_to = newest_};
    for (const NumberedChange& one : all) {
      const bool entered = one.change.change == PushedKind::entered;
      if (one.number <= wanted.after || !(entered ? wanted.push->entered : wanted.push->left)) continue;
      if (found.changes.size() < wanted.most) found.changes.push_back(one);
    }
    return found;
  }
  void add(model::EventNumber number, PushedKind kind = PushedKind::entered, std::string trait = {}) {
    PushedChange change{.person = static_cast<model::PersonNumber>(100 + number),
                        .ids = {{fmt::format("user{}", number)}, {}},
                        .change = kind,
                        .at = kNow,
                        .traits = {}};
    if (!trait.empty()) change.traits["plan"] = json::Raw{json::to_string(trait)};
    all.push_back({number, std::move(change)});
    newest_ = number;
  }
  std::vector<NumberedChange> all;
  int reads = 0;

 private:
  model::EventNumber newest_ = 0;
};

struct Sent {
  std::string id, body, signature;
};

class Recorder final : public outbound::Poster {
 public:
  Result<outbound::PostAnswer> post(const outbound::Post& post, std::stop_token) override {
    Sent& one = sent.emplace_back();
    one.body = post.body;
    for (const auto& [name, value] : post.headers) {
      if (name == "Throng-Push-Id") one.id = value;
      if (name == "Throng-Signature") one.signature = value;
    }
    Result<outbound::PostAnswer> answer = outbound::PostAnswer{200, ""};
    if (!answers.empty()) {
      answer = answers.front();
      answers.pop_front();
    }
    return answer;
  }
  std::deque<Result<outbound::PostAnswer>> answers;  // then 200
  std::vector<Sent> sent;
};

Result<outbound::PostAnswer> answers(int status, std::string body = {}) {
  return outbound::PostAnswer{status, std::move(body)};
}

class PushPumpTest : public ::testing::Test {
 protected:
  PushPumpTest() {
    db = ledger::Db::open(ledger::fresh_sqlite_url()).value();
    model::Project project;
    project.id = project.name = "shop";
    EXPECT_TRUE(ledger::add_project(*db, project, kNow));
    restart();
  }
  void restart() { pump = std::make_unique<PushPump>(*db, "shop", source, poster, clock, log); }
  std::string make(const std::string& name, model::EventNumber since = 0) {
    StoredPush push;
    push.segment = "seg1";
    push.url = "https://example.com/hook";
    push.traits = {"plan"};
    push.secret = "s3cret";
    push.since = since;
    push.since_at = kNow;
    return ledger::add_saved(
               *db, {.id = {}, .project = "shop", .kind = Push::kKind, .name = name, .body = json::to_string(push)},
               kNow)
        .value()
        .id;
  }
  void change(const std::string& id, const std::function<void(StoredPush&)>& how) {
    auto saved = ledger::find_saved(*db, {"shop", Push::kKind, id}).value();
    StoredPush push = push_of(saved).value();
    how(push);
    saved.body = json::to_string(push);
    ASSERT_TRUE(ledger::update_saved(*db, saved, kNow));
  }
  bool step() {
    const auto done = pump->step();
    EXPECT_TRUE(done) << describe(done.error());
    return done.value_or(false);
  }
  void drain() {
    while (step()) continue;
  }
  ledger::PushState state_or_new(const std::string& id) const {
    return ledger::find_push_state(*db, id).value().value_or(ledger::PushState{});
  }
  ledger::PushState state(const std::string& id) const { return ledger::find_push_state(*db, id).value().value(); }
  // Of all that was posted, in order.
  std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const Sent& one : poster.sent) out.push_back(one.id);
    return out;
  }

  std::unique_ptr<ledger::Db> db;
  ManualClock clock{kNow};
  Log log{LogLevel::error, clock, nullptr};
  Changes source;
  Recorder poster;
  std::unique_ptr<PushPump> pump;
};

TEST_F(PushPumpTest, SendsChangesInBatchesSignedAndInOrder) {
  const std::string id = make("CRM");
  for (model::EventNumber number = 1; number <= 501; ++number) source.add(number * 2, PushedKind::entered, "pro");
  drain();
  EXPECT_THAT(ids(), ElementsAre(id + "-2-1000", id + "-1002-1002"));
  const Sent& second = poster.sent[1];
  EXPECT_EQ(second.body,
            fmt::format(R"({{"id":"{}-1002-1002","project":"shop","segment":"seg1","sent_at":"{}","changes":[)"
                        R"({{"person":1102,"ids":{{"user_ids":["user1002"],"anonymous_ids":[]}},)"
                        R"("change":"entered","at":"{}","traits":{{"plan":"pro"}}}}]}})",
                        id, format_instant(kNow), format_instant(kNow)));
  const std::string signed_text = "1795000000." + second.body;
  EXPECT_EQ(second.signature, "t=1795000000,v1=" + hex(outbound::hmac_sha256("s3cret", signed_text)));
  EXPECT_EQ(state(id).told, 1002U);
  const auto history = ledger::list_saved_events(*db, id, 10).value();
  ASSERT_THAT(history, SizeIs(2));
  EXPECT_THAT(history[1].body, HasSubstr(R"("changes":500,"test":false,"taken":true,"status":200)"));
}

TEST_F(PushPumpTest, TellsOnlyWhatCameAfterItWasMadeAndOfTheKindsItWants) {
  source.add(5);
  const std::string id = make("CRM", 5);
  change(id, [](StoredPush& push) { push.left = false; });
  source.add(6, PushedKind::left);
  source.add(7);
  drain();
  EXPECT_THAT(ids(), ElementsAre(id + "-7-7"));
}

TEST_F(PushPumpTest, DoesNotLookAgainWithoutNews) {
  make("CRM", 5);
  source.add(5);
  drain();
  EXPECT_EQ(source.reads, 0);
  source.add(6);
  drain();
  drain();
  EXPECT_EQ(source.reads, 1);
}

TEST_F(PushPumpTest, TriesTheSameBatchAgainLaterAndLaterAtMostEveryHour) {
  const std::string id = make("CRM");
  source.add(1, PushedKind::entered, "free");
  for (int i = 0; i < 9; ++i) poster.answers.push_back(answers(500, "broken\n<b>"));
  std::vector<int> waits;
  step();
  source.add(2);                        // comes in while the first is tried
  source.all[0].change.traits.clear();  // and the first person changes
  for (int i = 0; i < 9; ++i) {
    EXPECT_FALSE(step()) << "not yet";
    int minutes_gone = 0;
    while (!step()) {
      clock.advance(minutes(1));
      ASSERT_LT(++minutes_gone, 100);
    }
    waits.push_back(minutes_gone);
  }
  EXPECT_THAT(waits, ElementsAre(1, 2, 4, 8, 16, 32, 60, 60, 60));
  drain();
  const std::vector<Sent>& sent = poster.sent;
  ASSERT_THAT(sent, SizeIs(11));
  for (int i = 1; i < 10; ++i) {
    EXPECT_EQ(sent[i].id, id + "-1-1");
    EXPECT_EQ(sent[i].body, sent[0].body);
    EXPECT_NE(sent[i].signature, sent[i - 1].signature) << "of the moment it is sent";
  }
  EXPECT_EQ(sent[10].id, id + "-2-2");
  EXPECT_EQ(state(id).failures, 0U);
  EXPECT_THAT(ledger::list_saved_events(*db, id, 10).value()[9].body, HasSubstr("answered 500: broken <b>"));
}

TEST_F(PushPumpTest, SendsAgainWhatMayHaveArrivedWhenItDied) {
  const std::string id = make("CRM");
  source.add(1);
  poster.answers.push_back(fail(ErrorCode::cancelled, "killed after it was posted"));
  step();
  source.add(2);
  restart();
  drain();
  EXPECT_THAT(ids(), ElementsAre(id + "-1-1", id + "-1-1", id + "-2-2"));
  EXPECT_EQ(poster.sent[0].body, poster.sent[1].body);
}

TEST_F(PushPumpTest, KeepsWaitingOverARestart) {
  const std::string id = make("CRM");
  source.add(1);
  poster.answers.push_back(fail(ErrorCode::io, "no answer: refused"));
  step();
  restart();
  EXPECT_FALSE(step());
  EXPECT_EQ(state(id).failures, 1U);
  clock.advance(minutes(1));
  EXPECT_TRUE(step());
  EXPECT_THAT(poster.sent, SizeIs(2));
}

TEST_F(PushPumpTest, StopsAtOnceWhenTheOtherSideIsGone) {
  const std::string id = make("CRM");
  source.add(1);
  poster.answers.push_back(answers(410));
  drain();
  EXPECT_EQ(state(id).stopped, "answered 410");
  clock.advance(days(1));
  restart();
  EXPECT_FALSE(step());
  ASSERT_TRUE(ledger::resume_push(*db, id));
  drain();
  EXPECT_THAT(ids(), ElementsAre(id + "-1-1", id + "-1-1")) << "nothing is lost by it";
}

TEST_F(PushPumpTest, GivesUpAfterThreeDays) {
  const std::string id = make("CRM");
  source.add(1);
  for (int i = 0; i < 1000; ++i) poster.answers.push_back(answers(503, "later"));
  int gone = 0;
  while (state_or_new(id).stopped.empty()) {
    step();
    clock.advance(minutes(1));
    ASSERT_LT(++gone, 5000);
  }
  EXPECT_GE(gone, 3 * 24 * 60);
  EXPECT_LE(gone, 3 * 24 * 60 + 61);
  EXPECT_THAT(state(id).stopped, StartsWith("failed "));
  EXPECT_THAT(state(id).stopped, HasSubstr("answered 503: later"));
}

TEST_F(PushPumpTest, OneThatFailsOrIsOffDoesNotHoldUpOthers) {
  const std::string off = make("A off");
  change(off, [](StoredPush& push) { push.enabled = false; });
  const std::string broken = make("B broken");
  const std::string good = make("C good");
  source.add(1);
  poster.answers.push_back(answers(500));
  drain();
  source.add(2);
  drain();
  EXPECT_THAT(ids(), ElementsAre(broken + "-1-1", good + "-1-1", good + "-2-2"));
  change(off, [](StoredPush& push) { push.enabled = true; });
  drain();
  EXPECT_EQ(ids().back(), off + "-1-2") << "goes on where it was";
}

TEST_F(PushPumpTest, BatchesAreSmallInBytesToo) {
  make("CRM");
  for (model::EventNumber number = 1; number <= 5; ++number)
    source.add(number, PushedKind::entered, std::string(number == 3 ? 2 * kPushBytes : kPushBytes / 3, 'x'));
  drain();
  std::vector<std::string> ends;
  for (const Sent& one : poster.sent) ends.push_back(one.id.substr(one.id.find('-')));
  EXPECT_THAT(ends, ElementsAre("-1-2", "-3-3", "-4-5"));
}

// Dying or failing at random, every change arrives, in order, and equal ids mean equal bodies.
TEST_F(PushPumpTest, LosesNothingWhateverHappens) {
  make("CRM");
  std::uint64_t dice = 7;
  const auto roll = [&](std::uint64_t sides) {
    dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
    return (dice >> 33U) % sides;
  };
  model::EventNumber number = 0;
  std::map<std::string, std::string> bodies;
  std::set<std::string> taken;
  std::vector<std::string> order;
  for (int round = 0; round < 2000; ++round) {
    if (number < 600 && roll(2) == 0) source.add(++number);
    if (roll(4) == 0) poster.answers.push_back(roll(2) == 0 ? answers(500) : fail(ErrorCode::cancelled, "killed"));
    if (roll(10) == 0) restart();
    const std::size_t before = poster.sent.size();
    (void)pump->step();
    for (std::size_t i = before; i < poster.sent.size(); ++i) {
      const Sent& one = poster.sent[i];
      EXPECT_EQ(bodies.emplace(one.id, one.body).first->second, one.body);
      if (taken.insert(one.id).second) order.push_back(one.id);
    }
    clock.advance(minutes(static_cast<std::int64_t>(roll(70))));
  }
  poster.answers.clear();
  clock.advance(minutes(61));
  drain();
  model::EventNumber next = 1;
  for (const std::string& id : order) {
    unsigned long long first = 0, last = 0;
    ASSERT_EQ(std::sscanf(id.c_str() + id.find('-'), "-%llu-%llu", &first, &last), 2);
    EXPECT_EQ(first, next);
    next = last + 1;
  }
  EXPECT_GT(number, 500U);
  if (poster.sent.back().id != order.back()) order.push_back(poster.sent.back().id);
  EXPECT_THAT(order.back(), ::testing::EndsWith(fmt::format("-{}", number)));
}

TEST(Push, ChecksWhatItIsGiven) {
  Push push{.segment = "s", .url = "https://example.com", .traits = {}};
  EXPECT_TRUE(check(push));
  const auto field = [&](auto how) {
    Push other = push;
    how(other);
    const auto checked = check(other);
    return checked ? "" : checked.error().field;
  };
  EXPECT_EQ(field([](Push& p) { p.segment = ""; }), "segment");
  EXPECT_EQ(field([](Push& p) { p.url = "ftp://example.com"; }), "url");
  EXPECT_EQ(field([](Push& p) { p.entered = p.left = false; }), "entered");
  EXPECT_EQ(field([](Push& p) { p.traits = {"a", "a"}; }), "traits");
  EXPECT_EQ(field([](Push& p) { p.traits = {""}; }), "traits");
  EXPECT_EQ(field([](Push& p) { p.traits.resize(51); }), "traits");
}

TEST(Push, WaitsLongerAndLonger) {
  EXPECT_EQ(retry_after(1), minutes(1));
  EXPECT_EQ(retry_after(6), minutes(32));
  EXPECT_EQ(retry_after(7), minutes(60));
  EXPECT_EQ(retry_after(1000), minutes(60));
}

}  // namespace
}  // namespace throng::audience
