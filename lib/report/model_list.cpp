// SPDX-License-Identifier: MIT
#include "report/model_list.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

#include "expression/format.hpp"
#include "expression/unit_table.hpp"
#include "report/model_calls.hpp"
#include "report/text_table.hpp"

namespace ballpark {

namespace {

using enum text_table::align;

std::string unit_of(const dimension& dim) {
  const std::string unit = base_unit_name(dim, unit_table::standard());
  return unit == "1" ? "number" : unit;
}

// "time", "list of time", "anything per s".
std::string unit_of(const function_parameter& p) {
  const std::string unit = unit_of(p.dim);
  const bool plain = p.dim.is_ratio();
  if (p.of_anything) return plain ? "anything" : "anything times " + unit;
  return p.is_list ? "list of " + (plain ? "numbers" : unit) : unit;
}

std::string result_of(const function& f) {
  return f.of_anything ? "of the same unit as " + std::string(f.parameters[0].name)
                       : unit_of(f.result);
}

std::string lower(std::string_view text) {
  std::string all(text);
  for (char& c : all) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return all;
}

template <typename Matches>
model_list filtered(Matches matches) {
  model_list some;
  for (const function& f : functions()) {
    if (matches(f)) some.push_back(&f);
  }
  return some;
}

std::vector<std::string_view> topics_of(const model_list& models) {
  std::vector<std::string_view> topics;
  for (const function* f : models) {
    if (std::find(topics.begin(), topics.end(), f->topic) == topics.end()) {
      topics.push_back(f->topic);
    }
  }
  return topics;
}

}  // namespace

model_list all_models() {
  return filtered([](const function&) { return true; });
}

model_list models_like(const std::string& name) {
  if (const function* f = find_function(name)) return {f};
  const std::string word = lower(name);
  const auto holds = [&](std::string_view text) {
    return lower(text).find(word) != std::string::npos;
  };
  const model_list named =
      filtered([&](const function& f) { return holds(f.name) || holds(f.topic); });
  return named.empty() ? filtered([&](const function& f) { return holds(f.help); }) : named;
}

std::vector<std::string> names_of_models() {
  std::set<std::string> names;
  for (const function& f : functions()) {
    names.emplace(f.name);
    names.emplace(f.topic);
  }
  return {names.begin(), names.end()};
}

std::string list_models(const model_list& models, const text_style& style) {
  std::size_t widest = 0;
  for (const function* f : models) widest = std::max(widest, f->name.size());
  std::string out;
  for (const std::string_view topic : topics_of(models)) {
    out += (out.empty() ? "" : "\n") + style.strong(std::string(topic)) + "\n";
    for (const function* f : models) {
      if (f->topic != topic) continue;
      const std::string name = " " + std::string(f->name);
      const std::string pad(widest + 3 - name.size(), ' ');
      out += wrapped(name + pad + std::string(f->help), widest + 3, style.width) + "\n";
    }
  }
  return out;
}

std::string show_model(const function& f, const text_style& style) {
  const std::size_t width = std::min<std::size_t>(style.width, 100);
  std::string out = style.strong(wrapped(signature_of(f), 4, width)) + "\n";
  out += wrapped("    " + std::string(f.help), 4, width) + "\n\n";
  text_table arguments({"argument", "unit", "what it is"}, {left, left, left});
  for (const auto& p : f.parameters) {
    arguments.add({std::string(p.name), unit_of(p), std::string(p.help)});
  }
  out += arguments.text(width) + "\n";
  out += wrapped(" result   " + result_of(f), 10, width) + "\n";
  out += wrapped(" topic    " + std::string(f.topic), 10, width) + "\n";
  const model_call call = documented_call(f.name);
  if (call.page.empty()) return out;
  out += wrapped(" page     " + call.page, 10, width) + "\n";
  return out + wrapped(" example  ballpark calc '" + call.expression + "'", 10, width) + "\n";
}

}  // namespace ballpark
