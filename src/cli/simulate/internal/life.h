// One person's life in the shop, visit by visit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/simulate/internal/kinds.h"
#include "cli/simulate/random.h"
#include "cli/simulate/simulator.h"

namespace throng::cli {

// An invitation that a person sent to a neighbour-to-be.
struct Invitation {
  Instant sent{};
  std::string code;
  std::string inviter;  // user id
};

enum class Source { direct, organic, paid_search, social, paid_social, email, referral, affiliate, invitation };
Origin origin_of(Source source, unsigned variant);

class Life {
 public:
  // index: of the person in the whole population. open: invitations of the neighbourhood; one may be taken out,
  // and new ones are put in.
  Life(const ShopSimulator& shop, std::uint32_t index, Random random, std::vector<Invitation>& open);
  SimPerson live() &&;

 private:
  struct Coupon {
    std::string code;
    double off = 0;  // share of the price
  };

  void choose_person();
  void choose_first_day();
  std::size_t device_for_visit();
  Source source_of_visit() const;
  Instant time_on(std::size_t day);
  std::optional<std::size_t> next_visit_day(std::size_t day);

  void visit(Instant start);
  void land();
  void sign_in();
  void sign_up();
  void look_around();
  void look_at(const Product& product);
  void maybe_claim_coupon();
  void maybe_invite();
  void check_out();
  void place_order(std::vector<SimProperty> order);
  void after_order(const std::string& order_id, double revenue, const CartLine& line);

  SimEvent& emit(SimType type, std::string_view name);
  void track(std::string_view name, std::vector<SimProperty> properties);
  void view(std::string path, std::string_view screen, std::string title);
  void identify(std::vector<SimProperty> traits);
  void pause(double mean_seconds);
  std::string code(std::string_view prefix);

  const ShopSimulator& shop_;
  std::uint32_t index_;
  Random random_;
  std::vector<Invitation>& open_;
  const Kind* kind_ = nullptr;
  SimPerson person_;
  std::vector<std::uint8_t> signed_in_;  // per device

  Source source_ = Source::direct;  // of the running visit
  Source acquired_ = Source::direct;
  std::optional<Invitation> invited_;
  std::size_t first_day_ = 0;
  Instant now_{};
  std::size_t device_ = 0;
  bool landed_ = false;  // the landing page of the visit has been sent
  bool member_ = false;
  bool left_ = false;
  std::vector<CartLine> cart_;
  std::optional<Coupon> coupon_;
  double spent_ = 0;
  int orders_ = 0;
  std::size_t tier_ = 0;
  int visits_ = 0;
};

}  // namespace throng::cli
