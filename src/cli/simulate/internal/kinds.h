// The latent kinds of persons. Nothing in the events names them: finding them again is what segmentation is for.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "cli/simulate/catalog.h"

namespace throng::cli {

struct Kind {
  std::string_view name;
  double share = 0;                         // of all persons
  double visits_per_day = 0;                // while active; 0: never comes back
  double churn_per_visit = 0;               // chance that a visit was the last one
  double looks_per_visit = 0;               // mean number of products or lists looked at after the landing page
  double adds_per_look = 0;                 // chance to put a viewed product into the cart
  double checks_out = 0;                    // chance per visit with something in the cart
  double pays = 0;                          // chance once in checkout
  double signs_up = 0;                      // chance per visit before the account exists
  double price_sensitivity = 0;             // 0..1: how much a high price keeps from adding
  double coupon_love = 0;                   // chance per visit to claim one; with one in hand checkout is likelier
  double refunds = 0;                       // chance per order
  double reviews = 0;                       // chance per order
  double invites = 0;                       // chance per visit of a signed-up person
  double app_share = 0;                     // chance to own the app
  double desktop_share = 0;                 // chance that the first device is a desktop
  double weekend = 1;                       // visits on weekend days relative to others
  std::array<double, 24> hours{};           // weight of each hour of the day
  std::array<double, kCategories> likes{};  // fashion, shoes-bags, home, kitchen, electronics, beauty, kids, food
};

std::span<const Kind> kinds();

}  // namespace throng::cli
