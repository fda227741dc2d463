// Against librdkafka's broker for tests, in this process.
#include "kafka/intake.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collect/testing.h"

namespace throng::kafka {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kTopic = "clicks";

class Broker {
 public:
  Broker() {
    char why[512];
    client_ = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), why, sizeof why);
    cluster_ = rd_kafka_mock_cluster_new(client_, 1);
    rd_kafka_mock_topic_create(cluster_, kTopic, 3, 1);
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", address().c_str(), why, sizeof why);
    producer_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why, sizeof why);
    topic_ = rd_kafka_topic_new(producer_, kTopic, nullptr);
  }
  ~Broker() {
    rd_kafka_topic_destroy(topic_);
    rd_kafka_destroy(producer_);
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(client_);
  }
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  std::string address() const { return rd_kafka_mock_cluster_bootstraps(cluster_); }
  void send(const std::string& value, int partition = 0) {
    rd_kafka_produce(topic_, partition, RD_KAFKA_MSG_F_COPY, const_cast<char*>(value.data()), value.size(), nullptr, 0,
                     nullptr);
  }
  void flush() { rd_kafka_flush(producer_, 30'000); }
  ConsumerOptions options(const std::string& group = "throng") const {
    return {address(), kTopic, group, {{"session.timeout.ms", "6000"}}};
  }

 private:
  rd_kafka_t* client_ = nullptr;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
  rd_kafka_t* producer_ = nullptr;
  rd_kafka_topic_t* topic_ = nullptr;
};

std::string event(int n) {
  return R"({"event_type":"付款 🎉","user_id":"u)" + std::to_string(n % 10) + R"(","device_id":"d","insert_id":"i)" +
         std::to_string(n) + R"(","event_time":"2026-01-02 03:04:05.000000","event_properties":{"n":1}})";
}

// A collector that forgets nothing while it lives.
class Kafka : public ::testing::Test {
 protected:
  Kafka() {
    timeline_ =
        *timeline::Timeline::build(warehouse_, {.project = "shop", .threads = 1}, [](std::uint64_t, std::uint64_t) {});
    collector_ = *collect::Collector::open(collect::testing::quiet_options("shop", folder_.path()), warehouse_,
                                           *timeline_, clock_);
  }
  // Steps until `rows` came in this call or an error did.
  collect::ImportReport take(std::uint64_t rows, const collect::RowSink& sink, const std::string& group = "throng") {
    auto consumer = Consumer::open(broker.options(group));
    EXPECT_TRUE(consumer) << describe(consumer.error());
    Intake intake(*consumer, kTopic, form, sink);
    collect::ImportReport report;
    for (int i = 0; i < 60 && report.rows < rows; ++i) {
      const auto step = intake.step(seconds(1), report);
      if (!step) {
        error = describe(step.error());
        break;
      }
    }
    return report;
  }
  collect::RowSink sink() { return collect::to(*collector_, source_of(kTopic)); }

  Broker broker;
  collect::RowForm form{.shape = collect::ShapeOptions{collect::ExportShape::amplitude, ""}};
  std::string error;

 private:
  const collect::testing::TemporaryFolder folder_;
  const ManualClock clock_{from_ms(1'790'000'000'000)};
  collect::testing::FakeWarehouse warehouse_;
  std::unique_ptr<timeline::Timeline> timeline_;
  std::unique_ptr<collect::Collector> collector_;
};

TEST_F(Kafka, MessagesOfAllPartitionsBecomeEvents) {
  for (int n = 0; n < 300; ++n) broker.send(event(n), n % 3);
  broker.send("not JSON", 1);
  broker.flush();
  const auto report = take(301, sink());
  EXPECT_EQ(report.rows, 301U);
  EXPECT_EQ(report.accepted, 300U);
  EXPECT_EQ(report.quarantined, 1U);
  EXPECT_THAT(report.problems, ElementsAre(HasSubstr("line 100: bad_row: not valid JSON")));
  EXPECT_EQ(error, "");
}

TEST_F(Kafka, WhatWasNotStoredComesAgainAndCountsOnce) {
  for (int n = 0; n < 100; ++n) broker.send(event(n), n % 3);
  broker.flush();
  const auto crash = [&, inner = sink()](auto rows) -> Result<collect::Receipt> {
    EXPECT_TRUE(inner(rows));
    return fail(ErrorCode::io, "killed after it was stored and before it was committed");
  };
  take(100, crash);
  EXPECT_THAT(error, HasSubstr("killed"));
  const auto again = take(100, sink());
  EXPECT_EQ(again.rows, 100U) << "nothing had been committed";
  EXPECT_EQ(again.accepted + again.duplicates, 100U);
  EXPECT_GT(again.duplicates, 0U);
  broker.send(event(100));
  broker.flush();
  const auto later = take(1, sink());
  EXPECT_EQ(later.rows, 1U) << "what was committed does not come again";
  EXPECT_EQ(later.accepted, 1U);
  const auto other = take(101, sink(), "others");
  EXPECT_EQ(other.duplicates, 101U) << "another group gets everything, which is known by now";
}

TEST_F(Kafka, MessagesOfOurOwnWithoutIdsAreKnownByTheirPlace) {
  form = {};
  const std::string message = R"({"type":"track","event":"A","userId":"ann","timestamp":"2026-01-02T03:04:05Z"})";
  broker.send(message, 0);
  broker.send(message, 0);
  broker.flush();
  EXPECT_EQ(take(2, sink()).accepted, 2U);
  EXPECT_EQ(take(2, sink(), "others").duplicates, 2U);
}

TEST(KafkaOptions, SayWhatIsWrong) {
  const auto consumer = Consumer::open({"localhost:1", "t", "g", {{"no.such.setting", "1"}}});
  ASSERT_FALSE(consumer);
  EXPECT_THAT(describe(consumer.error()), HasSubstr("no.such.setting"));
}

}  // namespace
}  // namespace throng::kafka
