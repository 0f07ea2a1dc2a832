// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <concepts>
#include <type_traits>

#include <ballpark/dimension.hpp>

namespace ballpark {

// A number with a dimension, held in base units: seconds, bytes, dollars, counts.
//
// `Number` is `double` where a model computes and `traced` where it also records how. The number
// goes in and comes out through a unit (`12 * kilobytes`, `size.in(bytes)`), so no code ever has
// to know the base units. A quantity without dimension converts to and from its number.
template <dimension Dimension, typename Number = double>
class quantity {
 public:
  static constexpr dimension dim = Dimension;
  using number_type = Number;

  constexpr quantity() = default;

  // A ratio is its number.
  constexpr quantity(Number n)  // NOLINT(google-explicit-constructor)
    requires(Dimension.is_ratio())
      : base_(n) {}
  constexpr operator Number() const  // NOLINT(google-explicit-constructor)
    requires(Dimension.is_ratio())
  {
    return base_;
  }

  // From a quantity of a simpler number: double to traced.
  template <typename Other>
    requires(!std::same_as<Other, Number> && std::convertible_to<Other, Number>)
  constexpr quantity(const quantity<Dimension, Other>& q)  // NOLINT(google-explicit-constructor)
      : base_(Number(q.in_base_units())) {}

  // For code that knows the base units by their nature: parsers, samplers, printers.
  [[nodiscard]] static constexpr quantity from_base_units(Number n) {
    quantity q;
    q.base_ = n;
    return q;
  }
  [[nodiscard]] constexpr const Number& in_base_units() const { return base_; }

  // How many of `unit` this is. A unit of another dimension does not compile.
  [[nodiscard]] constexpr Number in(const quantity<Dimension, double>& unit) const {
    return base_ / Number(unit.in_base_units());
  }

  constexpr quantity operator-() const { return from_base_units(-base_); }

  constexpr quantity& operator+=(const quantity& q) {
    base_ = base_ + q.base_;
    return *this;
  }
  constexpr quantity& operator-=(const quantity& q) {
    base_ = base_ - q.base_;
    return *this;
  }

  friend constexpr quantity operator+(quantity a, const quantity& b) { return a += b; }
  friend constexpr quantity operator-(quantity a, const quantity& b) { return a -= b; }

  friend constexpr bool operator==(const quantity& a, const quantity& b) = default;
  friend constexpr auto operator<=>(const quantity& a, const quantity& b)
    requires std::three_way_comparable<Number>
  {
    return a.base_ <=> b.base_;
  }

 private:
  Number base_{};
};

namespace detail {
template <typename T>
inline constexpr bool is_quantity = false;
template <dimension D, typename N>
inline constexpr bool is_quantity<quantity<D, N>> = true;

// The wider of two numbers: traced beside double is traced.
template <typename A, typename B>
struct wider_number {
  using type = A;
};
template <typename B>
  requires(!std::same_as<B, double>)
struct wider_number<double, B> {
  using type = B;
};
template <typename A, typename B>
using wider = typename wider_number<A, B>::type;
}  // namespace detail

template <dimension A, typename N, dimension B, typename M>
constexpr auto operator*(const quantity<A, N>& a, const quantity<B, M>& b) {
  using number = detail::wider<N, M>;
  return quantity<A * B, number>::from_base_units(number(a.in_base_units()) *
                                                  number(b.in_base_units()));
}

template <dimension A, typename N, dimension B, typename M>
constexpr auto operator/(const quantity<A, N>& a, const quantity<B, M>& b) {
  using number = detail::wider<N, M>;
  return quantity<A / B, number>::from_base_units(number(a.in_base_units()) /
                                                  number(b.in_base_units()));
}

// Scaling by a plain number, from either side.
template <dimension D, typename N>
  requires(!D.is_ratio())
constexpr quantity<D, N> operator*(const quantity<D, N>& q, const std::type_identity_t<N>& n) {
  return quantity<D, N>::from_base_units(q.in_base_units() * n);
}
template <dimension D, typename N>
  requires(!D.is_ratio())
constexpr quantity<D, N> operator*(const std::type_identity_t<N>& n, const quantity<D, N>& q) {
  return quantity<D, N>::from_base_units(n * q.in_base_units());
}
template <dimension D, typename N>
  requires(!D.is_ratio())
constexpr quantity<D, N> operator/(const quantity<D, N>& q, const std::type_identity_t<N>& n) {
  return quantity<D, N>::from_base_units(q.in_base_units() / n);
}
template <dimension D, typename N>
  requires(!D.is_ratio())
constexpr auto operator/(const std::type_identity_t<N>& n, const quantity<D, N>& q) {
  return quantity<dim::ratio / D, N>::from_base_units(n / q.in_base_units());
}

namespace detail {
template <typename P, typename N>
concept plain_number = !is_quantity<P> && std::convertible_to<P, N>;
}  // namespace detail

// A ratio beside a plain number, `1 - hit`. Said outright for every operator: as a ratio converts
// to and from its number, the compiler could not choose between the two conversions.
template <typename N, detail::plain_number<N> P>
constexpr quantity<dim::ratio, N> operator+(const quantity<dim::ratio, N>& a, const P& b) {
  return a.in_base_units() + N(b);
}
template <typename N, detail::plain_number<N> P>
constexpr quantity<dim::ratio, N> operator+(const P& a, const quantity<dim::ratio, N>& b) {
  return N(a) + b.in_base_units();
}
template <typename N, detail::plain_number<N> P>
constexpr quantity<dim::ratio, N> operator-(const quantity<dim::ratio, N>& a, const P& b) {
  return a.in_base_units() - N(b);
}
template <typename N, detail::plain_number<N> P>
constexpr quantity<dim::ratio, N> operator-(const P& a, const quantity<dim::ratio, N>& b) {
  return N(a) - b.in_base_units();
}
template <typename N, detail::plain_number<N> P>
constexpr quantity<dim::ratio, N> operator*(const quantity<dim::ratio, N>& a, const P& b) {
  return a.in_base_units() * N(b);
}
template <typename N, detail::plain_number<N> P>
constexpr quantity<dim::ratio, N> operator*(const P& a, const quantity<dim::ratio, N>& b) {
  return N(a) * b.in_base_units();
}
template <typename N, detail::plain_number<N> P>
constexpr quantity<dim::ratio, N> operator/(const quantity<dim::ratio, N>& a, const P& b) {
  return a.in_base_units() / N(b);
}
template <typename N, detail::plain_number<N> P>
constexpr quantity<dim::ratio, N> operator/(const P& a, const quantity<dim::ratio, N>& b) {
  return N(a) / b.in_base_units();
}
template <typename N, detail::plain_number<N> P>
constexpr bool operator==(const quantity<dim::ratio, N>& a, const P& b) {
  return a.in_base_units() == N(b);
}
template <typename N, detail::plain_number<N> P>
  requires std::three_way_comparable<N>
constexpr auto operator<=>(const quantity<dim::ratio, N>& a, const P& b) {
  return a.in_base_units() <=> N(b);
}

}  // namespace ballpark
