// Reads the values of a JSON tree by type. Only the first mistake is kept; values read after it are meaningless.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "stackdrag/result.h"
#include "stackdrag/store.h"
#include "stackdrag/tree.h"
#include "stackdrag/units.h"

namespace stackdrag::report {

/// The largest number that a decimal is read from: larger ones make no sense here, and sums of them could overflow.
inline constexpr double most_decimal = 99'999'999'999;

/// What the values of one document share: the first mistake, and the store that owns the texts.
class JsonReader {
 public:
  JsonReader(const Sources& sources, Store& keeps) : store(keeps), sources_(sources) {}

  Store& store;

  bool failed() const { return problem_.has_value(); }
  void fail(Span at, std::string message) {
    if (!problem_) problem_ = Problem{std::move(message), at};
  }
  /// Precondition: `failed`.
  Failure failure() const;

  /// The text, copied into the store; equal texts share one copy.
  std::string_view kept(std::string_view text);

 private:
  const Sources& sources_;
  std::optional<Problem> problem_;
  std::set<std::string_view> kept_;
};

/// A value of the tree. A value of another type or out of range is a mistake; the value returned is then meaningless.
struct JsonValue {
  JsonReader& in;
  View view;
  std::string_view name;  ///< what messages call it

  /// "`severity`: expected high, found the text `hihg`".
  void expected(std::string_view what) const;

  bool is_null() const { return view.is_null(); }
  /// The text; empty, without a mistake, if this is not a text.
  std::string_view words() const;
  std::string_view text(std::string_view what) const;
  bool truth() const;
  double number(double least, double most) const;
  std::int64_t whole(std::int64_t least, std::int64_t most) const;
  Date date() const;
  std::uint64_t fingerprint() const;
  char grade() const;

  /// The member of an object; empty, and a mistake, if there is none.
  std::optional<JsonValue> member(std::string_view member_name) const;
  bool check_object() const;

  /// Calls `visit(element)` for each element of a list.
  template <class Visit>
  void each(Visit visit) const {
    if (!view.is_sequence()) return expected("a list");
    for (const View part : view) {
      if (in.failed()) return;
      visit(JsonValue{in, part, name});
    }
  }
  /// Calls `visit(key, value)` for each member of an object; the value's `name` is the key.
  template <class Visit>
  void entries(Visit visit) const {
    if (!check_object()) return;
    view.entries([&](View key, View value) {
      if (!in.failed()) visit(key, JsonValue{in, value, key.text()});
    });
  }
};

}  // namespace stackdrag::report
