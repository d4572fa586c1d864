// Regular expressions of RE2's syntax: linear time on any text, whatever the expression.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace stackdrag {

/// A compiled expression.
class Pattern {
 public:
  /// Empty `Pattern` and a message in `problem` if the expression does not compile.
  static std::optional<Pattern> compile(std::string_view expression, std::string& problem);
  /// Whether the whole text matches.
  bool matches(std::string_view text) const;
  /// Whether any part of the text matches.
  bool found_in(std::string_view text) const;

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

 private:
  struct Compiled;
  explicit Pattern(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace stackdrag
