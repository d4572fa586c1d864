// Regular expressions by RE2. Errors are described in our own words, so that they do not change with RE2's version.
#include "stackdrag/pattern.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <re2/re2.h>

#include "stackdrag/ensure.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t most_bytes = 1'000;
constexpr std::size_t most_columns = 60;

/// What is wrong, quoting the part of the expression at fault.
std::string reason(const RE2& expression) {
  const std::string part = shorten(visible(expression.error_arg()), most_columns);
  switch (expression.error_code()) {
    case RE2::ErrorBadEscape:
      return fmt::format("`{}` is not an escape sequence", part);
    case RE2::ErrorBadCharClass:
    case RE2::ErrorBadCharRange:
      return fmt::format("`{}` is not a character class or range", part);
    case RE2::ErrorMissingBracket:
      return fmt::format("`{}` has no closing `]`", part);
    case RE2::ErrorMissingParen:
      return fmt::format("`{}` has no closing `)`", part);
    case RE2::ErrorUnexpectedParen:
      return fmt::format("`{}` has a `)` that closes nothing", part);
    case RE2::ErrorTrailingBackslash:
      return "it ends with a lone backslash";
    case RE2::ErrorRepeatArgument:
      return fmt::format("`{}` has nothing to repeat", part);
    case RE2::ErrorRepeatSize:
      return fmt::format("`{}` counts down, or allows more than 1,000 repetitions", part);
    case RE2::ErrorRepeatOp:
      return fmt::format("`{}` repeats a repetition", part);
    case RE2::ErrorBadPerlOp:
      return fmt::format("`{}` is not part of RE2's syntax", part);
    case RE2::ErrorBadUTF8:
      return "it is not UTF-8";
    case RE2::ErrorBadNamedCapture:
      return fmt::format("`{}` names no group", part);
    case RE2::ErrorPatternTooLarge:
      return "its repetitions make it too large";
    default:
      return fmt::format("RE2 says: {}", shorten(visible(expression.error()), most_columns));
  }
}

RE2::Options options(Groups groups) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(groups == Groups::ignored);
  return options;
}

}  // namespace

struct Pattern::Compiled {
  RE2 expression;
};

std::optional<Pattern> Pattern::compile(std::string_view expression, std::string& problem, Groups groups) {
  if (expression.size() > most_bytes) {
    problem = fmt::format("the regular expression has {} bytes (limit {})", expression.size(), most_bytes);
    return std::nullopt;
  }
  auto compiled = std::unique_ptr<Compiled>(new Compiled{RE2(std::string(expression), options(groups))});
  if (!compiled->expression.ok()) {
    problem = fmt::format("the regular expression does not compile: {}", reason(compiled->expression));
    return std::nullopt;
  }
  return Pattern(std::move(compiled));
}

bool Pattern::matches(std::string_view text) const {
  ensure(compiled_ != nullptr, "a pattern is used after it was moved from");
  return RE2::FullMatch(text, compiled_->expression);
}

bool Pattern::found_in(std::string_view text) const {
  ensure(compiled_ != nullptr, "a pattern is used after it was moved from");
  return RE2::PartialMatch(text, compiled_->expression);
}

std::optional<std::string> Pattern::groups_after(std::string_view text, std::size_t& from) const {
  ensure(compiled_ != nullptr, "a pattern is used after it was moved from");
  if (from > text.size()) return std::nullopt;
  std::vector<re2::StringPiece> parts(1 + static_cast<std::size_t>(compiled_->expression.NumberOfCapturingGroups()));
  const re2::StringPiece whole(text.data(), text.size());
  if (!compiled_->expression.Match(whole, from, text.size(), RE2::UNANCHORED, parts.data(), static_cast<int>(parts.size())))
    return std::nullopt;
  // An empty match must not be found again.
  from = static_cast<std::size_t>(parts[0].data() - text.data()) + std::max<std::size_t>(1, parts[0].size());
  std::string groups;
  for (std::size_t i = 1; i < parts.size(); ++i) groups.append(parts[i].data(), parts[i].size());
  return groups;
}

Pattern::Pattern(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

}  // namespace stackdrag
