// A trend's breakdowns over timelines: from events to the combinations of their labels, and to the groups of the
// answer.
#pragma once

#include <array>
#include <unordered_map>

#include "analyze/internal/labels.h"
#include "analyze/trend/internal/bin_labels.h"
#include "analyze/trend/spec.h"
#include "timeline/filter_scan.h"

namespace throng::analyze::internal {

class Grouping {
 public:
  // The labels of an event, as places among those of each breakdown.
  using Key = std::array<std::uint32_t, kMaxTrendBreakdowns>;

  // Adds the columns to the program.
  Grouping(timeline::FilterProgram& program, const std::vector<TrendBreakdown>& by);
  // After the program was bound.
  void bind(const timeline::Snapshot& snapshot);

  std::size_t count() const { return parts_.size(); }
  // Whether some bins depend on the numbers there are; then set_ends() must follow bind().
  bool is_automatic() const;
  // The least and greatest number per breakdown, with automatic bins, of what it has seen.
  class Ends {
   public:
    explicit Ends(const Grouping& by) : by_(&by), ends_(by.count()) {}
    void see(const timeline::PersonView& person, std::size_t event);
    void merge(const Ends& other);
    const std::optional<NumberEnds>& of(std::size_t breakdown) const { return ends_[breakdown]; }

   private:
    const Grouping* by_;
    std::vector<std::optional<NumberEnds>> ends_;
  };
  void set_ends(const Ends& ends);

  std::uint32_t label(std::size_t breakdown, const timeline::PersonView& person, std::size_t event) const {
    const Part& part = parts_[breakdown];
    return part.labels.of_code[person.columns[part.column].codes[part.by_trait ? 0 : event]];
  }
  Key key(const timeline::PersonView& person, std::size_t event) const {
    Key key{};
    for (std::size_t i = 0; i < parts_.size(); ++i) key[i] = label(i, person, event);
    return key;
  }
  std::size_t labels(std::size_t breakdown) const { return parts_[breakdown].labels.texts.size(); }
  std::vector<std::string> texts(const Key& key) const;
  // The key of these labels, one per breakdown; empty where no event has one of them.
  std::optional<Key> find(const std::vector<std::string>& labels) const;
  // The `top` keys by descending weight, ties by texts. Those with a literal "$other" are never among them.
  std::vector<std::size_t> top(std::span<const Key> keys, std::span<const LabelWeight> weights, std::size_t top) const;

 private:
  friend class GroupMap;
  struct Part {
    std::size_t column = 0;
    bool by_trait = false;
    std::optional<std::vector<double>> bins;     // as asked for
    std::vector<std::optional<double>> numbers;  // per code, with bins
    Labels labels;
  };
  void put_in_bins(Part& part, const std::vector<double>& edges);
  std::vector<Part> parts_;
};

// Which group an event belongs to. Without breakdown all are in group 0.
class GroupMap {
 public:
  // Every key is a group of its own, in this order; what is none of them is in the group after the last.
  GroupMap(const Grouping& by, std::span<const Grouping::Key> keys);

  std::uint32_t groups() const { return rest_ + 1; }
  std::uint32_t rest() const { return rest_; }
  std::uint32_t of(const timeline::PersonView& person, std::size_t event) const {
    if (column_) return of_code_[person.columns[*column_].codes[by_trait_ ? 0 : event]];
    return by_->count() == 0 ? 0 : of_key(by_->key(person, event));
  }

 private:
  std::uint32_t of_key(const Grouping::Key& key) const {
    const auto found = of_key_.find(key);
    return found == of_key_.end() ? rest_ : found->second;
  }
  struct Hash {
    std::size_t operator()(const Grouping::Key& key) const {
      std::uint64_t hash = 0;
      for (const std::uint32_t label : key) hash = (hash ^ label) * 0x9E3779B97F4A7C15ULL, hash ^= hash >> 29U;
      return hash;
    }
  };
  const Grouping* by_;
  std::uint32_t rest_;
  // Of one breakdown a table suffices.
  std::optional<std::size_t> column_;
  bool by_trait_ = false;
  std::vector<std::uint32_t> of_code_;
  std::unordered_map<Grouping::Key, std::uint32_t, Hash> of_key_;
};

}  // namespace throng::analyze::internal
