// A whole server on a free port: ledger in a fresh folder, real collector and timeline, a warehouse that forgets
// everything or the one given; one operator and one secret key per role (owner@test, analyst@test, viewer@test).
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "api/app.h"
#include "api/catalog_entries.h"
#include "api/messages.h"
#include "api/replay_job.h"
#include "api/testing/raw_client.h"
#include "audience/recompute.h"
#include "collect/testing.h"
#include "engage/post_office.h"
#include "ledger/projects.h"

namespace throng::api::testing {

inline constexpr std::optional<ledger::Role> kNobody;
inline constexpr std::string_view kPassword = "correct horse battery";

inline std::string email_of(ledger::Role role) { return std::string(json::enum_text(role)) + "@test"; }
inline std::string credentials(ledger::Role role) {
  return json::to_string(SignInRequest{email_of(role), std::string(kPassword)});
}

class TestServer {
 public:
  struct SignedIn {
    std::int64_t id = 0;
    std::string cookie, csrf, key;
  };

  TestServer() : TestServer(nullptr, "shop") {}
  // `project` must have been migrated in `real`.
  TestServer(warehouse::Warehouse* real, const std::string& project) : project_(project) {
    warehouse::Warehouse& store = real == nullptr ? fake_ : *real;
    db_ = must(ledger::Db::open("sqlite:" + folder_.path() + "/ledger.db"));
    must(ledger::add_project(*db_, {.id = project, .name = "Shop"}, clock.now()));
    write_key_ = must(ledger::add_key(*db_, {.project = project}, std::nullopt, clock.now())).text;
    timeline_ = must(timeline::Timeline::build(store, {.project = project}, [](std::uint64_t, std::uint64_t) {}));
    auto options = collect::testing::quiet_options(project, folder_.path() + "/journal");
    options.admits = [this](collect::Protocol, std::string_view key) {
      return key == write_key_ ? collect::Admission::welcome : collect::Admission::unknown;
    };
    options.plan = [this] { return must(compiled_plan(*db_, project_)); };
    collector_ = must(collect::Collector::open(std::move(options), store, *timeline_, clock));
    audience_ = std::make_unique<audience::Audience>(*db_, store, timeline_.get(), project);
    jobs::Kinds kinds = audience::kinds_of_jobs(*audience_, Calendar::utc());
    kinds.merge(kinds_of_jobs(*collector_, store, project));
    jobs_ = std::make_unique<jobs::Runner>(*db_, jobs::Runner::Options{.project = project, .kinds = std::move(kinds)},
                                           clock, log_);
    engage::PostOfficeOptions post;
    post.by_itself = false;
    for (const auto kind : {engage::ChannelKind::email, engage::ChannelKind::sms, engage::ChannelKind::webhook})
      post.channels[kind] = {[this] { return std::make_unique<Letterbox>(*this); }, 1};
    office_ = must(engage::PostOffice::open(
        {*audience_, *collector_, clock, log_, Calendar::utc(), [] { return std::string("https://throng.example"); }},
        std::move(post)));
    Services services{*db_, store, *timeline_, *collector_, *audience_, *jobs_, clock, log_};
    services.office = office_.get();
    server_ = must(start_server(services, {.project = project}));
    for (const auto role : {ledger::Role::viewer, ledger::Role::analyst, ledger::Role::owner}) {
      people_[index(role)] = enrol(role);
    }
  }

  void flush() { must(collector_->flush()); }
  ledger::Db& db() { return *db_; }
  analyze::Sources sources() { return {timeline_.get(), nullptr, project_}; }
  audience::Audience& audience() { return *audience_; }
  jobs::Runner& jobs() { return *jobs_; }
  // Sends what is due now, and gives what was sent so far.
  std::vector<engage::Outgoing> post() {
    must(office_->work());
    flush();
    const std::lock_guard lock(posted_mutex_);
    return posted_;
  }
  std::uint16_t port() const { return server_->port(); }
  const std::string& write_key() const { return write_key_; }
  std::string write_auth() const { return "Basic " + base64(write_key_ + ":"); }
  const SignedIn& signed_in(ledger::Role role) const { return people_[index(role)]; }
  std::string headers_of(ledger::Role role) const {
    return "Cookie: throng_session=" + signed_in(role).cookie + "\r\nX-CSRF-Token: " + signed_in(role).csrf + "\r\n";
  }

  Answer raw(std::string_view bytes) const { return RawClient(port()).ask(bytes); }
  Answer ask(std::optional<ledger::Role> role, std::string_view method, std::string_view path,
             std::string_view body = {}) const {
    return raw(request_text(method, path, role ? headers_of(*role) : std::string(), body));
  }
  Answer ask_with_key(ledger::Role role, std::string_view method, std::string_view path,
                      std::string_view body = {}) const {
    return raw(request_text(method, path, "Authorization: Bearer " + signed_in(role).key + "\r\n", body));
  }

  ManualClock clock{from_ms(1800000000000)};

 private:
  // Takes every mail.
  class Letterbox final : public engage::Channel {
   public:
    explicit Letterbox(TestServer& server) : server_(server) {}
    engage::HandOver deliver(const engage::Outgoing& message, std::stop_token) override {
      const std::lock_guard lock(server_.posted_mutex_);
      server_.posted_.push_back(message);
      return {.how = engage::Handed::taken};
    }

   private:
    TestServer& server_;
  };

  static std::size_t index(ledger::Role role) { return static_cast<std::size_t>(role); }

  template <class T>
  static T must(Result<T> result) {
    if (!result) throw std::runtime_error(describe(result.error()));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }

  SignedIn enrol(ledger::Role role) {
    SignedIn out;
    out.id = must(ledger::add_operator(*db_, {.email = email_of(role), .name = "N", .role = role, .language = "en"},
                                       kPassword, clock.now()))
                 .id;
    const auto session = must(ledger::start_session(*db_, out.id, clock.now()));
    out.cookie = session.token;
    out.csrf = session.csrf;
    ledger::ApiKey key{.project = project_, .kind = ledger::KeyKind::secret, .label = "k", .role = role};
    out.key = must(ledger::add_key(*db_, std::move(key), std::nullopt, clock.now())).text;
    return out;
  }

  static std::string base64(std::string_view text) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 3) {
      unsigned bits = 0;
      for (std::size_t j = i; j < i + 3; ++j)
        bits = (bits << 8) | (j < text.size() ? static_cast<unsigned char>(text[j]) : 0U);
      for (std::size_t j = 0; j < 4; ++j) out += i + j > text.size() ? '=' : kDigits[(bits >> (18 - 6 * j)) & 63];
    }
    return out;
  }

  std::string project_;
  collect::testing::TemporaryFolder folder_;
  collect::testing::FakeWarehouse fake_;
  Log log_{LogLevel::error, clock, nullptr};
  std::unique_ptr<ledger::Db> db_;
  std::unique_ptr<timeline::Timeline> timeline_;
  std::unique_ptr<collect::Collector> collector_;
  std::unique_ptr<audience::Audience> audience_;
  std::unique_ptr<jobs::Runner> jobs_;
  std::mutex posted_mutex_;
  std::vector<engage::Outgoing> posted_;
  std::unique_ptr<engage::PostOffice> office_;
  std::unique_ptr<Server> server_;
  std::string write_key_;
  std::array<SignedIn, 3> people_;
};

}  // namespace throng::api::testing
