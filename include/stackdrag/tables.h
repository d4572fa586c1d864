// Tables of what an inventory says: what the stack costs, and when contracts renew. They judge nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "stackdrag/enum_names.h"
#include "stackdrag/report.h"

namespace stackdrag {

class Packs;

/// A column; `name` is what JSON and CSV call it.
struct TableColumn {
  std::string_view name, heading;
  bool is_money = false;
  bool is_mark = false;  ///< people see its value in brackets behind the name
};

/// Nothing, a text, a number or a day.
using TableCell = std::variant<std::monostate, std::string, double, Date>;

struct Table {
  std::string title;
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;  ///< each as long as `columns`
  std::string sum;                           ///< a sentence; empty if nothing is added up
  std::string_view what;                     ///< the fact that the table is about: cost, renewal
  std::vector<std::string> unknown;          ///< the tools of which nobody has recorded it
  std::vector<std::string> retired;          ///< tools that are retired, while their contracts go on
  Date as_of;
};

/// What spend is added up by; `tool` adds nothing up.
enum class SpendBy : std::uint8_t { tool, owner, capability, vendor };
template <>
inline constexpr auto names_of<SpendBy> = std::to_array<std::string_view>({"tool", "owner", "capability", "vendor"});

/// What our tools cost a month and a year, those in use and those that are retired while their contracts go on, the largest first. What has
/// several owners or capabilities counts in equal parts, so that the rows add up to the whole. Vendors and capabilities that the packs know
/// under one name are one.
Table spend_table(const Report& report, SpendBy by, const Packs& packs);
/// When contracts renew, and by when notice has to be given, if that is on record; what is due first comes first.
Table renewals_table(const Report& report);

/// A table for people, in lines of at most `columns`: aligned, or, if that is too wide, with the facts of each row one after another.
/// `currency` is that of the money.
std::string table_text(const Table& table, std::string_view currency, std::size_t columns);
/// RFC 4180; no text in it is taken for a formula.
std::string table_csv(const Table& table);
/// An object: `rows`, an object for each row, and `unknown`. What has no value is left out.
std::string table_json(const Table& table, std::string_view currency);

}  // namespace stackdrag
