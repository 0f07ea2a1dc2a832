// SPDX-License-Identifier: MIT
#include "report/chart.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "report/chart_scale.hpp"
#include "report/dot_canvas.hpp"
#include "report/text_table.hpp"

namespace ballpark {

namespace {

constexpr std::size_t lines_around = 3;  // the title, the axis, and what stands under it
constexpr std::size_t fewest_columns = 12;
constexpr std::size_t fewest_rows = 2;
constexpr std::size_t rows_per_tick = 3;
constexpr std::size_t most_gaps_named = 3;

bool has_band(const chart_point& p) { return std::isfinite(p.lower) && std::isfinite(p.upper); }

bool any_band(const line_chart& chart) {
  return std::any_of(chart.points.begin(), chart.points.end(), has_band);
}

// The signs of which the frame is made.
struct frame {
  const char* side;
  const char* side_tick;
  const char* corner;
  const char* bottom;
  const char* bottom_tick;
};

frame frame_of(const text_style& style) {
  return style.unicode ? frame{"│", "┤", "└", "─", "┬"} : frame{"|", "+", "+", "-", "+"};
}

// All values that the line and its band take.
std::vector<double> heights(const line_chart& chart) {
  std::vector<double> all;
  for (const chart_point& p : chart.points) {
    for (const double y : {p.y, p.lower, p.upper}) {
      if (std::isfinite(y) && (y > 0 || !chart.y.logarithmic)) all.push_back(y);
    }
  }
  return all;
}

// From zero, unless what changes would then be lost.
chart_scale scale_of_heights(const std::vector<double>& all, const chart_axis& axis,
                             std::size_t most) {
  const auto [least, greatest] = std::minmax_element(all.begin(), all.end());
  double low = *least;
  double high = *greatest;
  if (axis.logarithmic) {
    if (low == high) high *= 10;
    return chart_scale(low, high, true).rounded(axis.unit, most);
  }
  if (low >= 0 && low <= high / 2) low = 0;
  if (low < 0 && high <= 0 && high >= low / 2) high = 0;
  if (low == high) (low > 0 ? low : high) = low == 0 ? axis.unit : 0;
  return chart_scale(low, high, false).rounded(axis.unit, most);
}

struct dot_place {
  long x = 0;
  long y = 0;
};

// Puts the points onto the canvas.
class plotter {
 public:
  plotter(dot_canvas& canvas, const chart_scale& x, const chart_scale& y)
      : canvas_(canvas), x_(x), y_(y) {}

  void plot(const std::vector<chart_point>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      const chart_point& p = points[i];
      const chart_point& before = i > 0 ? points[i - 1] : p;
      if (has_band(p)) shade(has_band(before) ? before : p, p);
      if (std::isfinite(p.y)) line(std::isfinite(before.y) ? before : p, p);
    }
  }

 private:
  [[nodiscard]] dot_place place(double x, double y) const {
    const auto along = [](double share, std::size_t dots) {
      return std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(dots - 1));
    };
    return {along(x_.share(x), canvas_.width()), along(1 - y_.share(y), canvas_.height())};
  }

  void dot(const dot_place& at) {
    canvas_.draw(static_cast<std::size_t>(at.x), static_cast<std::size_t>(at.y));
  }

  // A dot in each column or each row between, whichever are more.
  void line(const chart_point& from, const chart_point& to) {
    const dot_place a = place(from.x, from.y);
    const dot_place b = place(to.x, to.y);
    const long steps = std::max({std::abs(b.x - a.x), std::abs(b.y - a.y), 1L});
    for (long i = 0; i <= steps; ++i) {
      const double share = static_cast<double>(i) / static_cast<double>(steps);
      dot({a.x + std::lround(share * static_cast<double>(b.x - a.x)),
           a.y + std::lround(share * static_cast<double>(b.y - a.y))});
    }
  }

  void shade(const chart_point& from, const chart_point& to) {
    const dot_place top = place(from.x, from.upper);
    const dot_place bottom = place(from.x, from.lower);
    const dot_place next_top = place(to.x, to.upper);
    const dot_place next_bottom = place(to.x, to.lower);
    const long columns = std::max(next_top.x - top.x, 1L);
    const auto between = [&](long a, long b, long i) {
      return a + std::lround(static_cast<double>((b - a) * i) / static_cast<double>(columns));
    };
    for (long i = 0; i <= next_top.x - top.x; ++i) {
      const long end = between(bottom.y, next_bottom.y, i);
      for (long y = between(top.y, next_top.y, i); y <= end; ++y) {
        canvas_.shade(static_cast<std::size_t>(top.x + i), static_cast<std::size_t>(y));
      }
    }
  }

  dot_canvas& canvas_;
  const chart_scale& x_;
  const chart_scale& y_;
};

// A label of the axis at the bottom, and the columns in which it and its tick stand.
struct bottom_label {
  std::string text;
  std::size_t tick = 0;
  std::size_t begin = 0;
};

// Each under its tick, the outer ones pushed in; nothing where two would touch.
std::optional<std::vector<bottom_label>> bottom_labels(const chart_scale& scale,
                                                       const chart_axis& axis, std::size_t most,
                                                       std::size_t columns) {
  std::vector<bottom_label> all;
  std::size_t end = 0;
  for (const double x : scale.ticks(axis.unit, most)) {
    bottom_label label{axis.text(x), 0, 0};
    const std::size_t wide = display_width(label.text);
    if (wide > columns) return std::nullopt;
    label.tick = static_cast<std::size_t>(
        std::lround(std::clamp(scale.share(x), 0.0, 1.0) * static_cast<double>(columns - 1)));
    label.begin = std::min(label.tick - std::min(label.tick, wide / 2), columns - wide);
    if (!all.empty() && label.begin < end + 2) return std::nullopt;
    end = label.begin + wide;
    all.push_back(std::move(label));
  }
  return all;
}

std::vector<bottom_label> bottom_labels(const chart_scale& scale, const chart_axis& axis,
                                        std::size_t columns) {
  constexpr std::size_t most = 8;
  for (std::size_t n = most; n > 0; --n) {
    if (auto fitted = bottom_labels(scale, axis, n, columns)) return *fitted;
  }
  return {};
}

// Where the points have no answer, in words.
std::vector<std::string> gaps_of(const line_chart& chart) {
  const auto& points = chart.points;
  std::vector<std::string> all;
  const auto at = [&](std::size_t i) { return chart.x.text(points[i].x); };
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (std::isfinite(points[i].y)) continue;
    const std::size_t begin = i;
    while (i + 1 < points.size() && !std::isfinite(points[i + 1].y)) ++i;
    const bool to_end = i + 1 == points.size();
    if (begin == 0 && to_end) return {"anywhere"};
    const std::string first = chart.x.label + " = " + at(begin);
    if (begin == i && !to_end) {
      all.push_back("at " + first);
    } else if (begin == 0) {
      all.push_back("up to " + chart.x.label + " = " + at(i));
    } else {
      all.push_back("from " + first + (to_end ? " on" : " to " + at(i)));
    }
  }
  return all;
}

std::string gap_text(const line_chart& chart, std::size_t width) {
  const std::vector<std::string> gaps = gaps_of(chart);
  if (gaps.empty()) return "";
  std::string where;
  for (const auto& gap : gaps) where += (where.empty() ? "" : ", ") + gap;
  if (gaps.size() > most_gaps_named) {
    const auto missing = std::count_if(chart.points.begin(), chart.points.end(),
                                       [](const auto& p) { return !std::isfinite(p.y); });
    where = "at " + std::to_string(missing) + " of " + std::to_string(chart.points.size()) +
            " values of " + chart.x.label;
  }
  return wrapped(" no answer " + where + (chart.gap.empty() ? "" : ": " + chart.gap), 1, width) +
         "\n";
}

std::string title_of(const line_chart& chart, std::size_t width) {
  if (chart.y.label.empty()) return "";
  return wrapped(" " + chart.y.label + " over " + chart.x.label +
                     (any_band(chart) ? ", p5 to p95 shaded" : ""),
                 1, width) +
         "\n";
}

std::string without_trailing_space(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string repeated(const char* sign, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += sign;
  return all;
}

// The axis at the bottom and the labels under it.
std::string bottom(const std::vector<bottom_label>& labels, std::size_t columns, std::size_t margin,
                   const frame& signs) {
  std::string axis = std::string(margin, ' ') + signs.corner;
  std::string under(margin + 1, ' ');
  std::size_t used = 0;
  for (const bottom_label& label : labels) {
    axis += repeated(signs.bottom, label.tick - used) + signs.bottom_tick;
    used = label.tick + 1;
    under += std::string(margin + 1 + label.begin - display_width(under), ' ') + label.text;
  }
  return axis + repeated(signs.bottom, columns - used) + "\n" + under + "\n";
}

// The labels of the rows, empty where there is none.
std::vector<std::string> side_labels(const chart_scale& scale, const chart_axis& axis,
                                     const std::vector<double>& ticks, std::size_t rows) {
  std::vector<std::string> all(rows);
  for (const double y : ticks) {
    const double share = std::clamp(1 - scale.share(y), 0.0, 1.0);
    const auto row = static_cast<std::size_t>(std::lround(share * static_cast<double>(rows - 1)));
    if (all[row].empty()) all[row] = axis.text(y);
  }
  return all;
}

std::string picture(const line_chart& chart, const std::vector<double>& all, std::size_t width,
                    std::size_t rows, const text_style& style) {
  const std::size_t most = std::max<std::size_t>(2, rows / rows_per_tick + 1);
  const chart_scale y = scale_of_heights(all, chart.y, most);
  const std::vector<std::string> labels =
      side_labels(y, chart.y, y.ticks(chart.y.unit, most), rows);
  std::size_t wide = 0;
  for (const auto& label : labels) wide = std::max(wide, display_width(label));
  const std::size_t margin = wide + 2;
  if (width < margin + 1 + fewest_columns)
    return wrapped(" (too narrow for a chart)", 1, width) + "\n";

  const std::size_t columns = width - margin - 1;
  const double first = chart.points.front().x;
  const double last = chart.points.back().x;
  const chart_scale x(first, last > first ? last : first + chart.x.unit, chart.x.logarithmic);
  dot_canvas canvas(columns, rows, !style.unicode);
  plotter(canvas, x, y).plot(chart.points);

  const frame signs = frame_of(style);
  std::string out;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string& label = labels[row];
    out +=
        std::string(margin - 1 - display_width(label), ' ') + label + " " +
        without_trailing_space((label.empty() ? signs.side : signs.side_tick) + canvas.row(row)) +
        "\n";
  }
  return out + bottom(bottom_labels(x, chart.x, columns), columns, margin, signs);
}

}  // namespace

std::string draw(const line_chart& chart, const chart_size& size, const text_style& style) {
  const std::size_t width = std::min(size.width, style.width);
  const std::vector<double> all = heights(chart);
  std::string out = title_of(chart, width);
  if (!all.empty()) {
    const std::size_t rows =
        std::max(fewest_rows, size.height - std::min(size.height, lines_around));
    out += picture(chart, all, width, rows, style);
  }
  return out + gap_text(chart, width);
}

}  // namespace ballpark
