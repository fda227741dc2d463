#include "analyze/path/spec.h"

#include <algorithm>

#include <fmt/core.h>

#include "analyze/internal/checks.h"
#include "analyze/path/internal/names.h"

namespace throng::analyze {
namespace {

Result<void> check_text(const std::string& field, const std::string& text) {
  return internal::check_count(field, text.size(), 1, kMaxPathText);
}

Result<void> check_texts(const std::string& field, const std::vector<std::string>& texts) {
  THRONG_CHECK(internal::check_count(field, texts.size(), 0, kMaxPathRules));
  for (std::size_t i = 0; i < texts.size(); ++i) THRONG_CHECK(check_text(fmt::format("{}[{}]", field, i), texts[i]));
  return {};
}

Result<void> check_split(const PathQuestion& question) {
  THRONG_CHECK(internal::check_count("split", question.split.size(), 0, kMaxPathRules));
  for (std::size_t i = 0; i < question.split.size(); ++i) {
    const std::string field = fmt::format("split[{}]", i);
    const PathSplit& split = question.split[i];
    THRONG_CHECK(check_text(field + ".event", split.event));
    THRONG_CHECK(internal::at_field(field + ".property", model::validate_property(split.property)));
    const auto same = [&split](const PathSplit& other) { return other.event == split.event; };
    if (std::count_if(question.split.begin(), question.split.end(), same) > 1)
      return invalid(field + ".event", "an event can be split by one property only");
  }
  return {};
}

Result<void> check_rules(const PathQuestion& question) {
  THRONG_CHECK(check_split(question));
  THRONG_CHECK(internal::check_count("clean", question.clean.size(), 0, kMaxPathRules));
  for (std::size_t i = 0; i < question.clean.size(); ++i) {
    const std::string field = fmt::format("clean[{}]", i);
    THRONG_CHECK(check_text(field + ".pattern", question.clean[i].pattern));
    THRONG_CHECK(internal::check_count(field + ".replacement", question.clean[i].replacement.size(), 0, kMaxPathText));
    THRONG_CHECK(internal::at_field(field, internal::check_clean(question.clean[i])));
  }
  THRONG_CHECK(check_texts("include", question.include));
  THRONG_CHECK(check_texts("exclude", question.exclude));
  THRONG_CHECK(internal::check_count("groups", question.groups.size(), 0, kMaxPathRules));
  for (std::size_t i = 0; i < question.groups.size(); ++i) {
    const std::string field = fmt::format("groups[{}]", i);
    THRONG_CHECK(check_text(field + ".name", question.groups[i].name));
    THRONG_CHECK(check_texts(field + ".patterns", question.groups[i].patterns));
  }
  return {};
}

}  // namespace

Result<void> validate(const PathQuestion& question) {
  THRONG_CHECK(internal::check_match("match", question.match));
  THRONG_CHECK(internal::check_range(question.range));
  THRONG_CHECK(internal::at_field("sessions", validate(question.sessions)));
  if (question.within && *question.within <= Duration(0))
    return invalid("within", "the duration must be more than zero");
  THRONG_CHECK(check_rules(question));
  THRONG_CHECK(internal::check_count("levels", question.levels, kMinPathLevels, kMaxPathLevels));
  return internal::check_count("top", question.top, 1, kMaxPathTop);
}

Result<void> validate(const PathCell& cell, const PathQuestion& question) {
  THRONG_CHECK(internal::check_count("level", cell.level, 1, question.levels));
  if (cell.next && cell.level == question.levels) return invalid("next", "no edges leave the last level");
  return {};
}

}  // namespace throng::analyze
