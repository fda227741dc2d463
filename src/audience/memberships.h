// Who is in a segment, has a tag, lies in a layer, as a question asked at some moment sees it.
#pragma once

#include <string>
#include <vector>

#include "analyze/question.h"
#include "analyze/registry.h"
#include "audience/audience.h"
#include "audience/ledger_costs.h"

namespace throng::audience {

// Segments are worked out as of the question; so are live tags and layers, and those never worked out yet. The others
// are as they were when they were last due.
class CurrentMemberships final : public analyze::Memberships {
 public:
  struct Moment {
    Calendar calendar = Calendar::utc();
    Instant now{};
    std::stop_token stop;
    // Back then: `now` is that instant, whatever came later is left out, and tags and layers are as their versions of
    // that day say. Worked out in SQL.
    bool past = false;
  };
  CurrentMemberships(Audience& audience, Moment moment);

  // Errors: not_found, conflict (a circle: the message names what is on it), and the analyses' own.
  Result<std::shared_ptr<const analyze::PersonList>> segment(std::string_view id) const override;
  Result<std::shared_ptr<const analyze::PersonList>> tag(std::string_view tag,
                                                         const std::optional<std::string>& value) const override;
  Result<std::shared_ptr<const analyze::PersonList>> layer(std::string_view scheme,
                                                           std::string_view layer) const override;
  std::uint64_t version() const override { return audience_->version(); }

  // The same with all values. In the past not_found also means that there is no version of that day.
  Result<std::shared_ptr<const Assignment>> assignment(const Object& object) const;

  // Works out all of these that nobody has asked for yet, and what they build on, in one pass over the timelines for
  // each level of building on others, so that assignment() finds them. Where that fails it is left to assignment(),
  // which says why.
  void prepare(std::span<const Object> objects) const;
  // The same, and `plans` of one's own are carried out in the first of these passes. Errors: those of carry_out.
  Result<std::vector<Result<Assignment>>> prepare_with(std::span<const Object> objects,
                                                       std::span<const Plan> plans) const;

  // The context for a question that may name segments and look up costs; valid while this object lives.
  analyze::AskContext context() const;

 private:
  CurrentMemberships(const CurrentMemberships& outer, const Definition& inside);
  Result<std::shared_ptr<const Assignment>> assignment(const Definition& definition) const;
  Result<std::shared_ptr<const Assignment>> past(const Definition& definition) const;
  Result<std::shared_ptr<const Assignment>> in_force(const Definition& definition) const;
  bool is_lacking(const Definition& definition) const;
  std::vector<const Definition*> lacking(const std::vector<Definition>& all, std::span<const Object> objects) const;
  void keep(std::span<const Definition* const> definitions, std::span<Result<Assignment>> assignments) const;
  Audience::Stamp stamp_of(const Definition& definition) const;

  Audience* audience_;
  Moment moment_;
  LedgerCosts costs_;
  std::vector<Definition> path_;  // what is being worked out around this
};

}  // namespace throng::audience
