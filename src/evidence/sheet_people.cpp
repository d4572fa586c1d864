// Reads a spreadsheet of people who left. It is about everybody in a company: only those whom the inventory declares are of any interest
// here, under the ids that it gives them, and nothing about anybody else leaves the spreadsheet.
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "evidence/sheet_cells.h"
#include "evidence/sheets.h"

namespace stackdrag::evidence {
namespace {

/// A first name alone may be anybody's, and Anne-Marie is one.
bool is_full_name(std::string_view name) {
  name = trimmed(name);
  const std::size_t parted = name.find_first_of(" .");
  return parted != name.npos && parted > 0 && name.find_last_not_of(" .") > parted;
}

/// "Miller, Ben" is "Ben Miller".
std::string in_order(std::string_view name) {
  const std::size_t comma = name.find(',');
  if (comma == name.npos) return std::string(name);
  return fmt::format("{} {}", trimmed(name.substr(comma + 1)), trimmed(name.substr(0, comma)));
}

/// Whom a row is about, as it calls them.
struct Leaver {
  std::string name, email;
};

/// When somebody left, by the first row that says it.
struct Leaving {
  std::string day, pointer;
  bool is_doubtful = false;  ///< another row gives another day
};

/// Whether this is surely the person: by the e-mail address, else by the full name. The first half of an address counts as a name only
/// where the row gives no other.
bool is_person(const Leaver& leaver, const DeclaredPerson& person) {
  if (!leaver.email.empty() && !person.email.empty()) return lower_case(leaver.email) == lower_case(person.email);
  const std::string name = is_full_name(leaver.name) ? leaver.name : leaver.email.substr(0, leaver.email.find('@'));
  const std::string folded = folded_name(name);
  return is_full_name(name) && (folded == folded_name(person.name) || folded == folded_name(person.id));
}

/// The only person that the row may be about; null if there is none, or more than one.
const DeclaredPerson* person_of(const Leaver& leaver, const std::vector<DeclaredPerson>& people) {
  const DeclaredPerson* found = nullptr;
  for (const DeclaredPerson& person : people) {
    if (!is_person(leaver, person)) continue;
    if (found != nullptr) return nullptr;
    found = &person;
  }
  return found;
}

class PeopleReader {
 public:
  PeopleReader(const Export& in, Imported& out) : in_(in), cells_(in, Sheet::people, out), out_(out) {}

  void run() {
    out_.source.of = sheet_name(Sheet::people, in_.root, out_.source.file);
    std::size_t number = 0;
    for (const View row : in_.root) {
      if (row.is_mapping()) read_row(row, fmt::format("/{}", number));
      ++number;
    }
    for (const auto& [id, leaving] : leavings_) write(id, leaving);
    if (others_ > 0 && cells_.map().people)
      out_.notes.push_back(fmt::format("{} about people whom the inventory does not declare by that e-mail address or full name, left out",
                                       count_of(others_, "row")));
    if (others_ > 0 && !cells_.map().people)
      out_.notes.push_back(
          fmt::format("{} about people left out: only those whom an inventory declares are kept, and none is here that declares any",
                      count_of(others_, "row")));
    cells_.tell();
  }

 private:
  void read_row(View row, const std::string& pointer) {
    Leaver leaver;
    std::string in_place_of_name;  // an address
    std::optional<View> left, column_of_left;
    cells_.each(row, [&](std::string_view field, View column, View cell) {
      const std::string text(trimmed(cell.text()));
      if (field == "left") left = cell, column_of_left = column;
      const bool is_address = text.find('@') != text.npos;
      if (field == "email") leaver.email = text;
      if (field == "name") (is_address ? in_place_of_name : leaver.name) = is_address ? text : in_order(text);
    });
    if (leaver.email.empty()) leaver.email = in_place_of_name;
    // Who has no such day is still there.
    if (!left) return;
    const DeclaredPerson* const person = cells_.map().people ? person_of(leaver, *cells_.map().people) : nullptr;
    if (person == nullptr) return void(++others_);
    const auto day = cells_.date(*column_of_left, *left, person->id);
    if (!day) return;
    const auto [known, is_new] = leavings_.try_emplace(person->id, Leaving{*day, pointer});
    known->second.is_doubtful |= !is_new && known->second.day != *day;
  }

  void write(const std::string& id, const Leaving& leaving) {
    if (leaving.is_doubtful)
      return out_.notes.push_back(fmt::format("the rows about `{}` give several days, of which none is taken", visible(id)));
    const Subject who{.kind = Kind::person, .vendor = id};
    out_.observations.push_back({.who = who, .pointer = leaving.pointer});
    out_.observations.push_back({.who = who, .field = "left", .value = leaving.day, .pointer = leaving.pointer});
    // By its key alone the person could not be found again.
    if (key_of(who) != id) out_.observations.push_back({.who = who, .field = "name", .value = id, .pointer = leaving.pointer});
  }

  const Export& in_;
  SheetCells cells_;
  Imported& out_;
  std::map<std::string, Leaving> leavings_{};  ///< by the ids of the people
  std::size_t others_ = 0;
};

}  // namespace

void read_people(const Export& in, Imported& out) { PeopleReader(in, out).run(); }

}  // namespace stackdrag::evidence
