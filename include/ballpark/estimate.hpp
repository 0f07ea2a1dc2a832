// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

// The compiled part of ballpark: read a scenario file, get its estimate. Needs the target
// ballpark::ballpark; the types are plain, so that nothing of what is inside shows.
namespace ballpark {

struct estimate_options {
  std::size_t samples = 4096;  // worlds, where there are ranges; rounded up to a power of two
  std::uint64_t seed = 1;
  unsigned threads = 0;                // 0: all cores; the result is the same for any number
  std::vector<std::string> set{};        // "params.dau=800M users"
  std::vector<std::string> profiles{};   // files, after those of `use:`
  std::vector<std::string> cases{};      // composed, in order; the fleet stays the base's
  std::optional<std::string> at{};       // the time reported, "6 mo"
};

// Percentiles over the worlds. Worlds in which a metric does not exist rank above every number;
// `infeasible` is their share.
struct metric_spread {
  double p5 = 0;
  double p50 = 0;
  double p95 = 0;
  double infeasible = 0;
};

// A percentile of time that lies between two modes, such as those of a hit and a miss: hardly any
// request takes a time between `below` and `above`, and the share `beyond` takes longer than
// `middle`. The percentile itself then says little.
struct metric_gap {
  double below = 0;
  double above = 0;
  double middle = 0;
  double beyond = 0;
};

// One output, in base units: seconds, bytes, dollars, counts, ratios as fractions. `value` is the
// evaluation with every input at its median; infinite where the metric does not exist there.
struct metric_result {
  std::string name{};
  std::string unit{};  // "s", "B", "USD", "req/s", "node", "1"
  double value = 0;
  std::optional<metric_spread> spread{};  // absent without ranges, and for the fleet
  std::string bound_by{};                 // of a count
  bool assumed = false;                 // rests on at least one assumed number
  std::string date{};                   // of a time from now, with `as-of`
  std::optional<metric_gap> gap{};        // of a percentile between two modes
};

struct check_result {
  std::string check{};
  std::string why{};
  bool holds = false;
  std::optional<double> probability{};  // absent without ranges
  double confidence = 0.9;
  bool close = false;   // within two standard errors of its confidence
  bool warn_only = false;
  double value = 0;     // of the left side at the medians, in base units
  // With ranges: what the left side would have to be compared with to hold at its confidence, such
  // as the p90 of an upper bound; absent for `within`.
  std::optional<double> at_confidence{};
  std::string unit{};
  std::string bound_unit{};  // of a bound that is a rate, as it was written: "TB/mo"
};

// A tier that gets more than it can take: of "load" (cpu, memory, network, connections), of "space",
// on average more than its "limit" lets through, more writes than its replicas apply ("lag"), or
// one that has fewer "shards" than it needs.
struct overload {
  std::string component{};
  std::string of{};
  double value = 0;   // the use at the medians, above 1 where it is too much; infinite for ever
  double worlds = 0;  // the share of the worlds in which it is overloaded
};

// What stands behind a cache cannot take what comes while that is empty.
struct cold_start {
  std::string cache{};
  std::string component{};
  double value = 0;  // its utilisation then, at the medians
};

// A component that states what it has, and when the growing load is past it.
struct run_out {
  std::string component{};
  std::string resource{};  // that it runs out of: "cpu", "disk", "shards", "limit"; empty for never
  double value = 0;        // seconds from now at the medians; unbounded: never, 0: already
  double first = 0;        // the share of the worlds in which it is the first of all
  std::string date{};      // with `as-of`
};

// What was measured, beside the model's number for now.
struct observation {
  std::string metric{};
  std::string unit{};
  double observed = 0;
  double model = 0;
  bool differs = false;  // more than 20 % apart
};

struct estimate {
  std::string scenario{};
  std::vector<std::string> cases{};  // that the metrics are those of
  std::string at{};                  // the time reported, if it was asked for
  std::size_t worlds = 1;
  std::uint64_t seed = 1;
  std::vector<metric_result> metrics{};
  std::vector<check_result> checks{};
  std::vector<overload> overloads{};
  std::vector<cold_start> cold_starts{};
  std::vector<run_out> run_outs{};  // the first one first
  std::vector<observation> observations{};

  // The metric of this name; throws std::out_of_range naming the nearest one where there is none.
  [[nodiscard]] const metric_result& operator[](const std::string& name) const;
  // Whether no tier is overloaded at the medians.
  [[nodiscard]] bool is_feasible() const;
  // Whether every check that is not a warning holds.
  [[nodiscard]] bool holds() const;
};

// A scenario with errors; what() is all findings, rendered with their places and fixes.
class invalid_scenario : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Reads and evaluates a scenario file. Throws `invalid_scenario` with all findings, rendered.
[[nodiscard]] estimate estimate_file(const std::string& path, const estimate_options& = {});

// The same for a text; `name` is what findings call it.
[[nodiscard]] estimate estimate_text(const std::string& text, const std::string& name = "<text>",
                                     const estimate_options& = {});

}  // namespace ballpark
