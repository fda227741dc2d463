// Insight (人群洞察): what distinguishes the persons of a segment from a baseline, over many traits, tags and layers at
// once: shares, TGI, significance, numbers.
#pragma once

#include "analyze/question.h"
#include "analyze/reads.h"

namespace throng::analyze {

inline constexpr std::size_t kMaxInsightGroupings = 200;
inline constexpr std::size_t kMaxInsightValues = 200;  // of one tag or layer scheme
inline constexpr std::uint32_t kMaxInsightTop = 100;
inline constexpr std::size_t kMaxInsightCross = 12;    // values of either side of a cross table
inline constexpr std::size_t kFewInsightNumbers = 10;  // different numbers that are also listed as values

enum class InsightKind { trait, tag, segment, layers };
BOOST_DESCRIBE_ENUM(InsightKind, trait, tag, segment, layers)

// By what persons are grouped. A trait has the values that occur. A segment has one value, "": to be in it.
struct InsightGrouping {
  InsightKind kind = InsightKind::trait;
  std::string id;                   // the trait's name, the others' ids
  std::vector<std::string> values;  // of a tag and of layers: those to look at, at most kMaxInsightValues
  static constexpr std::string_view kRequired[] = {"id"};
};
BOOST_DESCRIBE_STRUCT(InsightGrouping, (), (kind, id, values))

// Shares are of all persons of the segment or the baseline, or of those who have a value at all: any value of a trait
// or a tag, one of the listed layers.
enum class InsightOf { everyone, known };
BOOST_DESCRIBE_ENUM(InsightOf, everyone, known)

// Two groupings against each other, by their places in `by`.
struct InsightCross {
  std::size_t a = 0;
  std::size_t b = 1;
};
BOOST_DESCRIBE_STRUCT(InsightCross, (), (a, b))

struct InsightQuestion {
  model::Filter segment;
  model::Filter baseline{model::All{}};
  InsightOf of = InsightOf::everyone;
  std::vector<InsightGrouping> by;  // 1..kMaxInsightGroupings, distinct
  std::uint64_t min_persons = 10;   // values of fewer persons are folded away; 1 or more
  std::uint32_t top = 20;           // values of one grouping, those of most persons; 1..kMaxInsightTop
  std::optional<InsightCross> cross;
  static constexpr std::string_view kRequired[] = {"segment", "by"};
};
BOOST_DESCRIBE_STRUCT(InsightQuestion, (), (segment, baseline, of, by, min_persons, top, cross))

// One value: how many persons of either have it, and which part they are.
struct InsightValue {
  std::string value;
  std::uint64_t segment = 0;
  std::uint64_t baseline = 0;
  double segment_share = 0;  // 0 of nobody
  double baseline_share = 0;
  std::optional<double> tgi;  // 100 * segment_share / baseline_share; empty where nobody of the baseline has it
  std::optional<double> z;    // of the segment against those of the baseline who are not in it (analyze/significance.h)
  std::optional<double> p;    // two-sided, adjusted for all values of the answer (Holm)
};
BOOST_DESCRIBE_STRUCT(InsightValue, (), (value, segment, baseline, segment_share, baseline_share, tgi, z, p))

// Values that are not listed: of too few persons, or not among the top. A person counts once for each.
struct InsightFolded {
  std::uint64_t values = 0;
  std::uint64_t segment = 0;
  std::uint64_t baseline = 0;
};
BOOST_DESCRIBE_STRUCT(InsightFolded, (), (values, segment, baseline))

struct InsightFigures {
  std::uint64_t persons = 0;
  std::optional<double> mean;
  std::optional<double> median;  // type 7
};
BOOST_DESCRIBE_STRUCT(InsightFigures, (), (persons, mean, median))
struct InsightBin {
  std::optional<double> from;  // included
  std::optional<double> to;    // excluded
  std::uint64_t segment = 0;
  std::uint64_t baseline = 0;
};
BOOST_DESCRIBE_STRUCT(InsightBin, (), (from, to, segment, baseline))
struct InsightNumbers {
  InsightFigures segment;
  InsightFigures baseline;
  std::vector<InsightBin> bins;  // of one width, at most 20
};
BOOST_DESCRIBE_STRUCT(InsightNumbers, (), (segment, baseline, bins))

struct InsightGroup {
  std::uint64_t segment_known = 0;  // who has a value at all
  std::uint64_t baseline_known = 0;
  std::vector<InsightValue> values;  // those of most persons first; none of a trait with more than kFewInsightNumbers
                                     // different values that are all numbers
  InsightFolded folded;
  std::optional<InsightNumbers> numbers;  // of a trait whose values are all numbers
};
BOOST_DESCRIBE_STRUCT(InsightGroup, (), (segment_known, baseline_known, values, folded, numbers))

// Persons with a value of each, by the values of most persons: [a][b].
struct InsightCrossTable {
  std::vector<std::string> a;
  std::vector<std::string> b;
  std::vector<std::vector<std::uint64_t>> segment;
  std::vector<std::vector<std::uint64_t>> baseline;
};
BOOST_DESCRIBE_STRUCT(InsightCrossTable, (), (a, b, segment, baseline))

struct InsightAnswer {
  std::uint64_t segment = 0;
  std::uint64_t baseline = 0;
  std::vector<InsightGroup> groups;  // in the order of `by`
  std::optional<InsightCrossTable> cross;
};
BOOST_DESCRIBE_STRUCT(InsightAnswer, (), (segment, baseline, groups, cross))

enum class InsightSide { segment, baseline };
BOOST_DESCRIBE_ENUM(InsightSide, segment, baseline)

// Who has a value of a grouping, any value (without `value`), or a number in [from, to).
struct InsightPick {
  std::size_t by = 0;
  std::optional<std::string> value;
  std::optional<double> from;
  std::optional<double> to;
};
BOOST_DESCRIBE_STRUCT(InsightPick, (), (by, value, from, to))
struct InsightCell {
  InsightSide of = InsightSide::segment;
  std::vector<InsightPick> picks;  // all of them hold; none: all persons
};
BOOST_DESCRIBE_STRUCT(InsightCell, (), (of, picks))

Result<void> validate(const InsightQuestion& question);
Result<void> validate(const InsightCell& cell, const InsightQuestion& question);

void add_reads(Reads& reads, const InsightGrouping& grouping);

}  // namespace throng::analyze
