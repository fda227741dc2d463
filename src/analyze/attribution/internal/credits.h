// What the models make of one path, and of all of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analyze/attribution/spec.h"

namespace throng::analyze::internal {

// A channel of the answer: 0 is none, 1.. the kept ones, then the rest.
using Channel = std::uint8_t;

struct Touch {
  Channel channel = 0;
  bool direct = false;
  std::int64_t age_ms = 0;  // before the conversion
};

// One weight per touch, all whole numbers of at least 0, not all of them 0. Markov credits whole answers and not paths:
// its weights say which touches count at all.
void weigh(AttributionModel model, std::span<const Touch> path, Duration half_life, std::vector<double>& weights);

// The weight of a touch of this age: 2^30 of a new one, half as much a half-life later, in steps of a thousandth of it.
double decayed(std::int64_t age_ms, Duration half_life);

// `whole` shared out by the weights up to each touch: parts that add up to it exactly, each within 1 of its share.
// Whole numbers below 2^52.
void share_out(std::int64_t whole, std::span<const double> weights, std::vector<std::int64_t>& parts);

// How often one step followed another over all paths: from kStart or a channel to a channel, kConverted or kLost.
class Transitions {
 public:
  explicit Transitions(std::size_t channels) : size_(channels + 3), counts_(size_ * size_) {}
  std::size_t channels() const { return size_ - 3; }  // 1..channels()
  std::size_t start() const { return 0; }
  std::size_t converted() const { return size_ - 2; }
  std::size_t lost() const { return size_ - 1; }
  std::uint64_t& at(std::size_t from, std::size_t to) { return counts_[from * size_ + to]; }
  std::uint64_t at(std::size_t from, std::size_t to) const { return counts_[from * size_ + to]; }
  void add(std::span<const Touch> path, bool converted);
  void add(const Transitions& other);

 private:
  std::size_t size_;
  std::vector<std::uint64_t> counts_;
};

// The removal effect of each channel (1 first) as a share of all of them; all 0 without conversions. A step's
// probability is its share of the steps from there; the effect of a channel is by how much the probability to convert
// falls when whoever comes to it is lost.
std::vector<double> removal_shares(const Transitions& transitions);

// Any whole number shared out by shares that add up to about 1: parts that add up to it exactly.
std::vector<std::int64_t> share_out_all(std::int64_t whole, std::span<const double> shares);

}  // namespace throng::analyze::internal
