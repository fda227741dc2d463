#include "kafka/consumer.h"

#include <chrono>
#include <map>

#include <librdkafka/rdkafka.h>

namespace throng::kafka {
namespace {

constexpr int kGatherMs = 50;
constexpr std::size_t kErrorText = 512;

struct FreeConf {
  void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
};
struct FreeList {
  void operator()(rd_kafka_topic_partition_list_t* list) const { rd_kafka_topic_partition_list_destroy(list); }
};
struct FreeMessage {
  void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
};
using Conf = std::unique_ptr<rd_kafka_conf_t, FreeConf>;
using List = std::unique_ptr<rd_kafka_topic_partition_list_t, FreeList>;
using Message = std::unique_ptr<rd_kafka_message_t, FreeMessage>;

Result<void> set(rd_kafka_conf_t* conf, const std::string& name, const std::string& value) {
  char why[kErrorText];
  if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why, sizeof why) == RD_KAFKA_CONF_OK) return {};
  return invalid("--set", why);
}

std::unexpected<Error> failed(std::string what, rd_kafka_resp_err_t error) {
  return fail(ErrorCode::io, std::move(what) + ": " + rd_kafka_err2str(error));
}

// Of errors that a poll delivers, those after which it goes on by itself.
bool passes(rd_kafka_resp_err_t error) {
  return error != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART && error != RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED &&
         error != RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED && error != RD_KAFKA_RESP_ERR__FATAL;
}

}  // namespace

struct Consumer::Impl {
  rd_kafka_t* client = nullptr;
  std::string topic;
  std::map<std::int32_t, std::int64_t> next;  // by partition: the offset behind the last message polled

  ~Impl() {
    if (client == nullptr) return;
    rd_kafka_consumer_close(client);
    rd_kafka_destroy(client);
  }
};

Consumer::Consumer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Consumer::Consumer(Consumer&&) noexcept = default;
Consumer::~Consumer() = default;

Result<Consumer> Consumer::open(const ConsumerOptions& options) {
  Conf conf(rd_kafka_conf_new());
  THRONG_CHECK(set(conf.get(), "bootstrap.servers", options.brokers));
  THRONG_CHECK(set(conf.get(), "group.id", options.group));
  THRONG_CHECK(set(conf.get(), "auto.offset.reset", "earliest"));
  for (const auto& [name, value] : options.more) THRONG_CHECK(set(conf.get(), name, value));
  THRONG_CHECK(set(conf.get(), "enable.auto.commit", "false"));
  char why[kErrorText];
  auto impl = std::make_unique<Impl>();
  impl->topic = options.topic;
  impl->client = rd_kafka_new(RD_KAFKA_CONSUMER, conf.get(), why, sizeof why);
  if (impl->client == nullptr) return invalid("--set", why);
  (void)conf.release();  // is the client's now
  rd_kafka_poll_set_consumer(impl->client);
  const List topics(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(topics.get(), options.topic.c_str(), RD_KAFKA_PARTITION_UA);
  if (const auto error = rd_kafka_subscribe(impl->client, topics.get()); error != RD_KAFKA_RESP_ERR_NO_ERROR)
    return invalid("--topic", rd_kafka_err2str(error));
  return Consumer(std::move(impl));
}

Result<std::vector<Delivered>> Consumer::poll(std::size_t most, Duration wait) {
  std::vector<Delivered> out;
  const auto deadline = std::chrono::steady_clock::now() + wait;
  while (out.size() < most) {
    const auto left = std::chrono::duration_cast<Duration>(deadline - std::chrono::steady_clock::now()).count();
    const int patience = out.empty() ? static_cast<int>(std::max<std::int64_t>(left, 0)) : kGatherMs;
    const Message message(rd_kafka_consumer_poll(impl_->client, patience));
    if (!message) break;
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      if (!passes(message->err)) return failed("topic " + impl_->topic, message->err);
      continue;
    }
    std::string value(static_cast<const char*>(message->payload), message->len);
    out.push_back({message->partition, message->offset, std::move(value)});
    impl_->next[message->partition] = message->offset + 1;
  }
  return out;
}

Result<void> Consumer::commit() {
  if (impl_->next.empty()) return {};
  const List offsets(rd_kafka_topic_partition_list_new(static_cast<int>(impl_->next.size())));
  for (const auto& [partition, offset] : impl_->next)
    rd_kafka_topic_partition_list_add(offsets.get(), impl_->topic.c_str(), partition)->offset = offset;
  impl_->next.clear();
  switch (const auto error = rd_kafka_commit(impl_->client, offsets.get(), 0)) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
    case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID:
    case RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS: return {};
    default: return failed("committing offsets of " + impl_->topic, error);
  }
}

}  // namespace throng::kafka
