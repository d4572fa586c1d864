// Which ids an item may have.
#include "model/acceptable_ids.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/fields.h"
#include "stackdrag/reader.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_id = 128;

bool is_well_formed(Kind kind, Text id) {
  const bool plain =
      std::all_of(id.begin(), id.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; });
  const bool path = kind == Kind::page && std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c < 0x7f; });
  const bool starts_well = !id.empty() && (is_letter(id[0]) || is_digit(id[0]) || (path && id[0] == '/'));
  return id.size() <= longest_id && (plain || path) && starts_well;
}

std::string form_of(Kind kind) {
  return kind == Kind::page ? "a URL path such as `/pricing`, or a letter or digit, then printable characters without spaces"
                            : "a letter (a to z) or digit, then letters, digits, `.`, `_` or `-`";
}

}  // namespace

std::optional<std::string> refusal_of(Kind kind, Text id) {
  if (!is_well_formed(kind, id)) {
    return fmt::format("`{}` is not an id; an id is {}, at most {} characters in all", shorten(visible_blanks(id), 60), form_of(kind),
                       longest_id);
  }
  if (is_state_word(id)) {
    return fmt::format("`{}` cannot be an id: where an item refers to it, the word means that {}", id,
                       lower_case(id) == "none"  ? "there is none"
                       : lower_case(id) == "n/a" ? "the question does not arise"
                                                 : "nobody knows");
  }
  if (kind != Kind::convention) return std::nullopt;
  const std::vector<std::string_view> names = convention_names();
  if (std::find(names.begin(), names.end(), id) != names.end()) return std::nullopt;
  return fmt::format("a convention is for a kind, `event`, `property`, or a UTM value such as `utm_source`, not for `{}`{}",
                     shorten(visible_blanks(id), 60), did_you_mean(id, names));
}

std::vector<std::string_view> convention_names() {
  std::vector<std::string_view> names{"event", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "property"};
  for (const KindNames& known : kinds()) {
    if (is_referable(known.kind)) names.push_back(known.singular);
  }
  return names;
}

}  // namespace stackdrag
