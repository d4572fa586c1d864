// Bytes that many take for an export, and that hold one at most.
#include <algorithm>
#include <array>

#include "stackdrag/evidence.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

struct Beginning {
  std::string_view bytes, refusal;
};

constexpr auto binary = std::to_array<Beginning>({
    {"\x1F\x8B", "is compressed (gzip); unpack it first"},
    {std::string_view("PK\x03\x04", 4), "is a zip archive; unpack it first, and save a spreadsheet as CSV"},
    {"WARC/", "is a web archive (WARC); record the visit as a HAR file"},
});

constexpr std::string_view javascript =
    "is JavaScript; export the container in its tag manager, or record a visit as a HAR file with content";

constexpr auto statements = std::to_array<std::string_view>({"(function", "!function", "function ", "function(", "(()", "var ", "let ",
                                                             "const ", "\"use strict\"", "'use strict'", "import ", "export ", "if ("});

/// What follows blanks and comments.
std::string_view without_comments(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const bool is_line = text.starts_with("//");
    if (!is_line && !text.starts_with("/*")) return text;
    const std::size_t end = text.find(is_line ? "\n" : "*/", 2);
    text.remove_prefix(end == text.npos ? text.size() : end + (is_line ? 1 : 2));
  }
}

}  // namespace

std::string_view refusal_of(std::string_view bytes) {
  for (const Beginning& beginning : binary) {
    if (bytes.starts_with(beginning.bytes)) return beginning.refusal;
  }
  const std::string_view code = without_comments(bytes);
  const bool is_code = std::any_of(statements.begin(), statements.end(), [&](std::string_view word) { return code.starts_with(word); });
  return is_code ? javascript : "";
}

}  // namespace stackdrag::evidence
