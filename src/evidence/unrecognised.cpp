#include "stackdrag/unrecognised.h"

#include <algorithm>
#include <array>

namespace stackdrag::evidence {
namespace {

/// Words that stand together in each export of some kind: what recognise.cpp asks for, as it stands in the text.
struct Mark {
  std::string_view word, other;
};

// Keys in quotation marks where the bare word may stand in any text.
constexpr auto marks = std::to_array<Mark>({
    {"\"log\"", "\"entries\""},
    {"\"log\"", "\"creator\""},
    {"containerVersion", ""},
    {"\"container\"", "\"tag\""},
    {"n8n-nodes-", ""},
    {"\"nodes\"", "\"connections\""},
    {"\"flow\"", "\"module\""},
    {"selected_api", ""},
    {"is_enabled", ""},
    {"uri_ins", ""},
    {"browser_cookies", ""},
    {"lighthouseVersion", ""},
    {"jsonSchema", ""},
    {"rudder/", ""},
    {"\"$schema\"", "\"properties\""},
    {"backstage.io/", ""},
    {"fides_key", ""},
});

bool is_utf_16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  return bytes.size() >= 4 && (bytes[0] == '\0') != (bytes[1] == '\0') && (bytes[0] == '\0') == (bytes[2] == '\0') &&
         (bytes[1] == '\0') == (bytes[3] == '\0');
}

}  // namespace

bool bears_marks(std::string_view text) {
  const auto stands = [&](std::string_view word) { return text.find(word) != text.npos; };
  return begins_table(text) ||
         std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) { return stands(mark.word) && stands(mark.other); });
}

std::string_view other_than_text(std::string_view bytes) {
  constexpr std::size_t beginning = 4096;
  if (is_utf_16(bytes)) return "is UTF-16; save it as UTF-8";
  return bytes.substr(0, beginning).find('\0') != bytes.npos ? "is a binary file" : "";
}

}  // namespace stackdrag::evidence
