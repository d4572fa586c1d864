// What the variables of a container may hold, as far as the export tells.
#pragma once

#include <compare>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stackdrag/tree.h"

namespace stackdrag::evidence::gtm {

/// A text that a parameter may hold.
struct Held {
  std::string text;
  bool is_guess = false;  ///< it stands somewhere in the code that works out the value

  friend auto operator<=>(const Held&, const Held&) = default;
};
using AllHeld = std::set<Held>;

/// The names of the variables that a text refers to.
std::vector<std::string_view> references_in(std::string_view text);

class Variables {
 public:
  explicit Variables(const std::vector<View>& variables);

  /// All that a text with references (`{{GA4 id}}`) may become; a text without references is what it is. Constants, settings and tables are
  /// followed through five variables. Empty if the page alone decides.
  AllHeld held_by(std::string_view text);
  /// The texts that a script may become: references to what is known are replaced. At least one, and not more than eight; what
  /// is longer than 256 KiB is cut.
  std::vector<std::string> scripts_of(std::string_view script);

 private:
  AllHeld held_by(std::string_view text, unsigned depth);
  const AllHeld& of_variable(std::string_view name, unsigned depth);
  AllHeld work_out(View variable, unsigned depth);
  AllHeld of_table(View variable, unsigned depth);
  AllHeld of_settings(View part, unsigned depth);
  AllHeld of_code(std::string_view code, unsigned depth);

  std::map<std::string_view, View, std::less<>> variables_;
  std::map<std::pair<std::string_view, unsigned>, AllHeld> known_;  ///< by name and depth, so that no variable is followed twice
};

}  // namespace stackdrag::evidence::gtm
