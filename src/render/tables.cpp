// Adds up what tools cost, puts their renewals in order, and writes such tables for other programs.
#include "stackdrag/tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "render/data/csv_cells.h"
#include "stackdrag/json_writer.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr double months_a_year = 12;

bool is_tool_in_use(const ReportedItem& item) {
  return item.id.starts_with("tool/") && !item.external && item.status != "retired" && item.status != "planned";
}

std::string plain_id(const ReportedItem& item) { return std::string(item.id.substr(item.id.find('/') + 1)); }

std::string joined(std::span<const std::string_view> names) { return fmt::format("{}", fmt::join(names, ", ")); }

TableCell cell_of(const std::string& text) { return text.empty() ? TableCell() : TableCell(text); }

bool lacks(const ReportedItem& item, std::string_view field) {
  return std::find(item.lacks.begin(), item.lacks.end(), field) != item.lacks.end();
}

/// What an item counts under, in equal parts.
std::vector<std::string> names_under(const ReportedItem& item, SpendBy by) {
  std::span<const std::string_view> several;
  std::string_view other = unowned;
  if (by == SpendBy::owner) several = item.owners;
  if (by == SpendBy::capability) several = item.does, other = "no capability on record";
  if (by == SpendBy::vendor && !item.vendor.empty()) return {std::string(item.vendor)};
  // A tool without a vendor on record is taken for one of its own.
  if (by == SpendBy::vendor && !item.name.empty()) return {std::string(item.name)};
  if (by == SpendBy::tool || by == SpendBy::vendor) return {plain_id(item)};
  if (several.empty()) return {std::string(other)};
  const std::set<std::string> once(several.begin(), several.end());
  return {once.begin(), once.end()};
}

struct Sum {
  double tools = 0, a_month = 0;
};

std::vector<TableCell> spend_row(std::string name, double tools, double a_month, double whole, SpendBy by, const std::string& owners) {
  std::vector<TableCell> row{std::move(name)};
  if (by == SpendBy::tool)
    row.push_back(cell_of(owners));
  else
    row.emplace_back(tools);
  row.emplace_back(a_month);
  row.emplace_back(a_month * months_a_year);
  row.emplace_back(whole > 0 ? 100 * a_month / whole : 0);
  return row;
}

}  // namespace

Table spend_table(const Report& report, SpendBy by) {
  std::map<std::string, Sum> sums;
  std::map<std::string, std::string> owners;
  Table table;
  table.as_of = report.as_of;
  table.what = "cost";
  Sum whole;
  for (const ReportedItem& item : report.items) {
    if (!is_tool_in_use(item)) continue;
    if (lacks(item, "cost")) table.unknown.push_back(plain_id(item));
    if (item.cost_per_month.value_or(0) <= 0) continue;
    whole.a_month += *item.cost_per_month;
    ++whole.tools;
    const std::vector<std::string> names = names_under(item, by);
    for (const std::string& name : names) {
      Sum& sum = sums[name];
      sum.a_month += *item.cost_per_month / static_cast<double>(names.size());
      ++sum.tools;
      owners[name] = joined(item.owners);
    }
  }
  table.title = by == SpendBy::tool ? "SPEND"
                                    : fmt::format("SPEND BY {}", by == SpendBy::owner    ? "OWNER"
                                                                 : by == SpendBy::vendor ? "VENDOR"
                                                                                         : "CAPABILITY");
  table.columns = {{name_of(by), name_of(by)},
                   by == SpendBy::tool ? TableColumn{"owner", "owner"} : TableColumn{"tools", "tools"},
                   {"per_month", "a month", true},
                   {"per_year", "a year", true},
                   {"percent", "share"}};
  std::vector<std::pair<std::string, Sum>> order(sums.begin(), sums.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second.a_month > b.second.a_month; });
  for (const auto& [name, sum] : order) table.rows.push_back(spend_row(name, sum.tools, sum.a_month, whole.a_month, by, owners[name]));
  table.sum = fmt::format("{} {} a month for {}.", table.unknown.empty() ? "All in all" : "At least",
                          format_money(whole.a_month, report.stack.currency), count_of(static_cast<std::size_t>(whole.tools), "tool"));
  return table;
}

Table renewals_table(const Report& report) {
  Table table;
  table.as_of = report.as_of;
  table.what = "renewal";
  table.title = "RENEWALS";
  table.columns = {{"tool", "tool"},     {"act_by", "act by"},         {"days_left", "days left"},
                   {"renews", "renews"}, {"per_year", "a year", true}, {"decision", "decision"},
                   {"owner", "owner"}};
  std::map<std::string_view, Date> notices;
  for (const Deadline& deadline : report.deadlines) {
    if (deadline.what == "notice") notices[deadline.item] = deadline.day;
  }
  std::vector<std::pair<Date, std::vector<TableCell>>> rows;
  for (const Deadline& deadline : report.deadlines) {
    if (deadline.what != "renews") continue;
    const ReportedItem& item = *find_item(report, deadline.item);
    const auto notice = notices.find(item.id);
    const Date act = notice == notices.end() ? deadline.day : notice->second;
    // Without a notice period on record nobody can say by when to act.
    const bool known = !lacks(item, "notice");
    rows.push_back(
        {act,
         {plain_id(item), known ? TableCell(act) : TableCell(), known ? TableCell(double((act - report.as_of).count)) : TableCell(),
          deadline.day, item.cost_per_month ? TableCell(*item.cost_per_month * months_a_year) : TableCell(),
          cell_of(std::string(item.decision)), cell_of(joined(item.owners))}});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [day, row] : rows) table.rows.push_back(std::move(row));
  for (const ReportedItem& item : report.items) {
    if (lacks(item, "renews")) table.unknown.push_back(plain_id(item));
  }
  return table;
}

std::string table_csv(const Table& table) {
  std::string out;
  for (const TableColumn& column : table.columns) out += fmt::format("{}{}", out.empty() ? "" : ",", column.name);
  out += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      if (const auto* text = std::get_if<std::string>(&row[i])) out += report::csv_cell(*text);
      if (const auto* number = std::get_if<double>(&row[i])) out += report::csv_cell(*number);
      if (const auto* day = std::get_if<Date>(&row[i])) out += fmt::format("{}", *day);
    }
    out += "\r\n";
  }
  return out;
}

std::string table_json(const Table& table, std::string_view currency) {
  return collected([&](Output& output) {
    report::JsonWriter out(output, true);
    out.open('{');
    out.key("as_of").text(fmt::format("{}", table.as_of));
    out.key("currency").text(currency);
    out.key("rows").open('[');
    for (const auto& row : table.rows) {
      out.open_row('{');
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (std::holds_alternative<std::monostate>(row[i])) continue;
        out.key_of(table.columns[i].name);
        if (const auto* text = std::get_if<std::string>(&row[i])) out.text(*text);
        if (const auto* number = std::get_if<double>(&row[i])) out.number(*number);
        if (const auto* day = std::get_if<Date>(&row[i])) out.text(fmt::format("{}", *day));
      }
      out.close('}');
    }
    out.close(']');
    out.key("unknown").open_row('[');
    for (const std::string& tool : table.unknown) out.text(tool);
    out.close(']');
    out.close('}');
  });
}

}  // namespace stackdrag
