// Reads a spreadsheet of tools. What somebody wrote down is taken only where its form leaves no doubt: a wrong price is worse than none.
#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "evidence/importers.h"
#include "evidence/redact.h"
#include "evidence/sheet_columns.h"
#include "evidence/sheet_values.h"
#include "evidence/sister_domains.h"
#include "stackdrag/sha256.h"
#include "stackdrag/sheet_map.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t most_problems = 20;

std::string_view without_blanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

/// The tool under the name by which its key is made.
std::string vendor_of(std::string_view name, const Packs& packs) {
  if (const Vendor* const known = packs.vendor(Text(name))) return std::string(*known->id);
  const std::string host = host_of(name.find("://") == name.npos ? fmt::format("https://{}", name) : std::string(name));
  if (host.find('.') != host.npos && host.find(' ') == host.npos) return registrable_domain(host);
  std::string key = lower_case(name);
  // Letters that a key cannot hold would make one tool of several.
  const bool is_plain = std::all_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_plain) key += "-" + sha256(name).substr(0, 8);
  return key;
}

bool holds_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

/// Tells a sheet from others and stays the same from one export to the next: its columns, and the first tool in it.
std::string sheet_name(View rows) {
  std::string told;
  const View first = *rows.begin();
  first.entries([&](View column, View) { told += folded_column(column.text()) + "\n"; });
  first.entries([&](View column, View cell) {
    if (cell.is_scalar() && tool_field(folded_column(column.text())) == "id") told += lower_case(cell.text());
  });
  return "tools-" + sha256(told).substr(0, 8);
}

class ToolReader {
 public:
  ToolReader(const Export& in, Imported& out) : in_(in), map_(in.given.map != nullptr ? *in.given.map : none_), out_(out) {}

  void run() {
    if (in_.root.size() > 0) out_.source.of = sheet_name(in_.root);
    std::size_t number = 0;
    for (const View row : in_.root) {
      if (row.is_mapping()) read_row(row, number);
      ++number;
    }
    if (nameless_ > 0)
      out_.notes.push_back(fmt::format("{} without a name of a tool that may be told, left out", count_of(nameless_, "row")));
    if (repeated_ > 0)
      out_.notes.push_back(
          fmt::format("{} about a tool that stands above, too; where they differ, nothing is taken", count_of(repeated_, "row")));
    if (unclear_ > 0) out_.notes.push_back(fmt::format("{} that say no amount, day or number, left out", count_of(unclear_, "cell")));
    if (!left_out_.empty()) out_.notes.push_back(fmt::format("columns left out: {}", join_words({left_out_.begin(), left_out_.end()})));
  }

 private:
  std::string field_of(std::string_view column) {
    const std::string folded = folded_column(column);
    if (map_.ignored.count(folded) != 0) return {};
    if (const auto mapped = map_.columns.find(folded); mapped != map_.columns.end()) return mapped->second;
    const std::string_view field = tool_field(folded);
    if (field.empty()) left_out_.insert(fmt::format("`{}`", visible(redacted_name(column))));
    return std::string(field);
  }

  void read_row(View row, std::size_t number) {
    std::string_view name, vendor;
    row.entries([&](View column, View cell) {
      if (!cell.is_scalar()) return;
      const std::string field = field_of(column.text());
      if (field == "id") name = without_blanks(cell.text());
      if (field == "vendor") vendor = without_blanks(cell.text());
    });
    if (says_nothing(name)) name = vendor;
    const std::string shown = redacted_name(name);
    if (says_nothing(name) || shown != name) return void(++nameless_);
    const Subject who{.kind = Kind::tool, .vendor = vendor_of(name, in_.packs), .name = shown};
    const std::string pointer = fmt::format("/{}", number);
    out_.observations.push_back({.who = who, .pointer = pointer});
    out_.observations.push_back({.who = who, .field = "name", .value = shown, .pointer = pointer});
    const Vendor* const known = in_.packs.vendor(Text(vendor.empty() ? name : vendor));
    const std::string maker = known != nullptr ? std::string(*known->id) : redacted_name(vendor) == vendor ? std::string(vendor) : "";
    if (!maker.empty()) out_.observations.push_back({.who = who, .field = "vendor", .value = maker, .pointer = pointer});
    if (!tools_.insert(who.vendor).second) ++repeated_;
    row.entries([&](View column, View cell) {
      if (!cell.is_scalar() || says_nothing(without_blanks(cell.text()))) return;
      const std::string field = field_of(column.text());
      const std::string value = value_of(field, column, cell);
      const bool is_cost = field.starts_with("cost");
      if (!value.empty()) out_.observations.push_back({.who = who, .field = is_cost ? "cost" : field, .value = value, .pointer = pointer});
    });
  }

  std::string value_of(const std::string& field, View column, View cell) {
    const std::string_view text = without_blanks(cell.text());
    if (field.starts_with("cost")) return cost_in(column, cell, field == "cost per month" ? "/mo" : "/yr");
    if (field == "renews" || field == "last_used") {
      const auto date = plain_date(text, map_.dates);
      if (!date && !holds_digit(text)) return ++unclear_, "";
      if (!date)
        refuse(cell, column, "a date such as `2026-11-20`; if all dates here have one form, say it with --map: `dates: DD.MM.YYYY`");
      return date.value_or("");
    }
    if (field == "seats" || field == "seats_used") {
      const auto number = plain_number(text, map_.money);
      if (number && number->find('.') == number->npos && number->size() < 8) return *number;
      ++unclear_;
    }
    if (field == "notice") {
      const auto notice = is_digit(text.back()) ? std::nullopt : parse_duration(text);
      if (notice && notice->days().count <= 1830) return std::string(text);
      ++unclear_;
    }
    return {};
  }

  std::string cost_in(View column, View cell, std::string_view period) {
    const std::string_view text = without_blanks(cell.text());
    if (!holds_digit(text)) return ++unclear_, "";
    const std::size_t begin = text.find_first_of("0123456789"), end = text.find_last_of("0123456789") + 1;
    const std::string_view front = begin == text.npos ? text : without_blanks(text.substr(0, begin));
    const std::string_view back = begin == text.npos ? "" : without_blanks(text.substr(end));
    const auto number = begin == text.npos ? std::nullopt : plain_number(text.substr(begin, end - begin), map_.money);
    const std::string_view written = front.empty() ? back : front;
    const bool is_clear = number && number->size() <= 12 && (front.empty() || back.empty());
    if (!is_clear || (!written.empty() && currency_code(written, {}).empty())) {
      refuse(cell, column, "an amount such as `1234.56`; if all amounts here have one form, say it with --map: `money: '1.234,56'`");
      return {};
    }
    const std::string currency = !written.empty() ? std::string(written) : currency_of(column.text());
    if (currency.empty())
      return refuse(cell, column, "an amount with its currency; if all have one, say it with --map: `currency: EUR`"), "";
    return fmt::format("{} {}{}", currency, *number, period);
  }

  /// What stands in brackets in the name of the column, else what the map says.
  std::string currency_of(std::string_view column) const {
    const std::size_t open = column.find('('), close = column.find(')', open == column.npos ? 0 : open);
    if (open == column.npos || close == column.npos) return map_.currency;
    const std::string_view word = column.substr(open + 1, close - open - 1);
    return currency_code(word, {}).empty() ? map_.currency : std::string(word);
  }

  void refuse(View cell, View column, std::string_view expected) {
    if (out_.problems.size() >= most_problems) return;
    out_.problems.push_back({fmt::format("this cell of `{}` may be read in several ways, or in none; expected {}",
                                         visible(redacted_name(column.text())), expected),
                             cell.at()});
  }

  const SheetMap none_{};
  const Export& in_;
  const SheetMap& map_;
  Imported& out_;
  std::size_t nameless_ = 0, unclear_ = 0, repeated_ = 0;
  std::set<std::string> tools_{};  ///< those that were met, by their keys
  std::set<std::string> left_out_;
};

}  // namespace

void read_sheet(const Export& in, Imported& out) {
  const auto kind = in.root.size() > 0 && (*in.root.begin()).is_mapping() ? sheet_of(*in.root.begin()) : std::nullopt;
  if (kind == Sheet::people || kind == Sheet::campaigns) {
    out.source.of = kind == Sheet::people ? "people" : "campaigns";
    out.notes.push_back(fmt::format("a sheet of {} cannot be read yet; nothing of it is used", out.source.of));
    return;
  }
  ToolReader(in, out).run();
}

}  // namespace stackdrag::evidence
