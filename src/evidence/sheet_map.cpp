// Reads the map of a spreadsheet.
#include "stackdrag/sheet_map.h"

#include <algorithm>

#include <fmt/format.h>

#include "evidence/sheet_columns.h"
#include "evidence/sheet_values.h"
#include "stackdrag/strict.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

class MapReader {
 public:
  SheetMap run(View root, std::vector<Problem>& problems) {
    // What the columns may be depends on what the sheet is about, wherever that stands.
    if (const auto sheet = root.find("sheet")) read_sheet(*sheet);
    in_.entries(root, "the map", [&](View key, View value) { read(key, value); });
    problems.insert(problems.end(), in_.problems.begin(), in_.problems.end());
    return std::move(map_);
  }

 private:
  void read(View key, View value) {
    const std::string_view name = key.text();
    if (name == "sheet") return;
    if (name == "header") {
      const auto line = in_.whole(value, name);
      if (line && *line < 1) in_.expected(value, name, "the number of a line, from 1");
      if (line && *line >= 1) map_.header = static_cast<std::size_t>(*line);
    } else if (name == "columns") {
      in_.entries(value, name, [&](View column, View field) { read_column(column, field); });
    } else if (name == "money") {
      in_.text(value, name, map_.money);
      if (!is_money_form(map_.money)) in_.expected(value, name, "how 1234.56 is written, such as `'1.234,56'`");
    } else if (name == "dates") {
      in_.text(value, name, map_.dates);
      if (!is_date_form(map_.dates)) in_.expected(value, name, "a form such as `DD.MM.YYYY` or `MM/DD/YYYY`");
    } else if (name == "currency") {
      in_.text(value, name, map_.currency);
      if (currency_code(map_.currency, {}) != map_.currency) in_.expected(value, name, "the code of a currency, such as `EUR`");
    } else if (name == "ignore") {
      if (!value.is_sequence()) return in_.expected(value, name, "a list of columns");
      for (const View column : value) {
        std::string text;
        in_.text(column, name, text);
        map_.ignored.insert(folded_column(text));
      }
    } else {
      in_.unknown(key, {"sheet", "header", "columns", "money", "dates", "currency", "ignore"});
    }
  }

  void read_sheet(View value) {
    static constexpr std::string_view words[] = {"tools", "people", "campaigns"};
    if (const auto sheet = in_.choice(value, "sheet", words)) map_.sheet = static_cast<Sheet>(*sheet);
  }

  void read_column(View column, View value) {
    std::string field;
    in_.text(value, column.text(), field);
    const auto fields = sheet_fields(map_.sheet);
    if (std::find(fields.begin(), fields.end(), field) != fields.end()) {
      map_.columns[folded_column(column.text())] = {std::string(column.text()), field == "cost" ? "cost per year" : field};
    } else if (!field.empty()) {
      const std::string_view one = map_.sheet == Sheet::people ? "person" : map_.sheet == Sheet::campaigns ? "campaign" : "tool";
      in_.problem(value.at(), fmt::format("`{}` is no field of a {} that a sheet can fill in{}; expected one of {}", visible(field), one,
                                          did_you_mean(field, fields), join_words({fields.begin(), fields.end()})));
    }
  }

  StrictReader in_;
  SheetMap map_;
};

}  // namespace

SheetMap read_sheet_map(View root, std::vector<Problem>& problems) { return MapReader().run(root, problems); }

}  // namespace stackdrag::evidence
