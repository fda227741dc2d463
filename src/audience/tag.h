// A tag (标签): a named value per person, from rules, from a statistic of what the person did, from SQL, or put in by
// people.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audience/definition.h"
#include "audience/split.h"
#include "ledger/saved.h"

namespace throng::audience {

inline constexpr std::size_t kMaxTagRules = 24;
inline constexpr std::size_t kMaxTagValues = 5000;  // different ones of a tag
inline constexpr std::size_t kMaxTagValueBytes = 200;
inline constexpr std::uint32_t kMaxSqlTagRows = 5'000'000;

// rule: the first rule that holds. statistic: one value of what a person did. manual: set person by person. imported:
// from a file. sql: a SELECT that gives (person, value). predicted: of a model; none can be saved yet.
enum class TagKind { rule, statistic, manual, imported, sql, predicted };
BOOST_DESCRIBE_ENUM(TagKind, rule, statistic, manual, imported, sql, predicted)

struct TagRule {
  std::string value;
  model::Filter filter{model::All{}};
  static constexpr std::string_view kRequired[] = {"value"};
};
BOOST_DESCRIBE_STRUCT(TagRule, (), (value, filter))

struct Tag {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::tag;
  TagKind kind = TagKind::rule;
  std::string category;                         // at most 100 bytes; "": none
  std::vector<TagRule> rules;                   // of a rule tag: 1..kMaxTagRules, different values
  std::optional<analyze::Statistic> statistic;  // of a statistic tag
  bool count_none = false;     // of times, days and sum: persons without a matching event have 0 rather than no value
  std::string sql;             // of an SQL tag: columns person and value; rows without a value count for nothing
  std::optional<Split> split;  // of numbers: named parts instead of the numbers themselves
  Schedule schedule;           // manual and imported ones are never due
};
BOOST_DESCRIBE_STRUCT(Tag, (), (kind, category, rules, statistic, count_none, sql, split, schedule))

// Fields that its kind does not use are emptied. Whether what it names exists, and what its SQL says, is not looked at.
// Errors: invalid_argument with the path of what is wrong.
Result<void> check(Tag& tag);

bool is_put_in(TagKind kind);  // manual, imported
// The values it can have, in their order, where its definition says them.
std::vector<std::string> named_values(const Tag& tag);
std::vector<Object> named_in(const Tag& tag);  // each once

Result<Tag> tag_of(const ledger::Saved& saved);  // errors: corrupt
Definition definition_of(const ledger::Saved& saved, const Tag& tag);
Result<void> add_tag_definitions(ledger::Db& db, std::string_view project, std::vector<Definition>& all);

}  // namespace throng::audience
