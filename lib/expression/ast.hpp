// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "diagnostic/source.hpp"

namespace ballpark {

// One factor of a unit: `GB`, `s²`, or the `/day` of `10 req/user/day`.
struct unit_factor {
  std::string name;
  int power = 1;  // negative behind a slash
  span at;
};

// A number with its unit as it was written: `500M users`, `$0.02 /GB/mo`, `20% /yr`, `4 kB`, and a
// unit that stands alone, `GB` (its number is 1). Which words are units, scales or names is known
// only where it is compiled.
struct literal {
  double number = 1;
  bool has_number = false;
  bool percent = false;
  bool dollars = false;
  std::string glued;  // the letters glued to the number: a scale or a unit
  span number_at;
  span glued_at;
  std::vector<unit_factor> units;
  std::size_t slash = 0;  // where the `/unit` tail begins, 0 if there is none

  [[nodiscard]] bool is_bare_number() const {
    return has_number && !percent && !dollars && glued.empty() && units.empty();
  }
};

enum class node_kind {
  literal,     // 5 kB
  parameter,   // $name
  call,        // name(arguments)
  list,        // [a, b], an argument
  negate,      // -a
  add,         // a + b
  subtract,    // a - b
  multiply,    // a * b
  divide,      // a / b
  per,         // a per b
  power,       // a ^ b
  range,       // a .. b, a .. mid .. b, with an optional mass
  plus_minus,  // a +/- b
  convert,     // a -> unit
  hole,        // ?
};

// The place of a node in its tree.
using node_index = std::uint32_t;

struct ast_node {
  node_kind kind = node_kind::literal;
  span at;    // with the parentheses around it
  span mark;  // the operator, or the name of a call or parameter
  bool in_parentheses = false;
  std::string name;                         // of a parameter, a call
  literal value;                            // of a literal; of a conversion, the target
  double mass = 0.9;                        // of a range
  std::vector<node_index> operands;         // of a range: lo, hi or lo, mid, hi
  std::vector<std::string> argument_names;  // of a call, empty where positional
  std::vector<span> argument_marks;
};

// `x = 5 to 10`, `x: req/s = 5 req/s`, or an expression without a name.
struct statement {
  std::string name;
  span name_at;
  literal type;  // the unit behind the colon, empty if none was written
  node_index root = 0;
};

// `calc`: names stand bare, statements are separated by `;`, ranges may say `to`, and `-> unit`
// converts. `file`: names are `$name`, there is one expression, and ranges say `..`.
enum class parse_mode { calc, file };

// What was written, in the form that was understood. Nodes refer to each other by index.
struct ast {
  std::shared_ptr<const source> in;
  parse_mode mode = parse_mode::file;
  std::vector<ast_node> nodes;
  std::vector<statement> statements;  // in a file exactly one

  [[nodiscard]] const ast_node& operator[](node_index i) const { return nodes[i]; }
  [[nodiscard]] const ast_node& root() const { return nodes[statements.back().root]; }
};

// The canonical form of the parse, with the parentheses that were understood.
[[nodiscard]] std::string echo(const ast& tree, node_index root);
[[nodiscard]] std::string echo(const ast& tree);

}  // namespace ballpark
