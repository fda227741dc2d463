// Overview, quarantine, keys, operators.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "api/messages/session.h"
#include "base/json.h"
#include "ledger/operators.h"

namespace throng::api {

struct OverviewResponse {     // GET /api/overview
  std::uint64_t persons = 0;  // ever
  std::uint64_t events = 0;   // ever
  std::uint64_t active_today = 0;
  std::uint64_t active_yesterday = 0;
  std::uint64_t new_today = 0;
  std::uint64_t new_yesterday = 0;
  std::uint64_t events_today = 0;
  std::uint64_t events_yesterday = 0;
  std::uint64_t quarantined = 0;  // last 7 days
};
BOOST_DESCRIBE_STRUCT(OverviewResponse, (),
                      (persons, events, active_today, active_yesterday, new_today, new_yesterday, events_today,
                       events_yesterday, quarantined))
struct BackupResponse {  // POST /api/backup
  std::string file;      // on the server's machine
  std::uint64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(BackupResponse, (), (file, bytes))
struct QuarantineItem {
  Instant at{};
  std::string source, reason, field, message, body;
  std::uint64_t line = 0;
};
BOOST_DESCRIBE_STRUCT(QuarantineItem, (), (at, source, reason, field, message, body, line))
struct QuarantineResponse {  // GET /api/quarantine?reason=&limit=&offset=, newest first
  std::uint64_t total = 0;
  std::vector<QuarantineItem> items;
};
BOOST_DESCRIBE_STRUCT(QuarantineResponse, (), (total, items))
struct QuarantineReasonView {
  std::string reason, field;
  std::uint64_t events = 0;
  Instant last{};
};
BOOST_DESCRIBE_STRUCT(QuarantineReasonView, (), (reason, field, events, last))
struct QuarantineReasons {  // GET /api/quarantine/reasons, most events first
  std::vector<QuarantineReasonView> reasons;
};
BOOST_DESCRIBE_STRUCT(QuarantineReasons, (), (reasons))
struct QuarantineDismissed {  // POST /api/quarantine/dismiss takes a filter, as does POST /api/quarantine/replay
  std::uint64_t dismissed = 0;
};
BOOST_DESCRIBE_STRUCT(QuarantineDismissed, (), (dismissed))
struct KeyView {
  std::int64_t id = 0;
  ledger::KeyKind kind = ledger::KeyKind::write;
  std::string label;
  std::string shown;
  ledger::Role role = ledger::Role::owner;
  Instant created{};
};
BOOST_DESCRIBE_STRUCT(KeyView, (), (id, kind, label, shown, role, created))
struct KeysResponse {  // GET /api/keys
  std::vector<KeyView> keys;
};
BOOST_DESCRIBE_STRUCT(KeysResponse, (), (keys))
struct NewKeyRequest {  // POST /api/keys
  ledger::KeyKind kind = ledger::KeyKind::write;
  std::string label;
  ledger::Role role = ledger::Role::owner;
};
BOOST_DESCRIBE_STRUCT(NewKeyRequest, (), (kind, label, role))
struct NewKeyResponse {
  KeyView key;
  std::string text;  // shown this once
};
BOOST_DESCRIBE_STRUCT(NewKeyResponse, (), (key, text))
struct OperatorsResponse {  // GET /api/operators
  std::vector<OperatorView> operators;
};
BOOST_DESCRIBE_STRUCT(OperatorsResponse, (), (operators))
struct NewOperatorRequest {  // POST /api/operators
  std::string email, name, password;
  ledger::Role role = ledger::Role::viewer;
  static constexpr std::string_view kRequired[] = {"email", "password"};
};
BOOST_DESCRIBE_STRUCT(NewOperatorRequest, (), (email, name, password, role))

struct RoleRequest {  // PUT /api/operators/{id}/role; DELETE /api/operators/{id}
  ledger::Role role = ledger::Role::viewer;
  static constexpr std::string_view kRequired[] = {"role"};
};
BOOST_DESCRIBE_STRUCT(RoleRequest, (), (role))
struct NewPasswordRequest {  // PUT /api/operators/{id}/password
  std::string password;
  static constexpr std::string_view kRequired[] = {"password"};
};
BOOST_DESCRIBE_STRUCT(NewPasswordRequest, (), (password))

}  // namespace throng::api
