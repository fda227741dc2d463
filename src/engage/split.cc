#include "engage/split.h"

#include <numeric>

namespace throng::engage {
namespace {

// FNV-1a over the salt and the number, then the finaliser of SplitMix64 (Steele et al., 2014): every bit of the number
// decides.
std::uint64_t hash_of(std::string_view salt, model::PersonNumber person) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : salt) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  hash += (std::uint64_t{person} + 1) * 0x9e3779b97f4a7c15ULL;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
  return hash ^ (hash >> 31);
}

}  // namespace

std::uint32_t lot_of(std::string_view salt, model::PersonNumber person) {
  return static_cast<std::uint32_t>(hash_of(salt, person) % 10'000);
}

std::size_t variant_of(std::string_view campaign, model::PersonNumber person, std::span<const std::uint32_t> weights) {
  const auto sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  std::uint64_t at = hash_of(std::string(campaign) + "/variant", person) % sum;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (at < weights[i]) return i;
    at -= weights[i];
  }
  return 0;
}

}  // namespace throng::engage
