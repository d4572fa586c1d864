// Follows the references of a container. Their number is limited at each step, since tables may refer to tables.
#include "evidence/gtm_variables.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "evidence/gtm_container.h"
#include "evidence/quoted.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence::gtm {
namespace {

constexpr unsigned deepest = 5;
constexpr std::size_t most_held = 64;
constexpr std::size_t longest_held = 200;
constexpr std::size_t most_scripts = 8;
constexpr std::size_t longest_script = std::size_t{256} * 1024;

/// A piece of a text: words, or the name of the variable that `{{…}}` refers to.
struct Piece {
  std::string_view text;
  bool is_reference;
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t from = 0;
  for (std::size_t open = text.find("{{"); open != text.npos; open = text.find("{{", open + 1)) {
    const std::size_t end = text.find_first_of("{}", open + 2);
    if (end == text.npos || !text.substr(end).starts_with("}}")) continue;
    if (open > from) pieces.push_back({text.substr(from, open - from), false});
    pieces.push_back({text.substr(open + 2, end - open - 2), true});
    from = end + 2;
    open = end + 1;
  }
  if (from < text.size()) pieces.push_back({text.substr(from), false});
  return pieces;
}

void add(AllHeld& into, const AllHeld& more, bool is_guess = false) {
  for (const Held& held : more) {
    if (into.size() < most_held) into.insert({held.text, held.is_guess || is_guess});
  }
}

/// In a script a reference stands for an expression, so that it needs quotes unless it stands in some.
bool is_argument(std::string_view before) {
  const std::size_t last = before.find_last_not_of(" \t\r\n");
  if (last == before.npos) return false;
  return std::string_view("(,[:").find(before[last]) != std::string_view::npos || (before[last] == '=' && last + 1 < before.size());
}

}  // namespace

std::vector<std::string_view> references_in(std::string_view text) {
  std::vector<std::string_view> names;
  for (const Piece& piece : pieces_of(text)) {
    if (piece.is_reference) names.push_back(piece.text);
  }
  return names;
}

Variables::Variables(const std::vector<View>& variables) {
  for (const View variable : variables) variables_.emplace(text_at(variable, "name"), variable);
}

AllHeld Variables::held_by(std::string_view text) { return held_by(text, 0); }

AllHeld Variables::held_by(std::string_view text, unsigned depth) {
  const std::vector<Piece> pieces = pieces_of(text);
  if (pieces.size() == 1 && pieces.front().is_reference) return of_variable(pieces.front().text, depth);
  std::string whole;
  for (const Piece& piece : pieces) {
    if (!piece.is_reference) {
      whole += piece.text;
      continue;
    }
    const AllHeld& held = of_variable(piece.text, depth);
    if (held.size() != 1 || held.begin()->is_guess) return {};
    whole += held.begin()->text;
  }
  return whole.empty() || whole.size() > longest_held ? AllHeld{} : AllHeld{{std::move(whole)}};
}

const AllHeld& Variables::of_variable(std::string_view name, unsigned depth) {
  static const AllHeld nothing;
  const auto found = variables_.find(name);
  if (found == variables_.end() || depth >= deepest) return nothing;
  const auto [known, is_new] = known_.try_emplace({found->first, depth});
  if (is_new) known->second = work_out(found->second, depth);
  return known->second;
}

AllHeld Variables::work_out(View variable, unsigned depth) {
  const std::string_view type = text_at(variable, "type");
  if (type == "c") return held_by(parameter_text(variable, "value"), depth + 1);
  if (type == "gas") return held_by(parameter_text(variable, "trackingId"), depth + 1);
  if (type == "smm" || type == "remm") return of_table(variable, depth);
  if (type == "jsm") return of_code(parameter_text(variable, "javascript"), depth);
  // A template may do anything with its settings, code included.
  if (type.starts_with("cvt_")) return of_settings(variable, depth);
  // What the page does not tell, the variable may.
  const bool has_default = parameter_text(variable, "setDefaultValue") == "true";
  return has_default ? held_by(parameter_text(variable, "defaultValue"), depth + 1) : AllHeld{};
}

AllHeld Variables::of_table(View variable, unsigned depth) {
  AllHeld held;
  const auto map = parameter(variable, "map");
  if (!map) return held;
  for (const View row : elements_of(*map, "list")) {
    for (const View column : elements_of(row, "map")) {
      if (text_at(column, "key") == "value") add(held, held_by(text_at(column, "value"), depth + 1));
    }
    if (held.size() >= most_held) return held;
  }
  if (parameter_text(variable, "setDefaultValue") != "false") add(held, held_by(parameter_text(variable, "defaultValue"), depth + 1));
  return held;
}

AllHeld Variables::of_settings(View part, unsigned depth) {
  AllHeld held;
  if (part.is_scalar()) add(held, held_by(part.text(), depth + 1), true);
  if (part.is_mapping()) {
    for (const std::string_view key : {"parameter", "list", "map", "value"}) {
      if (const auto found = part.find(key)) add(held, of_settings(*found, depth));
    }
  }
  if (part.is_sequence()) {
    for (const View element : part) add(held, of_settings(element, depth));
  }
  return held;
}

AllHeld Variables::of_code(std::string_view code, unsigned depth) {
  AllHeld held;
  for (const std::string_view word : quoted_in(code)) {
    const bool is_word = !word.empty() && word.size() <= longest_held && word.find_first_of(" {") == word.npos;
    if (is_word && held.size() < most_held) held.insert({std::string(word), true});
  }
  for (const Piece& piece : pieces_of(code)) {
    if (piece.is_reference) add(held, of_variable(piece.text, depth + 1), true);
    if (held.size() >= most_held) break;
  }
  return held;
}

std::vector<std::string> Variables::scripts_of(std::string_view script) {
  const std::vector<Piece> pieces = pieces_of(script.substr(0, longest_script));
  std::vector<std::vector<std::string>> choices(pieces.size());
  std::size_t count = 1;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].is_reference) continue;
    for (const Held& held : of_variable(pieces[i].text, 0)) {
      if (!held.is_guess && choices[i].size() < most_scripts) choices[i].push_back(held.text);
    }
    count = std::max(count, choices[i].size());
  }
  std::vector<std::string> scripts(count);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::size_t number = 0; number < count; ++number) {
      std::string& into = scripts[number];
      if (into.size() >= longest_script) continue;
      const std::string_view text = pieces[i].text;
      if (!pieces[i].is_reference) {
        into += text;
      } else if (choices[i].empty()) {
        into.append("{{").append(text).append("}}");
      } else {
        const std::string_view quote = is_argument(into) ? "'" : "";
        into.append(quote).append(choices[i][number % choices[i].size()]).append(quote);
      }
    }
  }
  return scripts;
}

}  // namespace stackdrag::evidence::gtm
