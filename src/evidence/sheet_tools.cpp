// Reads a spreadsheet of tools: what they cost, when they renew, who uses them.
#include <set>
#include <string>

#include <fmt/format.h>

#include "evidence/redact.h"
#include "evidence/sheet_cells.h"
#include "evidence/sheet_values.h"
#include "evidence/sheets.h"
#include "evidence/sister_domains.h"
#include "stackdrag/units.h"

namespace stackdrag::evidence {
namespace {

/// The tool under the name by which its key is made.
std::string vendor_of(std::string_view name, const Packs& packs) {
  if (const Vendor* const known = packs.vendor(Text(name))) return std::string(*known->id);
  const std::string host = host_of(name.find("://") == name.npos ? fmt::format("https://{}", name) : std::string(name));
  if (host.find('.') != host.npos && host.find(' ') == host.npos) return registrable_domain(host);
  return key_from(name);
}

class ToolReader {
 public:
  ToolReader(const Export& in, Imported& out) : in_(in), cells_(in, Sheet::tools, out), out_(out) {}

  void run() {
    out_.source.of = sheet_name(Sheet::tools, in_.root, out_.source.file);
    std::size_t number = 0;
    for (const View row : in_.root) {
      if (row.is_mapping()) read_row(row, fmt::format("/{}", number));
      ++number;
    }
    if (nameless_ > 0)
      out_.notes.push_back(fmt::format("{} without a name of a tool that may be told, left out", count_of(nameless_, "row")));
    if (repeated_ > 0)
      out_.notes.push_back(
          fmt::format("{} about a tool that stands above, too; where they differ, nothing is taken", count_of(repeated_, "row")));
    cells_.tell();
  }

 private:
  void read_row(View row, const std::string& pointer) {
    std::string name, vendor;
    cells_.each(row, [&](std::string_view field, View, View cell) {
      if (field == "id") name = name_in(cell.text());
      if (field == "vendor") vendor = name_in(cell.text());
    });
    // A person or a formula in the place of the tool is not made up for by its vendor.
    if (name.empty() && !has_id(row)) name = vendor;
    if (name.empty()) return void(++nameless_);
    const Subject who{.kind = Kind::tool, .vendor = vendor_of(name, in_.packs), .name = name};
    const auto observe = [&](std::string_view field, const std::string& value) {
      out_.observations.push_back({.who = who, .field = std::string(field), .value = value, .pointer = pointer});
    };
    observe("", "");
    observe("name", name);
    const Vendor* const known = in_.packs.vendor(Text(vendor.empty() ? name : vendor));
    const std::string maker = known != nullptr ? std::string(*known->id) : vendor;
    if (!maker.empty()) observe("vendor", maker);
    if (!tools_.insert(who.vendor).second) ++repeated_;
    cells_.each(row, [&](std::string_view field, View column, View cell) {
      const std::string value = value_of(field, column, cell, name);
      if (!value.empty()) observe(field.starts_with("cost") ? "cost" : field, value);
    });
  }

  bool has_id(View row) {
    bool found = false;
    cells_.each(row, [&](std::string_view field, View, View) { found |= field == "id"; });
    return found;
  }

  std::string value_of(std::string_view field, View column, View cell, const std::string& tool) {
    const std::string_view text = trimmed(cell.text());
    std::optional<std::string> value;
    if (field == "id" || field == "vendor") return "";
    if (field.starts_with("cost")) return cost_in(column, cell, field == "cost per month" ? "/mo" : "/yr", tool);
    if (field == "renews" || field == "last_used") return cells_.date(column, cell, tool).value_or("");
    if (field == "seats" || field == "seats_used") {
      value = plain_number(text, cells_.map().money);
      if (value && (value->find('.') != value->npos || value->size() >= 8)) value.reset();
    }
    if (field == "notice") value = plain_notice(text);
    if (!value) cells_.leave_out(column, tool);
    return value.value_or("");
  }

  std::string cost_in(View column, View cell, std::string_view period, const std::string& tool) {
    const std::string_view text = trimmed(cell.text());
    const std::size_t begin = text.find_first_of("0123456789");
    if (begin == text.npos) return cells_.leave_out(column, tool), "";
    const std::size_t end = text.find_last_of("0123456789") + 1;
    const std::string_view front = trimmed(text.substr(0, begin)), back = trimmed(text.substr(end));
    const auto number = plain_number(text.substr(begin, end - begin), cells_.map().money);
    const std::string_view written = front.empty() ? back : front;
    const bool is_clear = number && number->size() <= 12 && (front.empty() || back.empty());
    if (!is_clear || (!written.empty() && currency_code(written, {}).empty())) {
      cells_.refuse(column, cell, "an amount such as `1234.56`; if all amounts here have one form, say it with --map: `money: '1.234,56'`");
      return "";
    }
    const std::string currency = !written.empty() ? std::string(written) : currency_of(column.text());
    if (currency.empty())
      return cells_.refuse(column, cell, "an amount with its currency; if all have one, say it with --map: `currency: EUR`"), "";
    return fmt::format("{} {}{}", currency, *number, period);
  }

  /// What stands in brackets in the name of the column, else what the map says.
  std::string currency_of(std::string_view column) const {
    const std::string& usual = cells_.map().currency;
    const std::size_t open = column.find('('), close = column.find(')', open == column.npos ? 0 : open);
    if (open == column.npos || close == column.npos) return usual;
    const std::string_view word = column.substr(open + 1, close - open - 1);
    return currency_code(word, {}).empty() ? usual : std::string(word);
  }

  const Export& in_;
  SheetCells cells_;
  Imported& out_;
  std::size_t nameless_ = 0, repeated_ = 0;
  std::set<std::string> tools_{};  ///< those that were met, by their keys
};

}  // namespace

void read_tools(const Export& in, Imported& out) { ToolReader(in, out).run(); }

}  // namespace stackdrag::evidence
