#include "ledger/campaign_states.h"

#include <soci/soci.h>

#include <algorithm>

#include <fmt/format.h>

#include "ledger/internal/text.h"

namespace throng::ledger {
namespace {

constexpr long long kNever = -1;
constexpr std::size_t kMaxName = 320;

// Of the campaigns for which `condition`, with a :value in it, holds.
Result<std::vector<CampaignState>> select(soci::session& sql, std::string_view condition, const std::string& value) {
  std::vector<CampaignState> all;
  CampaignState state;
  std::string phase;
  long long next = kNever, changed = 0;
  const std::string text = fmt::format(
      "SELECT campaign, state, next_ms, by_whom, changed_ms FROM campaign_states WHERE {} ORDER BY campaign",
      condition);
  soci::statement found = (sql.prepare << text, soci::use(value), soci::into(state.campaign), soci::into(phase),
                           soci::into(next), soci::into(state.by), soci::into(changed));
  found.execute();
  while (found.fetch()) {
    THRONG_TRY(state.phase, internal::enum_of<CampaignPhase>(phase));
    state.next = next == kNever ? std::nullopt : std::optional(from_ms(next));
    state.changed = from_ms(changed);
    all.push_back(state);
  }
  return all;
}

Result<CampaignState> state_in(soci::session& sql, const std::string& campaign) {
  THRONG_TRY(auto found, select(sql, "campaign = :value", campaign));
  if (!found.empty()) return std::move(found.front());
  return CampaignState{.campaign = campaign, .phase = CampaignPhase::draft, .next = {}, .by = {}, .changed = {}};
}

}  // namespace

Result<CampaignState> find_campaign_state(Db& db, std::string_view campaign) {
  CampaignState state;
  if (!internal::is_storable(campaign)) return state;
  const std::string id(campaign);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    THRONG_TRY(state, state_in(sql, id));
    return {};
  }));
  return state;
}

Result<void> change_campaign_state(Db& db, const std::vector<CampaignPhase>& from, const CampaignState& state) {
  THRONG_CHECK(internal::check_text("by", state.by, kMaxName));
  const std::string phase = internal::name_of(state.phase);
  const long long next = state.next ? to_ms(*state.next) : kNever, changed = to_ms(state.changed);
  return db.transact([&](soci::session& sql) -> Result<void> {
    std::string there;
    sql << "SELECT id FROM saved WHERE id = :id", soci::use(state.campaign), soci::into(there);
    if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such campaign");
    THRONG_TRY(const CampaignState before, state_in(sql, state.campaign));
    if (std::ranges::find(from, before.phase) == from.end())
      return fail(ErrorCode::conflict, fmt::format("the campaign is {}", internal::name_of(before.phase)));
    sql << "DELETE FROM campaign_states WHERE campaign = :campaign", soci::use(state.campaign);
    sql << "INSERT INTO campaign_states (campaign, state, next_ms, by_whom, changed_ms) VALUES (:campaign, :state, "
           ":next, :by, :changed)",
        soci::use(state.campaign), soci::use(phase), soci::use(next), soci::use(state.by), soci::use(changed);
    return {};
  });
}

Result<std::vector<CampaignState>> list_campaign_states(Db& db, std::string_view project, SavedKind kind) {
  std::vector<CampaignState> all;
  if (!internal::is_storable(project)) return all;
  const std::string in(project);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    THRONG_TRY(all, select(sql,
                           fmt::format("campaign IN (SELECT id FROM saved WHERE project = :value AND kind = '{}')",
                                       internal::name_of(kind)),
                           in));
    return {};
  }));
  return all;
}

}  // namespace throng::ledger
