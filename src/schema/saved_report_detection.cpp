// Tells a report from an inventory by its identifying members, reading no further than necessary.
#include <nlohmann/json.hpp>

#include "stackdrag/document_limits.h"
#include "stackdrag/saved_report.h"

namespace stackdrag {
namespace {

using nlohmann::json;

/// The parser's callbacks. They return false, which stops the parser, as soon as both marks have been seen.
class Marks {
 public:
  bool both() const { return version_ && tool_; }

  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(json::number_integer_t) { return number(); }
  bool number_unsigned(json::number_unsigned_t) { return number(); }
  bool number_float(json::number_float_t, const std::string&) { return true; }
  bool string(std::string& text) {
    tool_ = tool_ || (depth_ == 2 && member_ == "tool" && inner_ == "name" && text == "stackdrag");
    return !both();
  }
  bool binary(json::binary_t&) { return true; }
  bool key(std::string& name) {
    if (depth_ == 1) member_ = name;
    if (depth_ == 2) inner_ = name;
    return true;
  }
  bool start_object(std::size_t) { return ++depth_ <= document::deepest_nesting; }
  bool end_object() { return --depth_, true; }
  bool start_array(std::size_t) { return depth_ > 0 && ++depth_ <= document::deepest_nesting; }
  bool end_array() { return --depth_, true; }
  bool parse_error(std::size_t, const std::string&, const json::exception&) { return false; }

 private:
  bool number() {
    version_ = version_ || (depth_ == 1 && member_ == "schema_version");
    return !both();
  }

  std::size_t depth_ = 0;
  std::string member_, inner_;  ///< the last key at the top level, and one level below
  bool version_ = false, tool_ = false;
};

}  // namespace

bool looks_like_report(std::string_view bytes) {
  Marks marks;
  try {
    json::sax_parse(bytes.begin(), bytes.end(), &marks);
  } catch (const json::exception&) {
    return false;
  }
  return marks.both();
}

}  // namespace stackdrag
