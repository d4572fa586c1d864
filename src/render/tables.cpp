// Adds up what tools cost, puts their renewals in order, and writes such tables for other programs.
#include "stackdrag/tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/csv_cells.h"
#include "stackdrag/json_writer.h"
#include "stackdrag/packs.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr double months_a_year = 12;

bool is_retired(const ReportedItem& item) { return item.status == "retired"; }

/// The items whose contracts renew.
std::set<std::string_view> renewing(const Report& report) {
  std::set<std::string_view> items;
  for (const Deadline& deadline : report.deadlines) {
    if (deadline.what == "renews") items.insert(deadline.item);
  }
  return items;
}

/// Whether a tool is ours to pay for: it is in use, or retired while its contract goes on.
bool is_paid_for(const ReportedItem& item, const std::set<std::string_view>& renews) {
  if (!item.id.starts_with("tool/") || item.external || item.status == "planned") return false;
  return !is_retired(item) || renews.contains(item.id);
}

/// Marks what costs money although it is not in use.
TableCell status_cell(bool retired) { return retired ? TableCell("retired") : TableCell(); }

std::string plain_id(const ReportedItem& item) { return std::string(item.id.substr(item.id.find('/') + 1)); }

std::string joined(std::span<const std::string_view> names) { return fmt::format("{}", fmt::join(names, ", ")); }

TableCell cell_of(const std::string& text) { return text.empty() ? TableCell() : TableCell(text); }

bool lacks(const ReportedItem& item, std::string_view field) {
  return std::find(item.lacks.begin(), item.lacks.end(), field) != item.lacks.end();
}

/// What an item counts under: a key that all spellings share, and the spelling.
using Heading = std::pair<std::string, std::string>;

Heading heading_of(std::string key, std::string_view spelling) {
  if (key.empty()) key = spelling;
  return {std::move(key), std::string(spelling)};
}

/// A tool without a vendor on record is taken for one of its own.
std::string vendor_of(const ReportedItem& item) {
  return !item.vendor.empty() ? std::string(item.vendor) : !item.name.empty() ? std::string(item.name) : plain_id(item);
}

/// What an item counts under, in equal parts; each key once.
std::map<std::string, std::string> headings_of(const ReportedItem& item, SpendBy by, const Packs& packs) {
  std::map<std::string, std::string> headings;
  if (by == SpendBy::tool) headings.insert(heading_of("", plain_id(item)));
  if (by == SpendBy::vendor) headings.insert(heading_of(packs.vendor_family(vendor_of(item)), vendor_of(item)));
  if (by == SpendBy::owner) {
    for (const std::string_view owner : item.owners) headings.insert(heading_of("", owner));
    if (headings.empty()) headings.insert(heading_of("", unowned));
  }
  if (by == SpendBy::capability) {
    for (const std::string_view one : item.does) headings.insert(heading_of(packs.capability(one), one));
    if (headings.empty()) headings.insert(heading_of("", "no capability on record"));
  }
  return headings;
}

struct Sum {
  double tools = 0, a_month = 0;
  std::map<std::string, std::size_t> spellings;  ///< and how often each is used
  std::string owners;                            ///< of the last tool
  bool retired = false;                          ///< whether it is
};

/// The usual name if anybody writes it, else the most used; of several vendors of one company, the company's.
std::string name_of(const std::string& key, const Sum& sum, SpendBy by, const Packs& packs) {
  std::set<std::string> vendors;
  std::string usual;
  if (by == SpendBy::capability && packs.find<CapabilityName>(key) != nullptr) usual = *packs.find<CapabilityName>(key)->id;
  if (by == SpendBy::vendor) {
    for (const auto& [spelling, count] : sum.spellings) vendors.insert(packs.vendor_key(spelling));
    usual = *vendors.begin();
  }
  if (vendors.size() > 1) return key;
  if (sum.spellings.contains(usual)) return usual;
  return std::max_element(sum.spellings.begin(), sum.spellings.end(), [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::vector<TableCell> spend_row(std::string name, const Sum& sum, double whole, SpendBy by) {
  std::vector<TableCell> row{std::move(name)};
  if (by == SpendBy::tool)
    row.push_back(cell_of(sum.owners));
  else
    row.emplace_back(sum.tools);
  row.emplace_back(sum.a_month);
  row.emplace_back(sum.a_month * months_a_year);
  row.emplace_back(whole > 0 ? 100 * sum.a_month / whole : 0);
  if (by == SpendBy::tool) row.push_back(status_cell(sum.retired));
  return row;
}

}  // namespace

Table spend_table(const Report& report, SpendBy by, const Packs& packs) {
  std::map<std::string, Sum> sums;
  Table table;
  table.as_of = report.as_of;
  table.what = "cost";
  Sum whole;
  const std::set<std::string_view> renews = renewing(report);
  for (const ReportedItem& item : report.items) {
    if (!is_paid_for(item, renews)) continue;
    if (lacks(item, "cost")) table.unknown.push_back(plain_id(item));
    if (item.cost_per_month.value_or(0) <= 0) continue;
    whole.a_month += *item.cost_per_month;
    ++whole.tools;
    if (is_retired(item)) table.retired.push_back(plain_id(item));
    const std::map<std::string, std::string> headings = headings_of(item, by, packs);
    for (const auto& [key, spelling] : headings) {
      Sum& sum = sums[key];
      sum.a_month += *item.cost_per_month / static_cast<double>(headings.size());
      ++sum.tools;
      ++sum.spellings[spelling];
      sum.owners = joined(item.owners);
      sum.retired = is_retired(item);
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
  if (by == SpendBy::tool) table.columns.push_back({"status", "status", false, true});
  std::vector<std::pair<std::string, Sum>> order(sums.begin(), sums.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second.a_month > b.second.a_month; });
  for (const auto& [key, sum] : order) table.rows.push_back(spend_row(name_of(key, sum, by, packs), sum, whole.a_month, by));
  table.sum = fmt::format("{} {} a month for {}.", table.unknown.empty() ? "All in all" : "At least",
                          format_money(whole.a_month, report.stack.currency), count_of(static_cast<std::size_t>(whole.tools), "tool"));
  return table;
}

Table renewals_table(const Report& report) {
  Table table;
  table.as_of = report.as_of;
  table.what = "renewal";
  table.title = "RENEWALS";
  table.columns = {
      {"tool", "tool"},         {"act_by", "act by"}, {"days_left", "days left"},       {"renews", "renews"}, {"per_year", "a year", true},
      {"decision", "decision"}, {"owner", "owner"},   {"status", "status", false, true}};
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
          cell_of(std::string(item.decision)), cell_of(joined(item.owners)), status_cell(is_retired(item))}});
    if (is_retired(item)) table.retired.push_back(plain_id(item));
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
