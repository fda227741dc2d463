// One measured comparison: a line of bench/results/latest.json.
#pragma once

#include <optional>
#include <string>

#include <boost/describe.hpp>

namespace throng::bench {

struct Comparison {
  std::string id;
  double throng = 0;           // in `unit`
  std::optional<double> peer;  // the same work elsewhere, same run, same data, same machine
  std::string peer_name;
  std::string unit;             // "ms" and "bytes": less is better; "events/s": more is better
  std::optional<double> ratio;  // how many times better Throng is
  std::string note;
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (id, throng, peer, peer_name, unit, ratio, note))

}  // namespace throng::bench
