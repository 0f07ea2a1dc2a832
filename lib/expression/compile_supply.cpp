// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "expression/compiler.hpp"
#include "expression/format.hpp"

namespace ballpark {

// A unit that was written is never replaced.
std::optional<dimension> missing_counts(const dimension& dim, const dimension& wanted) {
  const dimension missing = wanted / dim;
  if (!is_counting(missing)) return std::nullopt;
  for (int i = 0; i < dimension::size; ++i) {
    if (missing.power[i] != 0 && dim.power[i] != 0) return std::nullopt;
  }
  return missing;
}

namespace {

bool contains(const std::vector<dimension>& all, const dimension& d) {
  return std::find(all.begin(), all.end(), d) != all.end();
}

}  // namespace

// A literal in a field takes the counting units that its dimension lacks: `8 /user/day` in a
// request rate is `8 req/user/day`.
void compiler::supply(compiled& result, const ast_node& root) {
  if (context_.expected.empty() || contains(context_.expected, result.dim)) return;
  std::vector<dimension> missing;
  for (const dimension& wanted : context_.expected) {
    const auto m = missing_counts(result.dim, wanted);
    if (m && !contains(missing, *m)) missing.push_back(*m);
  }
  if (missing.empty()) refuse_unit_of_field(result.dim, root);
  if (!has_literal_) {
    fail("wrong-unit",
         "a parameter takes no units from the field, and this lacks `" +
             base_unit_name(missing[0], *context_.units) + "`",
         root.at,
         "give the parameter its unit: `" +
             base_unit_name(result.dim * missing[0], *context_.units) + "`");
  }
  if (missing.size() > 1) refuse_ambiguous(missing, result.dim, root);
  result.dim = result.dim * missing[0];
  result.supplied = base_unit_name(missing[0], *context_.units);
}

void compiler::refuse_ambiguous(const std::vector<dimension>& missing, const dimension& dim,
                                const ast_node& root) {
  std::string readings;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (i > 0) readings += i + 1 == missing.size() ? " or " : ", ";
    readings += "`" + base_unit_name(dim * missing[i], *context_.units) + "`";
  }
  fail("ambiguous-unit", "the unit is incomplete and has several readings", root.at,
       "write out " + readings);
}

void compiler::refuse_unit_of_field(const dimension& dim, const ast_node& root) {
  std::string takes;
  for (const dimension& wanted : context_.expected) {
    takes += (takes.empty() ? "" : " or ") + name_of(wanted);
  }
  const dimension& first = context_.expected[0];
  std::string fix;
  if (first.exponent(base::growth) == 1) {
    fix = "write growth per time, such as `20% /yr`";
  } else if (first.is_ratio()) {
    fix = "write a plain number, a ratio such as `3x`, or a share such as `20%`";
  } else {
    fix = context_.example.empty() ? "write it in a unit such as " + base_unit(first)
                                   : "write it as in `" + context_.example + "`";
  }
  const std::string field = context_.key.empty() ? "this place" : "`" + context_.key + "`";
  diagnostic& d = findings_.error("wrong-unit", field + " takes " + takes + ", not " + name_of(dim),
                                  place_of(root.at), fix);
  d.label = name_of(dim);
  throw compile_failure{};
}

void compiler::check_share(const compiled& result, const ast_node& root) {
  if (context_.law != range_law::share || !result.code.is_constant()) return;
  const double share = result.code.value();
  if (!result.dim.is_ratio() || (share >= 0 && share <= 1)) return;
  const bool forgot_percent =
      share > 1 && share <= 100 && root.kind == node_kind::literal && root.value.is_bare_number();
  fail("share-out-of-range", "a share lies between 0% and 100%", root.at,
       forgot_percent ? "did you mean `" + format_number(share, 12) + "%`?" : "");
}

}  // namespace ballpark
