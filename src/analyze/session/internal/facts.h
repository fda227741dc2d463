// What a session answer is made of: the sessions that count and their views, as rows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analyze/session/spec.h"
#include "base/worker_pool.h"

namespace throng::analyze::internal {

inline constexpr std::uint32_t kNoPage = ~std::uint32_t{0};
inline constexpr std::int64_t kUnknownDwell = -1;

struct SessionRow {
  model::PersonNumber person = 0;
  std::uint32_t bucket = 0;
  std::uint32_t label = 0;  // place in labels; 0 without breakdown
  std::uint32_t entry = kNoPage, exit = kNoPage;
  std::uint32_t events = 0, views = 0;
  bool bounced = false;
  std::int64_t length_ms = 0;
};
struct ViewRow {
  std::uint32_t session = 0;
  std::uint32_t page = 0;
  std::int64_t dwell_ms = kUnknownDwell;
};

// The sessions of one person stand together, the views of one session too.
struct SessionFacts {
  std::vector<SessionRow> sessions;
  std::vector<ViewRow> views;
};

// The texts that rows refer to.
struct SessionTexts {
  std::vector<std::string> labels, pages;
};

// Interactions: activity that is neither a view nor passive.
constexpr bool has_bounced(std::uint32_t views, std::uint32_t interactions, std::int64_t length_ms, Duration engaged) {
  return views == 1 && interactions == 0 && length_ms < engaged.count();
}

// All sessions that count, in parts whose persons are others each.
struct SessionParts {
  std::span<const SessionFacts> facts;  // at least one
  const SessionTexts& texts;
  WorkerPool* pool = nullptr;  // for parts side by side
};

// Fills all, groups and pages of an answer whose frame is there.
void fill_answer(const SessionQuestion& question, const SessionParts& parts, SessionAnswer& answer);

PersonList persons_of(const SessionQuestion& question, const SessionCell& cell, const SessionParts& parts);

}  // namespace throng::analyze::internal
