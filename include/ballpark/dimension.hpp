// SPDX-License-Identifier: MIT
#pragma once

namespace ballpark {

// The independent dimensions of capacity planning. Counting nouns are dimensions like time and
// data: that is what keeps a user per day from being read as a request per second, and a bit of
// data from being a plain number.
enum class base {
  time,
  data,
  money,
  request,
  user,
  item,
  node,
  core,
  connection,
  io,
  shard,
  growth,
  zone,
  region,
};

// The product of powers of the base dimensions, such as data^1 time^-1 for a bandwidth.
//
// One type serves twice: as non-type template parameter of `quantity`, where a mistake does not
// compile, and as run-time tag of a value in an expression, where a mistake is a diagnostic.
// `named` are slots for the counting nouns that a scenario declares (`tweet`, `sample`); which
// noun has which slot is known to the unit table of that scenario alone.
// The powers are `short`, since `signed char` would print as text in compiler messages.
struct dimension {
  static constexpr int bases = 14;
  static constexpr int named = 50;
  static constexpr int size = bases + named;

  short power[size];

  // Every power is written, since GCC 12 takes template arguments for the same type that differ
  // only in which element of a partly initialised array was set.
  constexpr dimension() {
    for (short& p : power) p = 0;
  }

  constexpr bool operator==(const dimension&) const = default;

  [[nodiscard]] static constexpr dimension of(base b) {
    dimension d;
    d.power[static_cast<int>(b)] = 1;
    return d;
  }

  // Slot 0 <= index < named.
  [[nodiscard]] static constexpr dimension of_named(int index) {
    dimension d;
    d.power[bases + index] = 1;
    return d;
  }

  [[nodiscard]] constexpr int exponent(base b) const { return power[static_cast<int>(b)]; }

  [[nodiscard]] constexpr bool is_ratio() const { return *this == dimension{}; }

  friend constexpr dimension operator*(dimension a, const dimension& b) {
    for (int i = 0; i < size; ++i) a.power[i] = static_cast<short>(a.power[i] + b.power[i]);
    return a;
  }

  friend constexpr dimension operator/(dimension a, const dimension& b) {
    for (int i = 0; i < size; ++i) a.power[i] = static_cast<short>(a.power[i] - b.power[i]);
    return a;
  }

  [[nodiscard]] constexpr dimension to_the(int n) const {
    dimension d;
    for (int i = 0; i < size; ++i) d.power[i] = static_cast<short>(power[i] * n);
    return d;
  }
};

// The dimensions that occur, under the names that the field uses.
namespace dim {
inline constexpr dimension ratio{};
inline constexpr dimension time = dimension::of(base::time);
inline constexpr dimension data = dimension::of(base::data);
inline constexpr dimension money = dimension::of(base::money);
inline constexpr dimension request = dimension::of(base::request);
inline constexpr dimension user = dimension::of(base::user);
inline constexpr dimension item = dimension::of(base::item);
inline constexpr dimension node = dimension::of(base::node);
inline constexpr dimension core = dimension::of(base::core);
inline constexpr dimension connection = dimension::of(base::connection);
inline constexpr dimension io = dimension::of(base::io);
inline constexpr dimension shard = dimension::of(base::shard);
inline constexpr dimension zone = dimension::of(base::zone);
inline constexpr dimension frequency = ratio / time;
inline constexpr dimension request_rate = request / time;
inline constexpr dimension bandwidth = data / time;
// Relative growth, `20% /yr`: its own base, so that it can never be read as a frequency.
inline constexpr dimension growth_rate = dimension::of(base::growth) / time;
}  // namespace dim

}  // namespace ballpark
