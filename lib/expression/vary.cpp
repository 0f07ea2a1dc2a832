// SPDX-License-Identifier: MIT
#include "expression/vary.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "expression/format.hpp"
#include "expression/parse.hpp"

namespace ballpark {

namespace {

constexpr std::size_t most_values = 1000;
constexpr const char* example = "write it as in `x=10 .. 90 req/s` or `x=1,2,4,8`";

bool is_blank(char c) { return c == ' ' || c == '\t'; }

span trimmed(const std::string& text, span at) {
  while (at.begin < at.end && is_blank(text[at.begin])) ++at.begin;
  while (at.begin < at.end && is_blank(text[at.end - 1])) --at.end;
  return at;
}

std::optional<std::size_t> whole_number_in(std::string_view text) {
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

// Removes the word where the text begins or ends with it.
bool take_word(std::string_view& text, std::string_view word) {
  const bool at_begin = text.starts_with(word);
  if (!at_begin && !text.ends_with(word)) return false;
  at_begin ? text.remove_prefix(word.size()) : text.remove_suffix(word.size());
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return true;
}

class variation_reader {
 public:
  variation_reader(std::shared_ptr<const source> in, const compile_context& context,
                   diagnostics& findings)
      : in_(std::move(in)), text_(in_->text()), context_(context), findings_(findings) {}

  std::optional<variation> run() {
    const std::size_t equals = text_.find('=');
    if (equals == std::string::npos) {
      return fail("no-values", "this says no values", {0, text_.size()}, example);
    }
    const span name = trimmed(text_, {0, equals});
    if (name.begin == name.end) {
      return fail("no-name", "a name is missing before `=`", {equals, equals + 1}, example);
    }
    result_.name = part(name);
    result_.where = {in_, name};
    const std::size_t colon = text_.rfind(':');
    const bool has_count = colon != std::string::npos && colon > equals;
    const bool good = read_values(trimmed(text_, {equals + 1, has_count ? colon : text_.size()})) &&
                      (!has_count || read_count(trimmed(text_, {colon + 1, text_.size()})));
    return good ? std::optional(std::move(result_)) : std::nullopt;
  }

 private:
  [[nodiscard]] std::string part(span at) const {
    return text_.substr(at.begin, at.end - at.begin);
  }

  std::nullopt_t fail(const char* code, std::string message, span at, std::string fix) {
    findings_.error(code, std::move(message), {in_, at}, std::move(fix));
    return std::nullopt;
  }

  bool read_values(span at) {
    values_at_ = at;
    const auto tree = parse_values(in_, at, findings_);
    if (!tree) return false;
    const auto read = compile_values(*tree, context_, findings_);
    if (!read) return false;
    result_.dim = read->dim;
    result_.is_percent = read->dim.is_ratio() && at.end > 0 && text_[at.end - 1] == '%';
    if (tree->root().kind == node_kind::list) {
      result_.listed = read->values;
      std::sort(result_.listed.begin(), result_.listed.end());
      return true;
    }
    result_.ends = read->values;
    if (read->values.front() < read->values.back()) return true;
    fail("nothing-varies", "`" + result_.name + "` has only one value here", at, example);
    return false;
  }

  bool read_count(span at) {
    const std::string written = part(at);
    std::string_view rest = written;
    result_.is_log = take_word(rest, "log");
    if (!rest.empty()) {
      result_.count = whole_number_in(rest);
      if (!result_.count || *result_.count < 2 || *result_.count > most_values) {
        return refuse("bad-count",
                      "behind the colon stands how many values, from 2 to " +
                          std::to_string(most_values) + ", not `" + written + "`",
                      at, "write `:20`, or `:log 20` for the same factor from each to the next");
      }
    }
    if (!result_.listed.empty()) {
      return refuse("count-of-list", "a list has the values that it names, and no count", at,
                    "leave out `:" + written + "`");
    }
    if (result_.is_log && result_.ends.front() <= 0) {
      return refuse("log-of-zero", "a logarithmic range begins above 0", values_at_,
                    "raise its low end, or leave out `log`");
    }
    if (rest.empty() && !result_.is_log) {
      return refuse("bad-count", "a count is missing behind the colon", at, "write `:20`");
    }
    return true;
  }

  bool refuse(const char* code, std::string message, span at, std::string fix) {
    fail(code, std::move(message), at, std::move(fix));
    return false;
  }

  std::shared_ptr<const source> in_;
  const std::string& text_;
  const compile_context& context_;
  diagnostics& findings_;
  span values_at_;
  variation result_;
};

}  // namespace

std::optional<variation> read_variation(const std::shared_ptr<const source>& in,
                                        const compile_context& context, diagnostics& findings) {
  return variation_reader(in, context, findings).run();
}

namespace {

// To twelve digits, so that a value is the one that was meant and not the sum of its steps.
double tidied(double x) {
  if (x == 0 || !std::isfinite(x)) return x;
  const double scale = std::pow(10.0, 11 - std::floor(std::log10(std::abs(x))));
  return std::isfinite(scale) && scale > 0 ? std::round(x * scale) / scale : x;
}

}  // namespace

std::vector<double> values_of(const variation& v, std::size_t count) {
  if (!v.listed.empty()) return v.listed;
  const double low = v.ends.front();
  const double high = v.ends.back();
  const auto last = static_cast<double>(count - 1);
  std::vector<double> all;
  for (double i = 0; i <= last; ++i) {
    const double x =
        v.is_log ? low * std::pow(high / low, i / last) : low + (high - low) * i / last;
    all.push_back(tidied(x));
  }
  all.front() = low;
  all.back() = high;
  return all;
}

std::vector<double> whole_values_of(const variation& v, std::size_t count) {
  std::vector<double> all = values_of(v, count);
  for (double& x : all) x = std::round(x);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace ballpark
