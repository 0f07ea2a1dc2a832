// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "expression/compile.hpp"
#include "scenario/document.hpp"
#include "scenario/kind_table.hpp"
#include "scenario/scenario.hpp"

namespace ballpark {

// Thrown where a name is used whose own value has a finding; never leaves the reading of a value.
struct broken_value {};

// What a field takes, for the reading of its value.
struct wanted {
  std::vector<dimension> dimensions;  // empty: any
  range_law law = range_law::positive;
  std::string example = "5 kB";
  bool is_count = false;    // a plain number, or one of counting units
  bool is_divisor = false;  // not zero
  bool is_whole = false;    // where it is fixed
};

// One word of a text with the value behind it: `x 20`, `when 5%`.
struct worded {
  std::string word;
  place where;
  place value;  // empty where the word stands alone
};

// Turns the merged tree into a scenario. The methods are spread over read_*.cpp by section; what
// they share is the scenario under construction, the findings, and the values read so far.
class reader {
 public:
  reader(const document& root, std::shared_ptr<const source> file, scenario& into,
         diagnostics& found)
      : root_(root), s_(into), found_(found) {
    s_.file = std::move(file);
    s_.prices.fill(no_value);
  }

  void run();
  // Of a case: what it loses and whether it is sized anew.
  void read_case_effects(const document& the_case);

 private:
  // read_fields.cpp: single values.
  value_id value(const document& d, const std::string& path, const wanted& what);
  value_id value_of(const document& map, std::string_view key, const std::string& path,
                    const wanted& what);
  value_id value_at(const place& text, const std::string& path, const wanted& what);
  bool fits(const place& text, const std::string& path, const wanted& what);
  value_id compiled_value(const place& text, const std::string& path, const std::string& key,
                          const wanted& what, const origin& from);
  std::optional<compiled> compiled_text(const place& text, const std::string& key,
                                        const wanted& what, bool keep);
  bool fits_count(const compiled& code, const place& text, const std::string& key,
                  const wanted& what);
  void check_range(value_id id, const wanted& what);
  value_id scaled(value_id base, const document& d, const std::string& path);
  double median(value_id id);
  std::optional<double> fixed(value_id id);

  // read_names.cpp: what `$name` stands for.
  std::optional<symbol> symbol_of(std::string_view name);
  symbol parameter(const document::entry& e);
  symbol symbol_of_value(value_id id) const;
  [[noreturn]] static symbol broken_name();
  void enter_name(const std::string& name, const place& where);
  std::vector<std::string> parameter_names() const;
  const document::entry* population_entry(std::string_view name) const;
  value_id population_count(std::string_view name);
  std::optional<symbol> population_reported(std::string_view name);
  value_id grown(value_id count, value_id growth_of, value_id horizon);

  // read_text.cpp: shapes.
  std::optional<std::string> text(const document& d, const char* what);
  std::vector<const document*> list(const document& d, const std::string& example);
  void keys(const document& map, std::initializer_list<std::string_view> known,
            const std::string& of, const std::vector<std::string>& more = {});
  bool is_map(const document& d, const std::string& what, const std::string& example);
  bool is_yes(const document& d, const std::string& what);
  void later(const place& where, const std::string& what, severity level = severity::error);
  bool good_name(const document::entry& e, const char* what);

  // read_scenario.cpp: the sections that need little.
  void read_header();
  void read_units();
  void declare_names();
  void read_params();
  void read_leftovers();
  void read_observed(const document& d);
  void read_sweeps(const document& d);

  // read_policy.cpp
  void read_network();
  scenario_network::link read_link(const document& d, const std::string& path, const wanted& time);
  void read_prices();
  void read_topology();
  void read_survive(const document& d);
  void survive_regions(const document& d, int count);
  void read_policy();
  void read_fleet(const document& d);

  // read_lints.cpp
  void lint();
  void lint_params();
  void lint_components();
  void lint_scaling(const scenario_component& c);
  [[nodiscard]] bool is_paid_for(const std::string& item) const;
  void lint_data();
  void lint_values();
  void lint_scales(const document& d);

  // read_workload.cpp
  void read_workload();
  void read_populations(const document& workload);
  void read_population(const document::entry& e);
  void read_actions(const document& workload);
  void read_action(const document::entry& e);
  void read_demand(const document::entry& e, scenario_action& a);
  void read_job(const document::entry& e, scenario_action& a);
  void read_rate(const document& d, const document::entry& e, scenario_action& a);
  void read_concurrent(const document& d, const document::entry& e, scenario_action& a);
  void missing_users(const place& where, const std::string& what, const std::string& other);
  void read_action_paths(const document& workload);

  // read_load.cpp
  load_id read_load(const document& owner, const std::string& path);
  std::optional<scenario_curve> read_curve(const document& d, const std::string& path);
  bool read_points(const document& d, const std::string& path, scenario_curve& into);
  bool read_burst(const document& d, const std::string& path, scenario_curve& into);
  bool read_recorded(const document& d, scenario_curve& into);
  bool set_period(const document& d, const std::string& path, scenario_curve& into);
  std::optional<double> fixed_time(const document& d, std::string_view key,
                                   const std::string& path);
  double median_at(const scenario_curve::point& p);
  void note_mean(const scenario_load& load, const document::entry& e);

  // read_components.cpp
  void read_components();
  void read_component(const document::entry& e);
  bool read_type(const document::entry& e, scenario_component& c, const document*& type);
  void report_unknown_type(const std::string& name, const place& where);
  static std::vector<std::string> keys_of_kind(const kind_info& kind);
  void check_component_keys(const document& own, const scenario_component& c);
  void check_quorums(const scenario_component& c);
  void check_sync(const scenario_component& c);
  void check_strong_reads(const scenario_component& c);
  void check_survival(const scenario_component& c);
  std::optional<double> median_of_field(const std::vector<scenario_field>& fields,
                                        const std::vector<field_info>& table,
                                        std::string_view name);
  static void forget(std::vector<scenario_field>& fields, std::string_view name);
  void check_scaling(const document& own, const scenario_component& c);
  void check_node(const document& own, scenario_component& c);
  void check_keys_to_come(const document& own, std::vector<std::string>& known);

  // read_popularity.cpp
  value_id read_popularity(const document& owner, const std::string& path);

  // read_locks.cpp: what is done one at a time per key.
  void read_locks();
  void read_lock(const document::entry& e, scenario_component& c, std::uint32_t op);
  std::optional<std::uint32_t> keys_named(const document& serial);
  void find_keys(const document::entry& serial, const scenario_component& c, scenario_op& into);
  void check_locked_batches();

  // read_cache.cpp: what caches hold, and for whom.
  struct cached_behind {
    std::vector<std::uint32_t> stores;
    std::vector<std::uint32_t> items;
    std::vector<std::uint32_t> caches;
  };
  void read_cache(const document& own, scenario_component& c);
  void find_cached();
  void find_behind(const path_step& s, std::size_t depth, cached_behind& into) const;
  void set_cached_items(scenario_component& c, const std::vector<std::uint32_t>& behind);
  void check_cache(const scenario_component& c);

  // read_writes.cpp: the policies by which caches write.
  void place_writes();
  std::uint32_t write_op_of(std::uint32_t component);
  [[nodiscard]] bool writes_what_is_cached(std::uint32_t action, std::uint32_t cache) const;
  bool place_in(path_step& s, std::uint32_t cache, std::uint32_t op);

  // read_regions.cpp: regions, and what a component says of its copies in them.
  void read_regions(const document& topology);
  void read_region(const document::entry& e);
  double clock_of(const document& d, const std::string& path);
  void check_shares(const document& regions);
  void read_spread(const document& own, const document* type, scenario_component& c);
  void read_nodes_by_region(const document& nodes, scenario_component& c);
  void read_replicas_per_region(const document& d, scenario_component& c);
  void read_across(const document::entry& e, scenario_component& c);
  consistency consistency_of(const document& d, const std::string& path, value_id* bound);
  bool needs_regions(const place& where, const std::string& what);
  void not_of_stores(const document::entry& e, const scenario_component& c);
  void check_regions_survive(const scenario_component& c);

  // read_gate.cpp: limits, and consumers that may lag.
  void read_gate(const document& own, scenario_component& c);
  void read_limit(const document& own, const std::string& path, const scenario_component& c,
                  scenario_gate& gate);
  void read_over(const document& own, scenario_gate& gate);
  void read_consumer(const document& own, scenario_component& c);

  // read_tables.cpp: the fields of kinds and machines, by their tables.
  struct table_source {
    const document* own;
    std::string own_path;
    const document* type;  // null: there is none
    std::string type_path;
  };
  void read_table(const std::vector<field_info>& table, const table_source& from,
                  std::vector<scenario_field>& into, const place& where, const std::string& of);
  void read_field(const std::vector<const field_info*>& rows, const document& d,
                  const std::string& path, std::vector<scenario_field>& into);
  void read_parts(const std::vector<const field_info*>& rows, const document& d,
                  const std::string& path, std::vector<scenario_field>& into);
  wanted wanted_of(const field_info& f);
  static bool is_replaced(const field_info& f, const table_source& from);
  static void add_field(std::vector<scenario_field>& into, std::uint32_t position, value_id id);
  void check_latency(const scenario_component& c);
  void read_machine(const document& own, const document* type, scenario_component& c);
  std::optional<scenario_machine> machine_named(const document& d,
                                                const std::vector<std::string>& names);
  static std::vector<const document*> listed(const document& d);
  void check_steps(const document& list, const scenario_component& c,
                   const std::vector<scenario_machine>& steps);
  static const std::vector<document::entry>& empty_entries();
  void check_types();
  void check_type(const document::entry& e);
  void check_table(const document& d, const std::string& path,
                   const std::vector<const std::vector<field_info>*>& tables,
                   const std::string& of);

  // read_demands.cpp: what calls ask of the machines.
  struct payer {
    scenario_demand::per of;
    std::string item;
    dimension dim;
  };
  void read_resources();
  std::optional<dimension> written_dimension(const document& d);
  [[nodiscard]] std::vector<payer> payers_of(const dimension& resource) const;
  std::optional<payer> payer_of(const document& d, const dimension& resource);
  bool is_other_demand(const field_info& f, const document& d);
  void read_demands(const document& d, const std::string& path, std::uint32_t resource,
                    scenario_demand::per plain, std::vector<scenario_demand>& into);
  void read_component_demands(const document& own, const document* type,
                              const scenario_component& c, std::vector<scenario_demand>& into);
  void read_op_demands(const document& d, const std::string& path, scenario_op& op);
  [[nodiscard]] std::vector<std::string> names_of_resources() const;
  void check_offers(const scenario_component& c);
  void check_made_items();
  void report_unmade(const scenario_action& action, const path_step& step,
                     const scenario_demand& d);
  void find_copies();
  void take_copies(scenario_component& c, const std::vector<const path_step*>& writes,
                   const path_step* plain);

  // read_ops.cpp
  void read_ops(const document& own, const document* type, scenario_component& c);
  void read_op(const document::entry& e, const std::string& path, scenario_component& c);
  void read_like(const document& like, const scenario_component& c, scenario_op& op);
  void read_component_paths();
  std::optional<path_step> path_of(const document& d, const std::string& at,
                                   std::uint32_t component);
  void find_call_cycles();

  // read_path.cpp: what is done.
  std::optional<path_step> path(const document& d, const std::string& where);
  path_step sequence(const document& d, path_step::form form, const std::string& where);
  path_step step(const document& d, const std::string& where);
  path_step step_of_words(const document& d, const std::string& where);
  path_step step_of_map(const document& d, const std::string& where);
  path_step step_of_form(const document::entry& what, const std::string& where);
  path_step unknown_step(const place& where);
  bool call_of(const place& word, path_step& into);
  void report_unknown_step(const std::string& component, const place& at);
  bool is_declared(const char* section, const std::string& name) const;
  std::optional<std::uint32_t> op_of(std::uint32_t component, const std::string& op,
                                     const place& where);

  // read_step.cpp: how often and under which conditions.
  static void wrap_for(const document& map, path_step& s);
  void modifier(const std::string& key, const document& d, const std::string& where,
                path_step& into);
  void order(const document& d, path_step& into);
  void hedge(const document& d, const std::string& where, path_step& into);
  void check_need(const path_step& s);
  void weights(const document& d, const std::string& where, path_step& into);
  void check_weights(const document& d, bool is_certain, path_step& into);
  value_id share_of_sum(value_id weight, const std::vector<value_id>& all);
  void check_try(const path_step& s);
  void check_attempt(const path_step& s);
  void check_outside_try(const path_step& s);
  [[nodiscard]] std::string path_in(const std::string& where, const path_step& s,
                                    const std::string& key) const;
  [[nodiscard]] std::string unused(const std::string& path) const;

  // read_data.cpp
  void read_data();
  void read_item(const document::entry& e, scenario_data& d);
  void check_item(const document& map, const scenario_data& d);
  void read_sources(const document& d, const std::string& path, scenario_data& into);
  void read_source(const document& d, const std::string& path, scenario_data& into);
  bool resolve_source(const std::string& name, const place& where, scenario_source& s);
  void find_data_cycles();
  void read_keep(const document& d, const std::string& path, scenario_data& into);
  void read_stores();
  bool can_store(const scenario_component& c, const place& where);

  // read_checks.cpp
  void read_checks();
  void read_requirements();
  void read_check(const document& d, bool may_be_prose);
  void read_level(const document& d, scenario_check& c);
  bool split_check(const document& d, scenario_check& c, bool may_be_prose);
  void report_no_check(const document& d, const std::string& claim);
  bool check_sides(const scenario_check& c);
  bool check_part(const worded& part, scenario_check& c);

  // read_cases.cpp
  void read_cases();
  void check_loss(const document& d);
  void check_left_out(const document& d);
  void leave_out_named(const document& without);
  [[nodiscard]] std::optional<scenario_loss> loss_of(const std::string& what) const;
  void report_unknown_loss(const document& d, const std::string& what);
  void check_slow(const document& d);
  void read_slow(const document& d);
  void check_regions_left(const place& where);
  void read_reconnect(const document::entry& e);

  template <typename List>
  static std::optional<std::uint32_t> index_of(const List& list, std::string_view name) {
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      if (list[i].name == name) return i;
    }
    return std::nullopt;
  }
  template <typename List>
  static std::vector<std::string> names_of(const List& list) {
    std::vector<std::string> names;
    for (const auto& x : list) names.push_back(x.name);
    return names;
  }

  const document& root_;
  scenario& s_;
  diagnostics& found_;
  std::map<std::string, value_id, std::less<>> by_path_;
  std::vector<std::string> params_open_;  // being read, for cycles
  std::vector<double> medians_;           // by slot
  std::set<std::uint32_t> visited_;       // components on some path
  std::set<const document*> scaled_;      // values whose factors have been applied
  double zones_ = 1;
};

// A part of a scalar's text, as a place.
[[nodiscard]] place part_of(const document& d, std::size_t begin, std::size_t end);
// The text of a place, and the place without the spaces around it.
[[nodiscard]] std::string text_of(const place& p);
[[nodiscard]] place trimmed(const place& p);

// `1 zone`.
struct counted {
  int count = 0;
  std::string word;
};
[[nodiscard]] std::optional<counted> counted_of(const std::string& text);

// "did you mean `links`?", else all keys.
[[nodiscard]] std::string key_fix(const std::string& key, const std::vector<std::string>& known);

// Takes a text apart at these words. What stands before the first one is under the word "".
[[nodiscard]] std::vector<worded> split_at_words(const document& d,
                                                 std::initializer_list<std::string_view> words);

}  // namespace ballpark
