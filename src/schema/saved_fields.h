// The members of a saved report's objects, read by name and type. The first mistake is kept; what is read after it does not count.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/report.h"
#include "stackdrag/result.h"
#include "stackdrag/tree.h"

namespace stackdrag::report {

/// What the objects of one report share: the place of the first mistake, and the store that keeps the texts.
class SavedReader {
 public:
  SavedReader(const Sources& sources, Store& keeps) : store(keeps), sources_(sources) {}

  Store& store;

  bool failed() const { return problem_.has_value(); }
  void fail(Span at, std::string message) {
    if (!problem_) problem_ = Problem{std::move(message), at};
  }
  /// "`severity`: expected high, found the text `hihg`".
  void expected(View value, std::string_view name, std::string_view what);
  /// Precondition: `failed`.
  Failure failure() const;

  /// A text that many findings share is kept once.
  std::string_view shared(std::string_view text);

 private:
  const Sources& sources_;
  std::optional<Problem> problem_;
  std::set<std::string_view> shared_;
};

class SavedObject {
 public:
  /// `name` is what messages call it. What is no object has no members.
  SavedObject(SavedReader& in, View value, std::string_view name);

  /// Empty, and a mistake, if there is none.
  std::optional<View> member(std::string_view name);

  std::string_view text(std::string_view name);
  /// A text that is not empty, and that others share.
  std::string_view id(std::string_view name);
  std::string_view text_or_null(std::string_view name);
  bool truth(std::string_view name);
  double number(std::string_view name, double least, double most);
  Decimal decimal(std::string_view name, double most);
  std::int64_t whole(std::string_view name, std::int64_t least, std::int64_t most);
  std::size_t count(std::string_view name);
  Date date(std::string_view name);
  std::optional<Date> date_or_null(std::string_view name);
  std::uint64_t fingerprint(std::string_view name);
  std::optional<std::uint64_t> fingerprint_or_null(std::string_view name);
  char grade(std::string_view name);
  Location location();
  std::span<const std::string_view> texts(std::string_view name);
  std::span<const std::uint64_t> fingerprints(std::string_view name);
  SavedObject object(std::string_view name);

  /// One of the words that `named` knows; `words` are those, for the message.
  template <class Named>
  auto word(std::string_view name, Named named, std::string_view words) {
    const auto value = member(name);
    const auto found = value ? named(is_text(*value) ? value->text() : std::string_view()) : decltype(named(""))();
    if (value && !found) in_.expected(*value, name, words);
    return found.value_or(typename decltype(named(""))::value_type{});
  }
  template <class Named>
  auto word_or_null(std::string_view name, Named named, std::string_view words) {
    using Found = decltype(named(""));
    return is_null(name) ? Found() : Found(word(name, named, words));
  }

  bool is_null(std::string_view name);

  /// Calls `visit(value)` for each part of a list.
  template <class Visit>
  void each(std::string_view name, Visit visit) {
    const auto list = member(name);
    if (!list) return;
    if (!list->is_sequence()) return in_.expected(*list, name, "a list");
    for (const View part : *list) {
      if (in_.failed()) return;
      visit(part);
    }
  }
  /// Calls `visit(key, value)` for each member of an object, whatever its name.
  template <class Visit>
  void entries(Visit visit) {
    if (!value_) return;
    value_->entries([&](View key, View value) {
      if (!in_.failed()) visit(key, value);
    });
  }

 private:
  static bool is_text(View value) { return value.is_scalar() && value.style() == Style::quoted; }
  std::optional<std::string_view> raw_text(View value, std::string_view name);

  SavedReader& in_;
  std::optional<View> value_;
};

}  // namespace stackdrag::report
