// See tests/lib/sdk_drivers.mjs.
#include "throng.h"

#include <cmath>
#include <cstdio>
#include <map>
#include <memory>

namespace {

using throng::Milliseconds;
using throng::Values;

constexpr const char* kCodes[] = {"full", "closed", "refused", "retries", "wait", "quarantined"};

struct Driver {
  std::string tag;
  long count = 0;
  Milliseconds patience{30'000};
  std::unique_ptr<throng::Client> client;

  void track(long i) const {
    const std::string id = client->track("u" + std::to_string(i), tag + " Many", {{"i", i}});
    std::printf("id %s\n", id.empty() ? "-" : id.c_str());
  }
  void close() const {
    const bool done = client->close(patience);
    std::printf("closed %s %zu\n", done ? "true" : "false", client->pending());
  }
  std::string user() const { return "ann-" + tag; }
};

throng::Options options(std::map<std::string, long> given) {
  throng::Options out;
  const auto size = [&](const char* name, std::size_t& field) {
    if (given.count(name)) field = static_cast<std::size_t>(given[name]);
  };
  const auto time = [&](const char* name, Milliseconds& field) {
    if (given.count(name)) field = Milliseconds(given[name]);
  };
  size("flush_at", out.flush_at);
  size("flush_bytes", out.flush_bytes);
  size("max_queue", out.max_queue);
  time("flush_interval", out.flush_interval);
  time("retry_min", out.retry_min);
  time("retry_max", out.retry_max);
  time("timeout", out.timeout);
  if (given.count("max_retries")) out.max_retries = static_cast<unsigned>(given["max_retries"]);
  out.on_error = [](const throng::DeliveryError& error) {
    std::printf("error %s %d %zu\n", kCodes[static_cast<int>(error.code)], error.status, error.events.size());
  };
  return out;
}

template <class Call>
void attempt(const Call& call) {
  try {
    call();
    std::puts("thrown -");
  } catch (const std::logic_error& error) {
    std::printf("thrown %s\n", error.what());
  }
}

void refusals(const Driver& driver) {
  attempt([&] { driver.client->track("ann", ""); });
  attempt([&] { driver.client->track("", "No one"); });
  attempt([&] { driver.client->group("ann", ""); });
  attempt([&] { driver.client->alias("ann", ""); });
  attempt([&] { driver.client->increment("ann", {{"visits", "two"}}); });
  attempt([&] { driver.client->track("ann", "Large", {{"text", std::string(40'000, 'x')}}); });
}

void values(const Driver& driver) {
  const throng::Time moment(Milliseconds(1767323045678));
  driver.client->track("ann", "Values",
                       {{"nan", std::nan("")},
                        {"infinity", HUGE_VAL},
                        {"none", nullptr},
                        {"yes", true},
                        {"whole", 7},
                        {"real", 0.1},
                        {"text", "人 \"q\"\n"},
                        {"list", std::vector<std::string>{"a", "b"}},
                        {"object", Values{{"a", 1}}},
                        {"time", moment}},
                       {moment, "m-1", {{"ip", "10.0.0.1"}}});
  driver.close();
}

void story(const Driver& driver) {
  throng::Client& client = *driver.client;
  const std::string& tag = driver.tag;
  const throng::Time minute_ago = std::chrono::system_clock::now() - std::chrono::minutes(1);
  client.track(throng::anonymous("v1-" + tag), tag + " Product Viewed", {{"price", 19.9}}, {minute_ago, "", {}});
  client.identify({driver.user(), "v1-" + tag}, {{"plan", "pro-" + tag}, {"address", Values{{"city", "Shanghai"}}}});
  client.track(driver.user(), tag + " Order Completed", {{"revenue", 42.5}, {"currency", "CNY"}});
  client.page(driver.user(), tag + " Home", {{"path", "/"}});
  client.screen(driver.user(), tag + " Cart");
  client.group(driver.user(), "acme", {{"plan", "enterprise"}});
  client.alias(driver.user(), "v0-" + tag);
  for (long i = 0; i < 40; ++i) driver.track(i);
  driver.close();
}

void profile(const Driver& driver) {
  throng::Client& client = *driver.client;
  const std::string user = driver.user();
  client.identify(user, {{"plan", "profile-" + driver.tag}, {"nickname", "Annie"}});
  for (const char* first : {"free", "pro"}) client.set_once(user, {{"first_plan", first}});
  for (const int by : {2, 3}) client.increment(user, {{"visits", by}});
  for (const char* one : {"a", "b", "b"}) client.append(user, {{"seen", one}});
  for (const char* one : {"a", "b", "b", "c"}) client.union_(user, {{"likes", one}});
  client.remove(user, {{"likes", "a"}});
  client.unset(user, {"nickname"});
  driver.close();
}

void run(const std::string& scenario, const Driver& driver) {
  if (scenario == "refusals") return refusals(driver);
  if (scenario == "values") return values(driver);
  if (scenario == "story") return story(driver);
  if (scenario == "profile") return profile(driver);
  if (scenario == "closed") {
    driver.close();
    return driver.track(0);
  }
  if (scenario == "flush") {
    driver.track(0);
    std::printf("flushed %s\n", driver.client->flush() ? "true" : "false");
    driver.track(1);
    return driver.close();
  }
  for (long i = 0; i < driver.count; ++i) driver.track(i);
  if (scenario == "many") driver.close();  // else "leave": that is for the destructor
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, long> given;
  for (int i = 5; i < argc; ++i) {
    const std::string text = argv[i];
    given[text.substr(0, text.find('='))] = std::atol(text.c_str() + text.find('=') + 1);
  }
  Driver driver{argv[4], given["count"], Milliseconds(given.count("close_ms") ? given["close_ms"] : 30'000), nullptr};
  driver.client = std::make_unique<throng::Client>(argv[2], argv[3], options(given));
  run(argv[1], driver);
}
