// Regular expressions in RE2 syntax, which match in time linear in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace stackdrag {

/// Whether the groups of an expression are remembered.
enum class Groups : std::uint8_t { ignored, remembered };

/// A compiled expression.
class Pattern {
 public:
  /// If the expression does not compile, returns nothing and puts a message into `problem`.
  static std::optional<Pattern> compile(std::string_view expression, std::string& problem, Groups groups = Groups::ignored);
  /// Whether the whole text matches.
  bool matches(std::string_view text) const;
  /// Whether any part of the text matches.
  bool found_in(std::string_view text) const;
  /// What the groups of the first match at or after `from` hold, one after the other, and moves `from` behind the match; nothing if there
  /// is none. Empty if the expression has no groups or ignores them.
  std::optional<std::string> groups_after(std::string_view text, std::size_t& from) const;

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

 private:
  struct Compiled;
  explicit Pattern(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace stackdrag
