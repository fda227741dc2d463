#include "audience/members_file.h"

#include <unordered_map>

#include "analyze/statistic/run_timeline.h"

namespace throng::audience {
namespace {

using model::PersonNumber;
using ByLabel = std::unordered_map<std::string, std::vector<PersonNumber>>;

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
}

Result<ByLabel> persons_by(const std::string& trait, timeline::Timeline& timeline, const analyze::AskContext& context) {
  const analyze::Statistic statistic{.measure = analyze::StatisticMeasure::trait, .property = trait};
  THRONG_CHECK(analyze::validate(statistic));
  THRONG_TRY(const auto found, analyze::statistics_timeline({&statistic, 1}, timeline, context));
  ByLabel by_label;
  for (std::size_t i = 0; i < found[0].persons.size(); ++i)
    by_label[found[0].labels[found[0].codes[i]]].push_back(found[0].persons[i]);
  return by_label;
}

}  // namespace

Result<Matched> match(std::span<const std::string> values, const std::string& trait,
                      const collect::Collector& collector, timeline::Timeline& timeline,
                      const analyze::AskContext& context) {
  if (values.size() > kMaxListed)
    return fail(ErrorCode::too_large, "at most " + std::to_string(kMaxListed) + " values at once", "values");
  ByLabel by_label;
  if (!trait.empty()) {
    THRONG_TRY(by_label, persons_by(trait, timeline, context));
  }
  THRONG_TRY(const timeline::Snapshot snapshot, timeline.snapshot());
  const auto find = [&](const std::string& value) -> std::vector<PersonNumber> {
    if (!trait.empty()) {
      const auto found = by_label.find(value);
      return found == by_label.end() ? std::vector<PersonNumber>() : found->second;
    }
    for (const auto kind : {model::IdKind::user, model::IdKind::anonymous}) {
      if (const auto number = collector.find({kind, value})) return {snapshot.representative(*number)};
    }
    return {};
  };
  Matched out;
  std::vector<std::uint32_t> persons;
  for (const std::string& given : values) {
    const std::string value = trimmed(given);
    if (value.empty()) continue;
    const auto found = find(value);
    persons.insert(persons.end(), found.begin(), found.end());
    ++(found.empty() ? out.unmatched : out.matched);
    if (found.empty() && out.not_found.size() < kShownUnmatched) out.not_found.push_back(value);
  }
  out.persons = Bitmap::of(persons);
  return out;
}

}  // namespace throng::audience
