// Path (路径): which way persons take, node by node, away from an anchor.
#pragma once

#include "analyze/sessions.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMinPathLevels = 2;
inline constexpr std::uint32_t kMaxPathLevels = 20;
inline constexpr std::uint32_t kMaxPathTop = 50;
inline constexpr std::size_t kMaxPathRules = 50;          // of each kind
inline constexpr std::size_t kMaxPathText = 500;          // bytes of a pattern or name
inline constexpr std::size_t kMaxPathNodes = 100'000;     // different nodes, before the rest is folded
inline constexpr std::string_view kPathExit = "$exit";    // no node follows
inline constexpr std::string_view kPathEntry = "$entry";  // the same, counted backwards

// Events of this name are told apart by a property: "$pageview: /cart".
struct PathSplit {
  std::string event;
  std::string property;
};
BOOST_DESCRIBE_STRUCT(PathSplit, (), (event, property))

// What a regular expression (RE2) finds in a value is replaced; \1 is its first group.
struct PathClean {
  std::string pattern;
  std::string replacement;
};
BOOST_DESCRIBE_STRUCT(PathClean, (), (pattern, replacement))

// Nodes that one of the wildcards fits become one node of this name.
struct PathGroup {
  std::string name;
  std::vector<std::string> patterns;
};
BOOST_DESCRIBE_STRUCT(PathGroup, (), (name, patterns))

struct PathQuestion {
  model::EventMatch match;                                           // which activity makes nodes; by default all
  model::Window range = {model::Window::Last{30, BucketUnit::day}};  // when the session or path begins
  SessionRule sessions;
  std::optional<Duration> within;             // paths this long instead of sessions; more than 0
  std::vector<PathSplit> split;               // each event once
  std::vector<PathClean> clean;               // of the values that split, in order
  std::vector<std::string> include, exclude;  // wildcards (*) over nodes; include empty: all
  std::vector<PathGroup> groups;              // the first that fits
  bool collapse = true;                       // repeats of a node in a row are one
  std::optional<std::string> start;           // the node a path begins with
  std::optional<std::string> end;             // the node it ends with
  std::uint32_t levels = 5;                   // kMinPathLevels..kMaxPathLevels
  std::uint32_t top = 10;                     // nodes kept per level; 1..kMaxPathTop
  std::uint64_t min_paths = 1;                // lighter edges are not listed
};
BOOST_DESCRIBE_STRUCT(PathQuestion, (),
                      (match, range, sessions, within, split, clean, include, exclude, groups, collapse, start, end,
                       levels, top, min_paths))

struct PathNode {
  std::string node;  // "$other": the rest
  std::uint64_t paths = 0;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(PathNode, (), (node, paths, persons))

struct PathEdge {
  std::uint32_t level = 1;  // of `from`
  std::string from, to;     // to: "$exit" (with `end` alone "$entry") where the path has no more nodes
  std::uint64_t paths = 0;
  std::uint64_t persons = 0;
  std::optional<double> mean_ms;  // between the two; none to $exit
};
BOOST_DESCRIBE_STRUCT(PathEdge, (), (level, from, to, paths, persons, mean_ms))

struct PathAnswer {
  std::uint64_t paths = 0;
  std::uint64_t persons = 0;
  std::vector<std::vector<PathNode>> levels;  // as many as asked for; by paths descending, ties by node, "$other" last
  std::vector<PathEdge> edges;                // by level, then paths descending, ties by nodes
};
BOOST_DESCRIBE_STRUCT(PathAnswer, (), (paths, persons, levels, edges))

// Persons with a path that has `node` on the level, and `next` after it ("$exit" or "$entry": nothing).
struct PathCell {
  std::uint32_t level = 1;
  std::optional<std::string> node;  // absent: any
  std::optional<std::string> next;  // absent: whatever follows; not on the last level
};
BOOST_DESCRIBE_STRUCT(PathCell, (), (level, node, next))

// Whether levels are counted from the end backwards.
inline bool is_backward(const PathQuestion& question) { return question.end && !question.start; }

Result<void> validate(const PathQuestion& question);
Result<void> validate(const PathCell& cell, const PathQuestion& question);

}  // namespace throng::analyze
