// Writes the five characters that have a meaning as entities, which both XML and HTML know.
#include "render/xml_escape.h"

namespace stackdrag::report {

std::string xml_escaped(std::string_view shown) {
  std::string out;
  for (const char c : shown) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace stackdrag::report
