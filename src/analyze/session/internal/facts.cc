#include "analyze/session/internal/facts.h"

#include <algorithm>

#include "analyze/internal/labels.h"
#include "analyze/internal/order_statistics.h"
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

Kept kept_labels(const SessionQuestion& question, const SessionFacts& facts, const SessionTexts& texts) {
  std::vector<std::uint64_t> counts(texts.labels.size());
  for (const SessionRow& row : facts.sessions) ++counts[row.label];
  return keep(texts.labels, counts, question.top);
}

Kept kept_pages(const SessionQuestion& question, const SessionFacts& facts, const SessionTexts& texts) {
  std::vector<std::uint64_t> counts(texts.pages.size());
  for (const ViewRow& view : facts.views) ++counts[view.page];
  return keep(texts.pages, counts, question.pages);
}

std::string text_of(const Kept& kept, const std::vector<std::string>& texts, std::size_t group) {
  return group < kept.kept.size() ? texts[kept.kept[group]] : std::string(model::kOther);
}

struct Sum {
  SessionNumbers counts;
  std::int64_t length_ms = 0;
  std::uint64_t last_person = kNobody;

  void add(const SessionRow& row) {
    ++counts.sessions;
    counts.events += row.events;
    counts.views += row.views;
    counts.bounces += row.bounced ? 1 : 0;
    length_ms += row.length_ms;
    if (last_person != row.person) ++counts.persons;
    last_person = row.person;
  }
  SessionNumbers numbers(std::span<const std::vector<std::int64_t>> lengths) const {
    SessionNumbers out = counts;
    out.events_per_session = ratio(out.events, out.sessions);
    out.pages_per_session = ratio(out.views, out.sessions);
    out.sessions_per_person = ratio(out.sessions, out.persons);
    out.bounce_rate = ratio(out.bounces, out.sessions);
    if (out.sessions > 0) out.mean_ms = static_cast<double>(length_ms) / static_cast<double>(out.sessions);
    out.median_ms = percentile_of(lengths, 0.5);
    return out;
  }
};

// One series' sums.
class Tally {
 public:
  explicit Tally(std::size_t buckets) : buckets_(buckets), lengths_(buckets) {}
  void add(const SessionRow& row) {
    buckets_[row.bucket].add(row);
    total_.add(row);
    lengths_[row.bucket].push_back(row.length_ms);
  }
  SessionSeries series(std::string label) const {
    SessionSeries out{std::move(label), {}, total_.numbers(lengths_)};
    for (std::size_t b = 0; b < buckets_.size(); ++b)
      out.buckets.push_back(buckets_[b].numbers(std::span(lengths_).subspan(b, 1)));
    return out;
  }

 private:
  std::vector<Sum> buckets_;
  Sum total_;
  std::vector<std::vector<std::int64_t>> lengths_;
};

struct PageSum {
  PageNumbers counts;
  std::vector<std::int64_t> dwells;
  std::uint64_t last_person = kNobody;
};

std::vector<PageNumbers> pages_of(const SessionQuestion& question, const SessionFacts& facts,
                                  const SessionTexts& texts) {
  const Kept kept = kept_pages(question, facts, texts);
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
  std::vector<PageNumbers> pages;
  for (std::size_t g = 0; g < kept.kept.size() + (kept.others ? 1 : 0); ++g) {
    PageNumbers& page = pages.emplace_back(sums[g].counts);
    page.page = text_of(kept, texts.pages, g);
    page.bounce_rate = ratio(page.bounces, page.entries);
    page.dwells = sums[g].dwells.size();
    std::int64_t all = 0;
    for (const std::int64_t dwell : sums[g].dwells) all += dwell;
    if (page.dwells > 0) page.mean_dwell_ms = static_cast<double>(all) / static_cast<double>(page.dwells);
    page.median_dwell_ms = percentile_of(std::span(&sums[g].dwells, 1), 0.5);
  }
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

}  // namespace

void SessionFacts::append(SessionFacts&& other) {
  const auto before = static_cast<std::uint32_t>(sessions.size());
  sessions.insert(sessions.end(), other.sessions.begin(), other.sessions.end());
  for (ViewRow& view : other.views) view.session += before;
  views.insert(views.end(), other.views.begin(), other.views.end());
}

void fill_answer(const SessionQuestion& question, const SessionFacts& facts, const SessionTexts& texts,
                 SessionAnswer& answer) {
  Tally all(answer.buckets.size());
  for (const SessionRow& row : facts.sessions) all.add(row);
  answer.all = all.series("");
  if (question.breakdown) {
    const Kept kept = kept_labels(question, facts, texts);
    std::vector<Tally> groups(kept.kept.size() + 1, Tally(answer.buckets.size()));
    for (const SessionRow& row : facts.sessions) groups[kept.group_of[row.label]].add(row);
    for (std::size_t g = 0; g < kept.kept.size() + (kept.others ? 1 : 0); ++g)
      answer.groups.push_back(groups[g].series(text_of(kept, texts.labels, g)));
  }
  if (question.pages > 0) answer.pages = pages_of(question, facts, texts);
}

PersonList persons_of(const SessionQuestion& question, const SessionCell& cell, const SessionFacts& facts,
                      const SessionTexts& texts) {
  std::vector<std::uint8_t> counts(facts.sessions.size(), 1);
  std::vector<std::uint8_t> labels, pages;
  if (cell.label) labels = wanted(*cell.label, kept_labels(question, facts, texts), texts.labels);
  if (cell.page) pages = wanted(*cell.page, kept_pages(question, facts, texts), texts.pages);
  std::vector<std::uint8_t> viewed(cell.page ? facts.sessions.size() : 0);
  if (cell.page && cell.part == PagePart::viewed) {
    for (const ViewRow& view : facts.views) viewed[view.session] |= pages[view.page];
  }
  const auto fits = [&](std::size_t s) {
    const SessionRow& row = facts.sessions[s];
    if (cell.bucket && row.bucket != *cell.bucket) return false;
    if (cell.bounced && !row.bounced) return false;
    if (cell.label && labels[row.label] == 0) return false;
    if (!cell.page) return true;
    if (cell.part == PagePart::viewed) return viewed[s] != 0;
    const std::uint32_t page = cell.part == PagePart::entered ? row.entry : row.exit;
    return page != kNoPage && pages[page] != 0;
  };
  PersonList persons;
  for (std::size_t s = 0; s < facts.sessions.size(); ++s) {
    if (fits(s)) persons.push_back(facts.sessions[s].person);
  }
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  return persons;
}

}  // namespace throng::analyze::internal
