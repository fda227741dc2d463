// What can be done with segments beside saving them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyze/registry.h"
#include "audience/overlap.h"
#include "audience/users.h"
#include "base/json.h"

namespace throng::api {

enum class MembersChange { add, remove, replace };
BOOST_DESCRIBE_ENUM(MembersChange, add, remove, replace)

struct MembersRequest {             // POST /api/segments/{id}/members: of a fixed segment
  std::vector<std::string> values;  // ids, or values of `trait`; at most audience::kMaxListed
  std::string trait;                // "": ids
  MembersChange change = MembersChange::add;
  bool dry = false;  // only match
  static constexpr std::string_view kRequired[] = {"values"};
};
BOOST_DESCRIBE_STRUCT(MembersRequest, (), (values, trait, change, dry))
struct MembersResponse {
  std::uint64_t persons = 0;           // found by the values, each once
  std::uint64_t matched = 0;           // values that led to somebody
  std::uint64_t unmatched = 0;         // values that led to nobody
  std::vector<std::string> not_found;  // the first of them
  std::uint64_t members = 0;           // of the segment afterwards
};
BOOST_DESCRIBE_STRUCT(MembersResponse, (), (persons, matched, unmatched, not_found, members))

struct SnapshotRequest : analyze::PersonsRequest {  // POST /api/segments/snapshot: the persons behind a number
  std::string name;
  std::string description;
  std::string origin;  // where they came from, in words
  static constexpr std::string_view kRequired[] = {"analysis", "question", "name"};
};
BOOST_DESCRIBE_STRUCT(SnapshotRequest, (analyze::PersonsRequest), (name, description, origin))

struct OverlapRequest {               // POST /api/segments/overlap
  std::vector<std::string> segments;  // ids, 2..audience::kMaxOverlap
  static constexpr std::string_view kRequired[] = {"segments"};
};
BOOST_DESCRIBE_STRUCT(OverlapRequest, (), (segments))
struct OverlapResponse {
  std::vector<std::uint64_t> sizes;       // of each segment
  std::vector<audience::Region> regions;  // who is in exactly these, the largest first
};
BOOST_DESCRIBE_STRUCT(OverlapResponse, (), (sizes, regions))

struct SegmentDay {
  std::string day;  // "2026-01-31"
  std::uint64_t persons = 0, entered = 0, left = 0;
};
BOOST_DESCRIBE_STRUCT(SegmentDay, (), (day, persons, entered, left))
struct SegmentHistoryResponse {  // GET /api/segments/{id}/history?from=&to=
  std::vector<SegmentDay> days;  // those that have a version
};
BOOST_DESCRIBE_STRUCT(SegmentHistoryResponse, (), (days))

struct AsOfRequest {     // POST /api/segments/as-of
  model::Filter filter;  // for persons
  std::string day;       // "2026-01-31": as of its end
  std::uint64_t offset = 0;
  std::uint32_t limit = 50;  // persons listed, 0..1000
  static constexpr std::string_view kRequired[] = {"filter", "day"};
};
BOOST_DESCRIBE_STRUCT(AsOfRequest, (), (filter, day, offset, limit))

struct UsersResponse {                // GET /api/segments/{id}/users
  std::vector<audience::User> users;  // what builds on it
};
BOOST_DESCRIBE_STRUCT(UsersResponse, (), (users))

}  // namespace throng::api
