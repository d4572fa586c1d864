// Whether a ticket is closed, by all that a tracker's export says of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stackdrag::decide {

/// What an export says of the state of one ticket.
class TrackerState {
 public:
  /// Takes what a column or member says, if it is about the state. The name is folded: `statuscategory`, `closedat`.
  void take(std::string_view name, std::string_view text);

  /// Whether anything has been taken, an empty text or not.
  bool is_told() const { return is_told_; }
  /// What was fixed by the tracker comes first: the category of its states, and the days on which something was closed. Only then comes
  /// the word, which every team chooses for itself. Nothing if the word is not known, and nothing else says it.
  std::optional<bool> is_closed() const;
  /// The word for the state, as written.
  const std::string& word() const { return word_; }

 private:
  std::optional<bool> category_, by_day_, by_outcome_;
  std::string word_;
  int empty_days_ = 0;
  bool is_told_ = false;
};

/// What is written in one way only: in lower case, without accents and what stands between words. `Geschlossen`, `À FAIRE` → `afaire`.
std::string folded_state(std::string_view text);

}  // namespace stackdrag::decide
