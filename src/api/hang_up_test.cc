// A question ends when whoever asked it hangs up.
#include <future>

#include <gtest/gtest.h>

#include "api/testing/test_server.h"

namespace throng::api {
namespace {

using testing::RawClient;
using testing::request_text;
using testing::TestServer;

warehouse::Block two_zeros() {
  warehouse::Block block;
  block.rows = 1;
  for (const char* name : {"count", "max"})
    block.columns.push_back({.name = name, .values = std::vector<std::uint64_t>{0}, .nulls = {}, .offsets = {}});
  return block;
}

// Has no rows; once `hang()` was called, a query that can be cancelled lasts until it is.
class HangingWarehouse final : public warehouse::Warehouse {
 public:
  void hang() { hanging_ = true; }
  std::future<void> asked() { return asked_.get_future(); }
  std::future<void> cancelled() { return cancelled_.get_future(); }

  Result<void> query(std::string_view, const warehouse::QueryOptions& options,
                     FunctionRef<Result<void>(const warehouse::Block&)> sink) override {
    if (!hanging_) return {};
    if (!options.stop.stop_possible()) return sink(two_zeros());  // how many links there are
    hanging_ = false;
    asked_.set_value();
    std::promise<void> told;
    const std::stop_callback callback(options.stop, [&] { told.set_value(); });
    told.get_future().wait();
    cancelled_.set_value();
    return fail(ErrorCode::cancelled, "the query was cancelled");
  }
  Result<void> insert(std::string_view, const warehouse::Block&, std::string_view) override { return {}; }
  Result<void> execute(std::string_view) override { return {}; }
  Result<void> backup(std::string_view, const std::string&) override { return {}; }
  Result<void> restore(std::string_view, const std::string&) override { return {}; }
  std::string version() override { return "hanging"; }

 private:
  std::atomic<bool> hanging_ = false;
  std::promise<void> asked_;
  std::promise<void> cancelled_;
};

TEST(HangUp, CancelsTheQuestion) {
  HangingWarehouse warehouse;
  TestServer server(&warehouse, "shop");
  auto asked = warehouse.asked();
  auto cancelled = warehouse.cancelled();
  warehouse.hang();
  {
    const RawClient client(server.port());
    client.send(request_text("POST", "/api/ask", server.headers_of(ledger::Role::viewer),
                             R"({"analysis":"trend","question":{"range":"ever"},"engine":"sql"})"));
    asked.get();
    EXPECT_NE(cancelled.wait_for(seconds(0)), std::future_status::ready);
  }
  EXPECT_EQ(cancelled.wait_for(seconds(30)), std::future_status::ready);
}

}  // namespace
}  // namespace throng::api
