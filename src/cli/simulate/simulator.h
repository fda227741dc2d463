// A shop that does not exist: persons of a few latent kinds visit, browse, buy, return, invite and leave.
// A pure function of its options: the same options give the same events, byte for byte.
//
// Persons come in neighbourhoods, which invite each other and are made independently of all others; so any number
// of them can be made at once, in any order, without keeping the rest in memory. Inside a person events are in time
// order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "base/time.h"
#include "cli/simulate/catalog.h"
#include "model/event.h"

namespace throng::cli {

inline constexpr std::uint32_t kNeighbourhood = 40;
inline constexpr std::uint32_t kMaxSimulatedPersons = 10'000'000;
inline constexpr int kMaxSimulatedDays = 3650;

struct SimulatorOptions {
  std::uint32_t persons = 1000;  // 1..kMaxSimulatedPersons
  int days = 90;                 // 1..kMaxSimulatedDays
  std::uint64_t seed = 1;
  Instant until{};                      // after the last event
  Calendar calendar = Calendar::utc();  // of the shop: its days and nights
};

enum class Platform : std::uint8_t { desktop_web, mobile_web, ios_app, android_app };

inline constexpr std::string_view kShopHome = "https://shop.example.com/";
inline constexpr std::string_view kShopSite = kShopHome.substr(0, kShopHome.size() - 1);

// What a device tells about itself, as SDKs send it, and what follows from it.
struct PlatformInfo {
  std::string_view user_agent;  // "" for apps
  std::string_view os;          // what the collector will make of it, and how apps name it
  std::string_view browser;     // what the collector will make of it
  std::string_view device;      // desktop or mobile
  bool app = false;
};
const PlatformInfo& info_of(Platform platform, unsigned variant);

struct SimDevice {
  std::string anonymous_id;
  Platform platform = Platform::desktop_web;
  std::uint8_t variant = 0;
};

// Where a visit came from, or that a page was reached from another page of the shop.
struct Origin {
  std::string_view channel;  // what the collector will make of it; not sent
  std::string_view referrer;
  std::string_view source;  // utm_*
  std::string_view medium;
  std::string_view campaign;
};

struct CartLine {
  const Product* product = nullptr;
  std::int32_t quantity = 1;
};

struct SimProperty {
  std::string_view key;
  std::variant<std::string, double, bool, std::vector<CartLine>> value;
};

enum class SimType : std::uint8_t { track, identify, page, screen };

struct SimEvent {
  SimType type = SimType::track;
  bool named = false;       // carries the person's user id
  std::int8_t device = -1;  // index into SimPerson::devices; -1: sent by the shop's own server
  Instant time{};
  model::EventId id;                    // of the message, as its UUID
  std::string_view name;                // of a track, page or screen
  Origin origin;                        // of the page that the visit landed on, empty afterwards
  std::string path;                     // of the page, "" off the web
  std::vector<SimProperty> properties;  // of an identify: traits
};

struct SimPerson {
  std::string user_id;
  std::vector<SimDevice> devices;
  std::vector<SimEvent> events;  // in time order, never empty
};

// Money spent on a channel on one day of the shop.
struct CostRow {
  CivilDate day;
  std::string_view channel;
  std::int64_t cents = 0;
};

// Immutable; safe to share between threads.
class ShopSimulator {
 public:
  // Errors: invalid_argument naming the option.
  static Result<ShopSimulator> create(const SimulatorOptions& options);

  std::uint32_t neighbourhoods() const;
  // The persons of one neighbourhood, kNeighbourhood of them (the last one may be smaller).
  std::vector<SimPerson> persons_of(std::uint32_t neighbourhood) const;
  std::vector<CostRow> costs() const;

  // A day of the shop.
  struct Day {
    Instant midnight{};
    CivilDate date;
    bool weekend = false;
    double traffic = 1;  // relative to an ordinary day
  };
  const SimulatorOptions& options() const { return options_; }
  const std::vector<Day>& days() const { return days_; }  // days() + 1 entries may touch the period

 private:
  explicit ShopSimulator(SimulatorOptions options);
  SimulatorOptions options_;
  std::vector<Day> days_;
};

// The event as one Segment message (a JSON object without line end), appended to `out`.
void append_message(std::string& out, const SimPerson& person, const SimEvent& event);

}  // namespace throng::cli
