// Reads small documents whose every key is known: the baseline and the configuration. Anything unexpected is reported with its location.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/enum_names.h"
#include "stackdrag/tree.h"
#include "stackdrag/units.h"

namespace stackdrag {

/// Collects the problems; a value with a problem leaves its target unchanged. `name` is what messages call the value.
class StrictReader {
 public:
  std::vector<Problem> problems;

  void problem(Span at, std::string message) { problems.push_back({std::move(message), at}); }
  /// Reports an unknown key.
  void unknown(View key, const std::vector<std::string_view>& known);
  void expected(View value, std::string_view name, std::string_view what);

  /// Calls `visit(key, value)` for each entry; false if this is not a mapping.
  template <class Visit>
  bool entries(View value, std::string_view name, Visit visit) {
    if (!value.is_mapping()) return expected(value, name, "a mapping"), false;
    value.entries(visit);
    return true;
  }
  void text(View value, std::string_view name, std::string& out);
  void date(View value, std::string_view name, Date& out);
  void truth(View value, std::string_view name, bool& out);
  std::optional<double> number(View value, std::string_view name);
  std::optional<int> whole(View value, std::string_view name);
  /// The index of the word; empty if it is none of them.
  std::optional<std::size_t> choice(View value, std::string_view name, std::span<const std::string_view> words);
  template <NamedEnum Enum>
  std::optional<Enum> choice(View value, std::string_view name) {
    const auto index = choice(value, name, names_of<Enum>);
    return index ? std::optional(static_cast<Enum>(*index)) : std::nullopt;
  }
  /// The members of a struct, as `describe(io, into)` lists them for a `StrictEntry`. False if this is not a mapping.
  template <class T>
  bool described(View value, std::string_view name, T& into);
};

/// Reads one entry of a mapping into the member of that name, by the member's form: `read(in, value, name, member)`.
class StrictEntry {
 public:
  template <class T>
  using Of = T;

  StrictEntry(StrictReader& in, View key, View value) : in_(in), key_(key), value_(value) {}

  template <class T, class Form>
  void field(std::string_view name, T& into, const Form& form) {
    known_.push_back(name);
    if (key_.text() == name) form.read(in_, value_, name, into), taken_ = true;
  }
  /// The same for a member that is left out when it is empty.
  template <class T, class Form>
  void sparse(std::string_view name, T& into, const Form& form) {
    field(name, into, form);
  }
  /// To be called after the last member.
  void finish() {
    if (!taken_) in_.unknown(key_, known_);
  }

 private:
  StrictReader& in_;
  View key_, value_;
  std::vector<std::string_view> known_;
  bool taken_ = false;
};

template <class T>
bool StrictReader::described(View value, std::string_view name, T& into) {
  return entries(value, name, [&](View key, View member) {
    StrictEntry io(*this, key, member);
    describe(io, into);
    io.finish();
  });
}

}  // namespace stackdrag
