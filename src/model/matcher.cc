#include <algorithm>
#include <cmath>
#include <limits>

#include "model/internal/pattern.h"
#include "model/value.h"

namespace throng::model {
namespace {

// The positive operator behind a negative one: "is_not" is the opposite of "is" for every value, missing ones included.
struct Sense {
  Op op;
  bool negated;
};
Sense sense_of(Op op) {
  switch (op) {
    case Op::is_not: return {Op::is, true};
    case Op::not_contains: return {Op::contains, true};
    case Op::not_in: return {Op::in, true};
    case Op::ne: return {Op::eq, true};
    case Op::is_not_set: return {Op::is_set, true};
    default: return {op, false};
  }
}

bool holds_number(Op op, const std::vector<double>& than, double value) {
  switch (op) {
    case Op::eq: return value == than[0];
    case Op::lt: return value < than[0];
    case Op::le: return value <= than[0];
    case Op::gt: return value > than[0];
    case Op::ge: return value >= than[0];
    case Op::between: return than[0] <= value && value <= than[1];
    default: return false;
  }
}

}  // namespace

struct Matcher::Impl {
  Comparison comparison;
  Sense sense;
  Instant now;
  std::unique_ptr<internal::Pattern> pattern;

  std::string folded(std::string text) const { return comparison.case_insensitive ? fold_case(text) : std::move(text); }

  bool text(const std::string& value) const {
    const std::string& wanted = comparison.texts.front();
    switch (sense.op) {
      case Op::is:
      case Op::in: return std::find(comparison.texts.begin(), comparison.texts.end(), value) != comparison.texts.end();
      case Op::contains: return value.find(wanted) != std::string::npos;
      case Op::starts_with: return value.starts_with(wanted);
      case Op::ends_with: return value.ends_with(wanted);
      default: return false;
    }
  }

  bool text_of_raw(std::string_view raw) const {
    auto value = as_text(raw);
    if (!value) return false;
    if (pattern) return pattern->found_in(*value);
    return text(folded(*std::move(value)));
  }

  bool instant(Instant value) const {
    const bool recent = now - comparison.span <= value && value <= now;
    switch (sense.op) {
      case Op::before: return value < comparison.instant;
      case Op::after: return value > comparison.instant;
      case Op::in_last: return recent;
      case Op::not_in_last: return !recent;
      default: return false;
    }
  }

  bool list(std::vector<std::string> values) const {
    if (sense.op == Op::is_empty) return values.empty();
    for (std::string& value : values) value = folded(std::move(value));
    const auto present = [&](const std::string& wanted) {
      return std::find(values.begin(), values.end(), wanted) != values.end();
    };
    const auto& texts = comparison.texts;
    return sense.op == Op::has_all ? std::all_of(texts.begin(), texts.end(), present)
                                   : std::any_of(texts.begin(), texts.end(), present);
  }

  // A value that does not read under the operator's family is as good as missing.
  bool positive(std::string_view raw) const {
    switch (family_of(sense.op)) {
      case OpFamily::text: return text_of_raw(raw);
      case OpFamily::number: {
        const auto value = as_number(raw);
        return value && holds_number(sense.op, comparison.numbers, *value);
      }
      case OpFamily::instant: {
        const auto value = as_instant(raw);
        return value && instant(*value);
      }
      case OpFamily::boolean: return as_boolean(raw) == (sense.op == Op::is_true);
      case OpFamily::list: {
        auto values = as_list(raw);
        return values && list(*std::move(values));
      }
      case OpFamily::presence: return !raw.empty() && raw != "null";
    }
    return false;
  }
};

Matcher::Matcher(const Comparison& comparison, Instant now)
    : impl_(new Impl{comparison, sense_of(comparison.op), now, nullptr}) {
  if (comparison.op == Op::matches) {
    impl_->pattern = std::make_unique<internal::Pattern>(comparison.texts.front(), comparison.case_insensitive);
  } else if (comparison.case_insensitive) {
    for (std::string& text : impl_->comparison.texts) text = fold_case(text);
  }
}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

bool Matcher::operator()(std::string_view raw) const { return impl_->positive(raw) != impl_->sense.negated; }

bool Matcher::number(double value) const {
  return holds_number(impl_->sense.op, impl_->comparison.numbers, value) != impl_->sense.negated;
}

}  // namespace throng::model
