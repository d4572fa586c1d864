// Regular expressions in RE2 syntax, which match in time linear in the text.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace stackdrag {

/// A compiled expression.
class Pattern {
 public:
  /// If the expression does not compile, returns nothing and puts a message into `problem`.
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
