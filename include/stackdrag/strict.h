// Reads small documents whose every key is known: the baseline and the configuration. Whatever does not fit is reported with its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/tree.h"
#include "stackdrag/units.h"

namespace stackdrag {

/// What is wrong is collected, and the value left as it was. `name` is what the value is called in messages.
class StrictReader {
 public:
  std::vector<Problem> problems;

  void problem(Span at, std::string message) { problems.push_back({std::move(message), at}); }
  /// A key that nobody knows.
  void unknown(View key, const std::vector<std::string_view>& known);
  void expected(View value, std::string_view name, std::string_view what);

  /// Calls `visit(key, value)` for each entry; false if this is no mapping.
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
  /// The number of the word; empty if it is none of them.
  std::optional<std::size_t> choice(View value, std::string_view name, const std::vector<std::string_view>& words);
  /// The members of a struct, as `describe(io, into)` lists them for a `StrictEntry`. False if this is no mapping.
  template <class T>
  bool described(View value, std::string_view name, T& into);
};

/// One entry of a mapping, on its way to the member of its name. A form reads the member: `read(in, value, name, member)`.
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
  /// The same for a member that is not written where it says nothing.
  template <class T, class Form>
  void sparse(std::string_view name, T& into, const Form& form) {
    field(name, into, form);
  }
  /// To be called behind the last member.
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
