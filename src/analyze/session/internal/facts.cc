#include "analyze/session/internal/facts.h"

#include <algorithm>

#include "analyze/internal/labels.h"
#include "analyze/internal/order_statistics.h"
#include "analyze/internal/run_on.h"
#include "analyze/session/internal/tally.h"
#include "model/value.h"

namespace throng::analyze::internal {
namespace {

constexpr std::uint64_t kNobody = ~std::uint64_t{0};

std::optional<double> ratio(std::uint64_t a, std::uint64_t b) {
  return b == 0 ? std::nullopt : std::optional(static_cast<double>(a) / static_cast<double>(b));
}

// The texts that are kept, greatest first, and where each text goes: its place among them, kept.size() for the rest.
struct Kept {
  std::vector<std::uint32_t> kept, group_of;
  bool others = false;
};

Kept keep(const std::vector<std::string>& texts, const std::vector<std::uint64_t>& counts, std::size_t top) {
  Labels labels;
  labels.texts = texts;
  std::vector<LabelWeight> weights;
  std::size_t occurring = 0;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    labels.of_code.push_back(i);
    weights.push_back({counts[i] > 0, static_cast<double>(counts[i])});
    occurring += counts[i] > 0 ? 1 : 0;
  }
  Kept out;
  out.kept = top_labels(labels, weights, top);
  out.group_of = groups_of_codes(labels, out.kept);
  out.others = out.kept.size() < occurring;
  return out;
}

// How often each text occurs in any part.
template <class Count>
std::vector<std::uint64_t> counts_of(const SessionParts& parts, std::size_t texts, Count count) {
  std::vector<std::vector<std::uint64_t>> per_part(parts.facts.size(), std::vector<std::uint64_t>(texts));
  run_on(parts.pool, parts.facts.size(), [&](std::size_t part) { count(parts.facts[part], per_part[part]); });
  for (std::size_t part = 1; part < per_part.size(); ++part) {
    for (std::size_t i = 0; i < texts; ++i) per_part[0][i] += per_part[part][i];
  }
  return std::move(per_part[0]);
}

Kept kept_labels(const SessionQuestion& question, const SessionParts& parts) {
  const auto count = [](const SessionFacts& facts, std::vector<std::uint64_t>& counts) {
    for (const SessionRow& row : facts.sessions) ++counts[row.label];
  };
  return keep(parts.texts.labels, counts_of(parts, parts.texts.labels.size(), count), question.top);
}

Kept kept_pages(const SessionQuestion& question, const SessionParts& parts) {
  const auto count = [](const SessionFacts& facts, std::vector<std::uint64_t>& counts) {
    for (const ViewRow& view : facts.views) ++counts[view.page];
  };
  return keep(parts.texts.pages, counts_of(parts, parts.texts.pages.size(), count), question.pages);
}

std::string text_of(const Kept& kept, const std::vector<std::string>& texts, std::size_t group) {
  return group < kept.kept.size() ? texts[kept.kept[group]] : std::string(model::kOther);
}

std::size_t groups_in(const Kept& kept) { return kept.kept.size() + (kept.others ? 1 : 0); }

// A series per group; `group_of` says of a row which.
template <class GroupOf>
std::vector<std::vector<SessionTally>> tallies(const SessionParts& parts, std::size_t groups, std::size_t buckets,
                                               GroupOf group_of) {
  std::vector<std::vector<SessionTally>> out(groups, std::vector(parts.facts.size(), SessionTally(buckets)));
  run_on(parts.pool, parts.facts.size(), [&](std::size_t part) {
    for (const SessionRow& row : parts.facts[part].sessions) out[group_of(row)][part].add(row);
  });
  return out;
}

// What happened on the pages of one group, in one part.
struct PageSum {
  PageNumbers counts;
  std::vector<std::int64_t> dwells;
  std::uint64_t last_person = kNobody;
};

std::vector<PageSum> page_sums(const SessionFacts& facts, const Kept& kept) {
  std::vector<PageSum> sums(kept.kept.size() + 1);
  for (const ViewRow& view : facts.views) {
    PageSum& sum = sums[kept.group_of[view.page]];
    const std::uint64_t person = facts.sessions[view.session].person;
    ++sum.counts.views;
    if (sum.last_person != person) ++sum.counts.persons;
    sum.last_person = person;
    if (view.dwell_ms != kUnknownDwell) sum.dwells.push_back(view.dwell_ms);
  }
  for (const SessionRow& row : facts.sessions) {
    if (row.entry == kNoPage) continue;
    PageNumbers& entered = sums[kept.group_of[row.entry]].counts;
    ++entered.entries;
    entered.bounces += row.bounced ? 1 : 0;
    ++sums[kept.group_of[row.exit]].counts.exits;
  }
  return sums;
}

PageNumbers page_of(std::string name, std::span<PageSum*> parts) {
  PageNumbers page{.page = std::move(name)};
  std::vector<std::vector<std::int64_t>> dwells;
  std::int64_t all = 0;
  for (PageSum* part : parts) {
    page.views += part->counts.views;
    page.persons += part->counts.persons;
    page.entries += part->counts.entries;
    page.exits += part->counts.exits;
    page.bounces += part->counts.bounces;
    page.dwells += part->dwells.size();
    for (const std::int64_t dwell : part->dwells) all += dwell;
    dwells.push_back(std::move(part->dwells));
  }
  page.bounce_rate = ratio(page.bounces, page.entries);
  if (page.dwells > 0) page.mean_dwell_ms = static_cast<double>(all) / static_cast<double>(page.dwells);
  page.median_dwell_ms = percentile_of(dwells, 0.5);
  return page;
}

std::vector<PageNumbers> pages_of(const SessionQuestion& question, const SessionParts& parts) {
  const Kept kept = kept_pages(question, parts);
  std::vector<std::vector<PageSum>> sums(parts.facts.size());
  run_on(parts.pool, sums.size(), [&](std::size_t part) { sums[part] = page_sums(parts.facts[part], kept); });
  std::vector<PageNumbers> pages(groups_in(kept));
  run_on(parts.pool, pages.size(), [&](std::size_t group) {
    std::vector<PageSum*> of_group;
    for (auto& part : sums) of_group.push_back(&part[group]);
    pages[group] = page_of(text_of(kept, parts.texts.pages, group), of_group);
  });
  return pages;
}

// Per text whether a cell's label or page means it.
std::vector<std::uint8_t> wanted(const std::string& text, const Kept& kept, const std::vector<std::string>& texts) {
  std::vector<std::uint8_t> out;
  const bool other = text == model::kOther;
  for (std::size_t i = 0; i < texts.size(); ++i)
    out.push_back(other ? kept.group_of[i] == kept.kept.size() : texts[i] == text);
  return out;
}

// Which sessions of a part a cell means.
class Wanted {
 public:
  Wanted(const SessionQuestion& question, const SessionCell& cell, const SessionParts& parts) : cell_(cell) {
    if (cell.label) labels_ = wanted(*cell.label, kept_labels(question, parts), parts.texts.labels);
    if (cell.page) pages_ = wanted(*cell.page, kept_pages(question, parts), parts.texts.pages);
  }

  void add_persons(const SessionFacts& facts, PersonList& persons) const {
    std::vector<std::uint8_t> viewed(cell_.page ? facts.sessions.size() : 0);
    if (cell_.page && cell_.part == PagePart::viewed) {
      for (const ViewRow& view : facts.views) viewed[view.session] |= pages_[view.page];
    }
    for (std::size_t s = 0; s < facts.sessions.size(); ++s) {
      if (fits(facts.sessions[s], cell_.page && viewed[s] != 0)) persons.push_back(facts.sessions[s].person);
    }
  }

 private:
  bool fits(const SessionRow& row, bool viewed) const {
    if (cell_.bucket && row.bucket != *cell_.bucket) return false;
    if (cell_.bounced && !row.bounced) return false;
    if (cell_.label && labels_[row.label] == 0) return false;
    if (!cell_.page || cell_.part == PagePart::viewed) return !cell_.page || viewed;
    const std::uint32_t page = cell_.part == PagePart::entered ? row.entry : row.exit;
    return page != kNoPage && pages_[page] != 0;
  }

  const SessionCell& cell_;
  std::vector<std::uint8_t> labels_, pages_;
};

}  // namespace

void fill_answer(const SessionQuestion& question, const SessionParts& parts, SessionAnswer& answer) {
  const std::size_t buckets = answer.buckets.size();
  auto all = tallies(parts, 1, buckets, [](const SessionRow&) { return std::size_t{0}; });
  answer.all = SessionTally::series("", std::move(all[0]), parts.pool);
  if (question.breakdown) {
    const Kept kept = kept_labels(question, parts);
    auto groups = tallies(parts, kept.kept.size() + 1, buckets,
                          [&](const SessionRow& row) -> std::size_t { return kept.group_of[row.label]; });
    for (std::size_t g = 0; g < groups_in(kept); ++g)
      answer.groups.push_back(
          SessionTally::series(text_of(kept, parts.texts.labels, g), std::move(groups[g]), parts.pool));
  }
  if (question.pages > 0) answer.pages = pages_of(question, parts);
}

PersonList persons_of(const SessionQuestion& question, const SessionCell& cell, const SessionParts& parts) {
  const Wanted wanted(question, cell, parts);
  PersonList persons;
  for (const SessionFacts& facts : parts.facts) wanted.add_persons(facts, persons);
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  return persons;
}

}  // namespace throng::analyze::internal
