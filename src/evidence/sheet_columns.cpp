// Says what a table is about. Nothing but its columns tells, so it is taken only if they are those of one kind of table.
#include "evidence/sheet_columns.h"

#include <algorithm>
#include <array>
#include <set>

#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// What a column holds, as far as it tells what the table is about.
enum class Column : std::uint8_t { tool, vendor, contract, use, employee, leave_date, utm_source, utm_medium, of_campaign, cookie };

struct Name {
  std::string_view folded;
  Column column;
  std::string_view field{};  ///< which a sheet fills in
};

// "expiry" is in no row: that of a domain or a cookie is no end of a contract.
constexpr auto names = std::to_array<Name>({
    {"tool", Column::tool, "id"},
    {"tool name", Column::tool, "id"},
    {"application", Column::tool, "id"},
    {"application name", Column::tool, "id"},
    {"app", Column::tool, "id"},
    {"app name", Column::tool, "id"},
    {"software", Column::tool, "id"},
    {"software name", Column::tool, "id"},
    {"product", Column::tool, "id"},
    {"product name", Column::tool, "id"},
    {"saas", Column::tool, "id"},
    {"vendor", Column::vendor, "vendor"},
    {"vendor name", Column::vendor, "vendor"},
    {"supplier", Column::vendor, "vendor"},
    {"annual cost", Column::contract, "cost per year"},
    {"annual spend", Column::contract, "cost per year"},
    {"yearly cost", Column::contract, "cost per year"},
    {"cost", Column::contract},
    {"cost per year", Column::contract, "cost per year"},
    {"cost per month", Column::contract, "cost per month"},
    {"monthly cost", Column::contract, "cost per month"},
    {"monthly spend", Column::contract, "cost per month"},
    {"contract value", Column::contract},
    {"annual contract value", Column::contract, "cost per year"},
    {"renewal", Column::contract, "renews"},
    {"renewal date", Column::contract, "renews"},
    {"contract end", Column::contract, "renews"},
    {"contract end date", Column::contract, "renews"},
    {"notice period", Column::contract, "notice"},
    {"notice", Column::contract, "notice"},
    {"kündigungsfrist", Column::contract, "notice"},
    {"seats", Column::contract, "seats"},
    {"licenses", Column::contract, "seats"},
    {"licences", Column::contract, "seats"},
    {"total licenses", Column::contract, "seats"},
    {"used licenses", Column::use, "seats_used"},
    {"active users", Column::use, "seats_used"},
    {"last login", Column::use, "last_used"},
    {"last used", Column::use, "last_used"},
    {"owner", Column::use},
    {"business owner", Column::use},
    {"contract owner", Column::use},
    {"category", Column::use},
    {"billing frequency", Column::contract},
    {"email", Column::employee, "email"},
    {"e mail", Column::employee, "email"},
    {"email address", Column::employee, "email"},
    {"e mail address", Column::employee, "email"},
    {"work email", Column::employee, "email"},
    {"work e mail", Column::employee, "email"},
    {"user principal name", Column::employee, "email"},
    {"employee", Column::employee, "name"},
    {"employee name", Column::employee, "name"},
    {"leave date", Column::leave_date, "left"},
    {"leaving date", Column::leave_date, "left"},
    {"termination date", Column::leave_date, "left"},
    {"last working day", Column::leave_date, "left"},
    {"last day", Column::leave_date, "left"},
    {"offboarding date", Column::leave_date, "left"},
    {"exit date", Column::leave_date, "left"},
    {"utm source", Column::utm_source, "utm_source"},
    {"utm medium", Column::utm_medium, "utm_medium"},
    {"campaign source", Column::utm_source, "utm_source"},
    {"campaign medium", Column::utm_medium, "utm_medium"},
    {"campaign", Column::of_campaign, "id"},
    {"campaign name", Column::of_campaign, "id"},
    {"kampagne", Column::of_campaign, "id"},
    {"name", Column::of_campaign, "id"},
    {"utm campaign", Column::of_campaign, "utm_campaign"},
    {"utm content", Column::of_campaign, "utm_content"},
    {"campaign content", Column::of_campaign, "utm_content"},
    {"utm term", Column::of_campaign, "utm_term"},
    {"campaign term", Column::of_campaign, "utm_term"},
    {"start", Column::of_campaign, "starts"},
    {"starts", Column::of_campaign, "starts"},
    {"start date", Column::of_campaign, "starts"},
    {"campaign start", Column::of_campaign, "starts"},
    {"campaign start date", Column::of_campaign, "starts"},
    {"launch date", Column::of_campaign, "starts"},
    {"end", Column::of_campaign, "ends"},
    {"ends", Column::of_campaign, "ends"},
    {"end date", Column::of_campaign, "ends"},
    {"campaign end", Column::of_campaign, "ends"},
    {"campaign end date", Column::of_campaign, "ends"},
    {"cookie", Column::cookie},
    {"cookie name", Column::cookie},
});

Sheet sheet_with(Column column) {
  switch (column) {
    case Column::employee:
    case Column::leave_date:
      return Sheet::people;
    case Column::utm_source:
    case Column::utm_medium:
    case Column::of_campaign:
      return Sheet::campaigns;
    case Column::cookie:
      return Sheet::cookies;
    case Column::tool:
    case Column::vendor:
    case Column::contract:
    case Column::use:
      break;
  }
  return Sheet::tools;
}

/// Whether a field says what or whom a row is about.
bool is_name_of_row(Sheet sheet, std::string_view field) {
  if (sheet == Sheet::people) return field == "name" || field == "email";
  return field == "id" || field == (sheet == Sheet::campaigns ? "utm_campaign" : "vendor");
}

/// Whether the name of a column is that of a fact by which such a table is told from others. "Start" is not.
bool tells_sheet(std::string_view folded) {
  const auto* const found = std::find_if(names.begin(), names.end(), [&](const Name& name) { return name.folded == folded; });
  return found != names.end() && (found->column == Column::contract || found->column == Column::leave_date ||
                                  found->column == Column::utm_source || found->column == Column::utm_medium);
}

/// How many columns of a kind a table has.
class Columns {
 public:
  explicit Columns(View row) {
    row.entries([&](View key, View) {
      const std::string folded = folded_column(key.text());
      const auto* const found = std::find_if(names.begin(), names.end(), [&](const Name& name) { return name.folded == folded; });
      if (found != names.end()) found_.insert(found->column);
    });
  }
  std::size_t count(Column column) const { return found_.count(column); }

 private:
  std::multiset<Column> found_;
};

}  // namespace

std::string folded_column(std::string_view name) {
  std::string folded;
  int depth = 0;
  for (const char c : lower_case(name)) {
    if (c == '(') ++depth;
    const bool is_part = depth == 0 && (is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80);
    if (c == ')' && depth > 0) --depth;
    if (is_part)
      folded += c;
    else if (!folded.empty() && folded.back() != ' ')
      folded += ' ';
  }
  if (folded.ends_with(' ')) folded.pop_back();
  return folded;
}

std::string_view sheet_field(Sheet sheet, std::string_view folded) {
  const auto* const found =
      std::find_if(names.begin(), names.end(), [&](const Name& name) { return name.folded == folded && sheet_with(name.column) == sheet; });
  return found == names.end() ? std::string_view() : found->field;
}

std::span<const std::string_view> sheet_fields(Sheet sheet) {
  static constexpr auto tools = std::to_array<std::string_view>(
      {"id", "vendor", "cost", "cost per year", "cost per month", "renews", "notice", "seats", "seats_used", "last_used"});
  static constexpr auto people = std::to_array<std::string_view>({"name", "email", "left"});
  static constexpr auto campaigns =
      std::to_array<std::string_view>({"id", "starts", "ends", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"});
  if (sheet == Sheet::people) return people;
  if (sheet == Sheet::campaigns) return campaigns;
  return tools;
}

std::optional<Sheet> sheet_of(View row) {
  const Columns has(row);
  const std::size_t contract = has.count(Column::contract);
  std::optional<Sheet> only;
  std::size_t kinds = 0;
  const auto may_be = [&](Sheet sheet, bool is) {
    if (is) only = sheet, ++kinds;
  };
  may_be(Sheet::tools, has.count(Column::tool) + has.count(Column::vendor) > 0 && contract > 0 && contract + has.count(Column::use) > 1);
  may_be(Sheet::people, has.count(Column::employee) > 0 && has.count(Column::leave_date) > 0);
  may_be(Sheet::campaigns, has.count(Column::utm_source) > 0 && has.count(Column::utm_medium) > 0);
  may_be(Sheet::cookies, has.count(Column::cookie) > 0);
  return kinds == 1 ? only : std::nullopt;
}

Mapped mapped_in(View row, const SheetMap& map) {
  Mapped found;
  std::size_t names_of_rows = 0;
  row.entries([&](View key, View) {
    const std::string folded = folded_column(key.text());
    const auto mapped = map.columns.find(folded);
    const bool is_mapped = mapped != map.columns.end();
    const std::string_view field = is_mapped ? std::string_view(mapped->second.field) : sheet_field(map.sheet, folded);
    if (is_mapped) found.columns.insert(folded);
    // The only column of a campaign's name is no fact about it.
    const bool is_name = is_name_of_row(map.sheet, field) && (field != "utm_campaign" || names_of_rows == 0);
    if (is_name) ++names_of_rows;
    found.has_name |= is_name;
    found.has_fact |= !is_name && !field.empty() && (is_mapped || tells_sheet(folded));
  });
  return found;
}

bool is_mapped(View row, const SheetMap& map) {
  const std::optional<Sheet> alone = sheet_of(row);
  // A map that names no column may say where the names stand.
  if (map.columns.empty()) return map.header > 1 && alone;
  const Mapped found = mapped_in(row, map);
  const bool is_whole = found.columns.size() == map.columns.size();
  return !found.columns.empty() && found.has_name && found.has_fact && (!alone || alone == map.sheet || is_whole);
}

std::optional<Sheet> sheet_of(View row, const SheetMap& map) {
  return !map.columns.empty() && is_mapped(row, map) ? map.sheet : sheet_of(row);
}

}  // namespace stackdrag::evidence
