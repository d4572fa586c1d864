// The forecast as a table for spreadsheets: a row for everything that happens, and for every day by which somebody has to look again.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/csv_cells.h"
#include "stackdrag/render_forecast.h"

namespace stackdrag {
namespace report {
namespace {

std::string cell_of(const std::optional<Date>& day) { return day ? csv_cell(fmt::format("{}", *day)) : csv_cell(""); }

std::string joined(const std::vector<std::string>& names) { return csv_cell(fmt::format("{}", fmt::join(names, ", "))); }

void put_row(const std::vector<std::string>& cells, Output& out) { out.put(fmt::format("{}\r\n", fmt::join(cells, ","))); }

void put(const ForecastEvent& event, Output& out) {
  put_row({cell_of(event.day), csv_cell(names_of<Turn>[static_cast<std::size_t>(event.turn)]), csv_cell(event.rule),
           csv_cell(event.subject), csv_cell(event.key), csv_cell(name_of(event.severity)), csv_cell(event.was ? name_of(*event.was) : ""),
           csv_cell(event.message), csv_cell(event.hours_before.value()), csv_cell(event.hours_after.value()), csv_cell(""), csv_cell(""),
           cell_of(event.act_by), joined(event.owners), csv_cell(event.waived ? "yes" : "")},
          out);
}

void put(const LockedIn& locked, Output& out) {
  put_row({cell_of(locked.day), csv_cell("locked-in"), csv_cell(""), csv_cell(locked.tool), csv_cell(""), csv_cell(""), csv_cell(""),
           csv_cell(fmt::format("bound for {} months from {}", locked.months, locked.renews)), csv_cell(""), csv_cell(""),
           locked.money ? csv_cell(*locked.money) : csv_cell(""), csv_cell(locked.wasted), cell_of(locked.act_by), joined(locked.owners),
           csv_cell("")},
          out);
}

void put(const LookAgain& look, Output& out) {
  put_row({cell_of(look.day), csv_cell("look-again"), csv_cell(""), joined(look.items), csv_cell(look.field), csv_cell(""), csv_cell(""),
           csv_cell("the last day on which the evidence answers"), csv_cell(""), csv_cell(""), csv_cell(""), csv_cell(""),
           cell_of(look.day), csv_cell(""), csv_cell("")},
          out);
}

}  // namespace
}  // namespace report

void render_forecast_csv(const Forecast& forecast, const RenderOptions&, Output& out) {
  out.put("day,what,rule,subject,key,severity,was,message,hours_before,hours_after,money,wasted,act_by,owners,waived\r\n");
  for (const ForecastEvent& event : forecast.events) report::put(event, out);
  for (const LockedIn& locked : forecast.locked) report::put(locked, out);
  for (const LookAgain& look : forecast.look_again) report::put(look, out);
}

}  // namespace stackdrag
