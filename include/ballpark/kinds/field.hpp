// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <type_traits>

#include <ballpark/dimension.hpp>
#include <ballpark/quantity.hpp>

namespace ballpark {

// Which law a range written in a field gets: shares stay between 0 and 1, all else is positive.
enum class field_law { positive, share };

// A field of a kind: the name it has in a file, the member it fills, one line of help.
//
// The table of a kind is the only place where its fields are listed. The reader, the schema,
// `ballpark kinds`, the reference and the did-you-mean messages are made from it. Two entries may
// share a name when they differ in dimension (`connections: 8k /GB` or `50k /node`). A name with a
// dot is a key inside a mapping (`latency.p99`). The table holds no numbers: defaults come from a
// profile, where each has its origin.
template <typename Kind, typename Member>
struct field {
  const char* name;
  Member Kind::*member;
  field_law law;
  const char* help;
};

namespace detail {
template <typename T>
struct field_traits {
  static constexpr bool required = true;
  using quantity_type = T;
};
template <typename T>
struct field_traits<std::optional<T>> {
  static constexpr bool required = false;
  using quantity_type = T;
};
}  // namespace detail

// An optional member makes an optional field.
template <typename Member>
inline constexpr bool is_required = detail::field_traits<Member>::required;

template <typename Member>
inline constexpr dimension dimension_of = detail::field_traits<Member>::quantity_type::dim;

// A number that a kind works out beside its demand: `COMPONENT.name`, computed by a member function
// of the load and the copies, and of the deployment where it rests on what is bought. With fields
// named, separated by blanks, it exists where any of them is stated.
template <typename Kind, typename Function>
struct kind_metric {
  const char* name;
  Function Kind::*of;
  const char* only_with;
};

template <typename Kind, typename Function>
constexpr kind_metric<Kind, Function> metric(const char* name, Function Kind::*of,
                                             const char* only_with = nullptr) {
  return {name, of, only_with};
}

template <typename Kind, typename Member>
constexpr field<Kind, Member> positive(const char* name, Member Kind::*member, const char* help) {
  return {name, member, field_law::positive, help};
}

template <typename Kind, typename Member>
constexpr field<Kind, Member> share(const char* name, Member Kind::*member, const char* help) {
  return {name, member, field_law::share, help};
}

}  // namespace ballpark
