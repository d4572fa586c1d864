// Reads a spreadsheet of campaigns, or of the links that carry them: the rows of one campaign are put together.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "evidence/sheet_cells.h"
#include "evidence/sheets.h"

namespace stackdrag::evidence {
namespace {

/// A campaign while its rows are read.
struct Campaign {
  std::string name{};     ///< what people call it; empty if only its links tell
  std::string pointer{};  ///< of its first row
  std::optional<std::string> starts{}, ends{};
  std::map<std::string, std::set<std::string>> utm{};  ///< "utm.source" → its values
};

/// The values in a cell, which may hold several.
std::vector<std::string> values_in(std::string_view cell) {
  std::vector<std::string> values;
  for (std::size_t begin = 0; begin <= cell.size();) {
    const std::size_t end = std::min(cell.find_first_of(",;\n", begin), cell.size());
    if (const std::string_view value = trimmed(cell.substr(begin, end - begin)); !value.empty()) values.emplace_back(value);
    begin = end + 1;
  }
  return values;
}

/// Whether a link carries this value as it is: `{keyword}` is filled in when somebody clicks.
bool is_value(const std::string& text) { return name_in(text) == text && text.find('{') == text.npos; }

class CampaignReader {
 public:
  CampaignReader(const Export& in, Imported& out) : in_(in), cells_(in, Sheet::campaigns, out), out_(out) {}

  void run() {
    out_.source.of = sheet_name(Sheet::campaigns, in_.root, out_.source.file);
    (*in_.root.begin()).entries([&](View column, View) { has_named_campaigns_ |= !is_name(column) && cells_.field_of(column) == "id"; });
    std::size_t number = 0;
    for (const View row : in_.root) {
      if (row.is_mapping()) read_row(row, fmt::format("/{}", number));
      ++number;
    }
    for (const auto& [key, campaign] : campaigns_) write(key, campaign);
    if (nameless_ > 0)
      out_.notes.push_back(fmt::format("{} without a name of a campaign that may be told, left out", count_of(nameless_, "row")));
    cells_.tell();
  }

 private:
  static bool is_name(View column) { return folded_column(column.text()) == "name"; }
  /// "Name" is that of the campaign unless another column says which is: it may be somebody's then.
  bool is_another_name(View column) const { return has_named_campaigns_ && is_name(column); }

  void read_row(View row, const std::string& pointer) {
    std::string name, in_links;
    cells_.each(row, [&](std::string_view field, View column, View cell) {
      if (field == "id" && !is_another_name(column)) name = name_in(cell.text());
      if (field == "utm_campaign") in_links = is_value(std::string(trimmed(cell.text()))) ? trimmed(cell.text()) : "";
    });
    const std::string& known_as = name.empty() ? in_links : name;
    if (known_as.empty()) return void(++nameless_);
    Campaign& campaign = campaigns_[key_from(known_as)];
    if (campaign.pointer.empty()) campaign.pointer = pointer;
    if (campaign.name.empty()) campaign.name = name;
    cells_.each(row, [&](std::string_view field, View column, View cell) { read_cell(campaign, known_as, field, column, cell); });
  }

  void read_cell(Campaign& campaign, const std::string& known_as, std::string_view field, View column, View cell) {
    if (field == "starts" || field == "ends") {
      const auto day = cells_.date(column, cell, known_as);
      if (!day) return;
      // Each link may have days of its own: the campaign lasts from the first to the last.
      std::optional<std::string>& of_all = field == "starts" ? campaign.starts : campaign.ends;
      of_all = !of_all ? *day : field == "starts" ? std::min(*of_all, *day) : std::max(*of_all, *day);
    } else if (field.starts_with("utm_") && trimmed(cell.text()).starts_with('=')) {
      cells_.leave_out(column, known_as);  // parts of a formula look like values
    } else if (field.starts_with("utm_")) {
      for (const std::string& value : values_in(cell.text())) {
        if (is_value(value))
          campaign.utm[fmt::format("utm.{}", field.substr(4))].insert(value);
        else
          cells_.leave_out(column, known_as);
      }
    }
  }

  void write(const std::string& key, const Campaign& campaign) {
    const Subject who{.kind = Kind::campaign, .vendor = key};
    const auto observe = [&](std::string_view field, const std::string& value) {
      out_.observations.push_back({.who = who, .field = std::string(field), .value = value, .pointer = campaign.pointer});
    };
    observe("", "");
    if (!campaign.name.empty() && folded_name(campaign.name) != folded_name(key_of(who))) observe("name", campaign.name);
    if (campaign.starts) observe("starts", *campaign.starts);
    if (campaign.ends) observe("ends", *campaign.ends);
    for (const auto& [field, values] : campaign.utm) {
      for (const std::string& value : values) observe(field, value);
    }
  }

  const Export& in_;
  SheetCells cells_;
  Imported& out_;
  std::map<std::string, Campaign> campaigns_{};  ///< by what their keys are made of
  std::size_t nameless_ = 0;
  bool has_named_campaigns_ = false;  ///< a column is called as such
};

}  // namespace

void read_campaigns(const Export& in, Imported& out) { CampaignReader(in, out).run(); }

}  // namespace stackdrag::evidence
