#include "engage/rehearsal.h"

#include <algorithm>
#include <map>
#include <set>

#include "engage/policy.h"
#include "engage/split.h"
#include "engage/winner.h"

namespace throng::engage {
namespace {

using model::PersonNumber;

constexpr std::size_t kAtOnce = 2'000;

// What was counted, by name, until it is put in order.
struct Counts {
  std::map<std::string, std::uint64_t> sent, refused;
  std::map<std::string, MissingCount> missing;
};

template <class One>
void most_first(std::vector<One>& all) {
  std::ranges::sort(all, std::ranges::greater{}, &One::persons);
}

class Hall {
 public:
  Hall(const RehearsalPlace& place, const std::string& campaign, const Composer& composer)
      : place_(place), campaign_(campaign), composer_(composer) {
    for (const Variant& variant : composer.plan().campaign.variants) {
      weights_.push_back(variant.weight);
      counts_.sent[variant.name] = 0;
    }
  }

  Result<void> add(std::span<const PersonNumber> persons, const std::stop_token& stop) {
    const Campaign& campaign = composer_.plan().campaign;
    THRONG_TRY(const auto recipients,
               recipients_of(place_.source,
                             {persons, campaign, place_.rules, composer_.traits(), composer_.tags(), nullptr}, stop));
    std::vector<PersonNumber> numbers;
    for (const KnownRecipient& one : recipients)
      numbers.insert(numbers.end(), one.recipient.numbers.begin(), one.recipient.numbers.end());
    THRONG_TRY(const auto counted,
               ledger::counted_sends(place_.source.audience.db(), numbers, place_.now - reach_of(place_.rules.caps)));
    for (const KnownRecipient& one : recipients) add(one, counted);
    return {};
  }

  Rehearsal finish() && {
    for (auto& [variant, persons] : counts_.sent) out_.sent.push_back({variant, persons});
    for (auto& [reason, persons] : counts_.refused) out_.refused.push_back({reason, persons});
    for (auto& [variable, count] : counts_.missing) out_.missing.push_back(count);
    most_first(out_.refused);
    most_first(out_.missing);
    return std::move(out_);
  }

 private:
  void add(const KnownRecipient& one, std::span<const ledger::Counted> counted) {
    using What = ledger::Verdict::What;
    const Campaign& campaign = composer_.plan().campaign;
    const PersonNumber person = one.recipient.person;
    ledger::Send send;
    send.person = person;
    send.first_due = place_.now;
    send.variant = campaign.variants[variant_of(campaign_, person, weights_)].name;
    const bool waits = campaign.winner && !is_tried_on(campaign_, person, campaign.winner->test_percent);
    send.held = !campaign.transactional && is_held_out(campaign_, person, campaign.holdout_percent);
    const Judged judged{campaign, place_.rules, place_.source.audience.project(), place_.now};
    const ledger::Verdict verdict = judge(judged, send, one.recipient, counted_of(one.recipient, counted));
    ++out_.audience;
    if (verdict.what == What::hold_out) ++out_.held_out;
    if (verdict.what == What::wait) ++out_.waiting;
    if (verdict.what == What::drop) ++counts_.refused[verdict.reason];
    if (verdict.what == What::hand_over) compose(one, send, waits);
  }

  // Whoever waits for a winner is counted under no content.
  void compose(const KnownRecipient& one, const ledger::Send& send, bool waits) {
    std::vector<std::string> missing;
    const auto message =
        composer_.compose({0, send.variant, "", one, place_.rules, place_.links, place_.now, &missing});
    if (!message) {
      ++counts_.refused["unrendered"];
      if (out_.problem.empty()) out_.problem = describe(message.error());
      return;
    }
    ++counts_.sent[waits ? std::string() : send.variant];
    const std::set<std::string> each(missing.begin(), missing.end());
    for (const std::string& variable : each) {
      MissingCount& count = counts_.missing[variable];
      if (count.persons == 0) count = {variable, 0, one.recipient.person};
      ++count.persons;
    }
  }

  const RehearsalPlace& place_;
  const std::string& campaign_;
  const Composer& composer_;
  std::vector<std::uint32_t> weights_;
  Counts counts_;
  Rehearsal out_;
};

}  // namespace

Result<Rehearsal> rehearse(const RehearsalPlace& place, const std::string& campaign, const Composer& composer,
                           std::stop_token stop) {
  const RecipientSource& source = place.source;
  const Campaign& wanted = composer.plan().campaign;
  THRONG_TRY(const Bitmap audience, audience_of(source.audience, source.calendar, wanted.audience, place.now, stop));
  const TimingPlace clocks{source.audience, place.responses, source.calendar, place.rules, place.now};
  const CivilDate today = source.calendar.date_of(place.now);
  THRONG_TRY(const auto persons, whose_day_it_is(clocks, wanted.timing, today, audience.numbers(), stop));
  Hall hall(place, campaign, composer);
  for (std::size_t from = 0; from < persons.size(); from += kAtOnce) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "the rehearsal was cancelled");
    THRONG_CHECK(hall.add(std::span(persons).subspan(from, std::min(kAtOnce, persons.size() - from)), stop));
  }
  Rehearsal out = std::move(hall).finish();
  if (!wanted.timing.best_time) return out;
  THRONG_TRY(const DueTimes due, due_times(clocks, wanted.timing, place.now, persons, stop));
  out.best_time = due.best;
  return out;
}

}  // namespace throng::engage
