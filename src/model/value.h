// Property values. On disk and in memory a value is its canonical JSON text ("raw"): `"pro"`, `12.5`,
// `true`, `["a","b"]`; numbers shortest, strings with minimal escapes, so equal values are equal bytes.
// A missing property and null are the same: "".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/filter.h"

namespace throng::model {

// How raw text reads under each operator family; empty when it does not.
// text: strings as they are, numbers and booleans by their raw text; lists do not read as text.
std::optional<std::string> as_text(std::string_view raw);
// number: numbers, and strings that are wholly a decimal number ("5", "-1.5e3", no spaces).
std::optional<double> as_number(std::string_view raw);
// instant: strings "YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ" and "YYYY-MM-DDThh:mm:ss.mmmZ" only (what
// clients' date types write); other text is not an instant.
std::optional<Instant> as_instant(std::string_view raw);
std::optional<bool> as_boolean(std::string_view raw);  // true, false; not "true"
// list: the elements' texts; empty optional for anything but a list.
std::optional<std::vector<std::string>> as_list(std::string_view raw);

// The meaning of every comparison, in one place: the truth that the other interpreters are tested against.
// `raw` is the property's value, "" when missing. `now` serves in_last / not_in_last.
class Matcher {
 public:
  // The comparison must have passed validate().
  Matcher(const Comparison& comparison, Instant now);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;
  bool operator()(std::string_view raw) const;
  // Number operators on a value already read as one (NaN: missing or not a number).
  bool number(double value) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Unicode simple case folding of UTF-8 (ICU), used by case_insensitive on both sides.
std::string fold_case(std::string_view text);

// The value's label in breakdowns and drills: strings as they are, others by their raw text, "$none" when missing.
std::string label_of(std::string_view raw);
inline constexpr std::string_view kNone = "$none";
inline constexpr std::string_view kOther = "$other";

}  // namespace throng::model
