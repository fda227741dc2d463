#include "model/internal/pattern.h"

#include <re2/re2.h>

namespace throng::model::internal {
namespace {

RE2::Options options_for(bool case_insensitive) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!case_insensitive);
  return options;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

struct Pattern::Impl {
  RE2 re;
};

Pattern::Pattern(std::string_view expression, bool case_insensitive)
    : impl_(new Impl{RE2(piece(expression), options_for(case_insensitive))}) {}
Pattern::~Pattern() = default;

bool Pattern::found_in(std::string_view text) const { return RE2::PartialMatch(piece(text), impl_->re); }

Result<void> check_pattern(std::string_view expression) {
  const RE2 re(piece(expression), options_for(false));
  if (!re.ok()) return invalid("value", "not a regular expression (RE2): " + re.error());
  return {};
}

}  // namespace throng::model::internal
