// A question's breakdown over timelines: from events to labels, and from labels to the groups of the answer.
#pragma once

#include "analyze/internal/labels.h"
#include "analyze/question.h"
#include "timeline/filter_scan.h"

namespace throng::analyze::internal {

// The groups of an answer in its order, $other last. Without breakdown one group "".
struct Groups {
  std::vector<std::string> names = {""};
  std::vector<std::uint32_t> of_code = {0};  // per code of the breakdown; names.size() at most
};

class Breakdown {
 public:
  // Adds the column to the program.
  Breakdown(timeline::FilterProgram& program, const std::optional<PropertyRef>& property);
  void bind(const timeline::Snapshot& snapshot);

  explicit operator bool() const { return column_.has_value(); }
  timeline::ValueCode code(const timeline::PersonView& person, std::size_t event) const {
    return column_ ? person.columns[*column_].codes[by_trait_ ? 0 : event] : 0;
  }
  const Labels& labels() const { return labels_; }  // without breakdown one label ""
  std::optional<std::size_t> column() const { return column_; }
  bool by_trait() const { return by_trait_; }
  // `weights`: per label, by which the top ones are kept.
  Groups groups(std::span<const LabelWeight> weights, std::size_t top) const;
  // By counts; 0: the label does not occur.
  Groups groups(const std::vector<std::uint64_t>& counts, std::size_t top) const;
  // Per code whether it belongs to the label of a cell. $other needs the groups.
  std::vector<std::uint8_t> wanted(const std::optional<std::string>& label, const Groups& groups) const;

 private:
  std::optional<std::size_t> column_;
  bool by_trait_ = false;
  Labels labels_{{0}, {""}};
};

}  // namespace throng::analyze::internal
