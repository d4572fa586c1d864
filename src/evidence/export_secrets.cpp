// Looks for secrets in all texts of an export. Of a script only what stands in quotes is looked at, since code is full of random words.
#include "evidence/export_secrets.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "evidence/quoted.h"
#include "evidence/redact.h"
#include "stackdrag/identify.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// Whether an example stands where a secret is to be put, behind the sign of a parameter: `api_key=your-key-goes-here-1`.
bool is_example(std::string_view parameter) {
  parameter = parameter.substr(0, parameter.find_first_of("?& \t\n\"'#;,)"));
  return is_placeholder(parameter.substr(std::min(parameter.find('=') + 1, parameter.size())));
}

/// A text without what only looks like a secret: Google's keys for browsers, and parameters of addresses that browsers ask for, or that are
/// examples.
std::string without_public_keys(std::string_view text, Asks asks) {
  constexpr std::string_view browser_key = "AIza", signs = "?&#;";
  std::string rest(text);
  for (std::size_t at = rest.find(browser_key); at != std::string::npos; at = rest.find(browser_key, at)) rest.replace(at, 1, " ");
  for (std::size_t at = rest.find_first_of(signs); at != std::string::npos; at = rest.find_first_of(signs, at + 1)) {
    if (asks == Asks::browsers || is_example(std::string_view(rest).substr(at + 1))) rest[at] = ' ';
  }
  return rest;
}

std::optional<std::string_view> secret_in_words(std::string_view text, Asks asks) { return secret_in(without_public_keys(text, asks)); }

/// Whether a text is code. What people write to each other has brackets and lines as well.
bool is_script(std::string_view text, Asks asks) {
  const auto has = [&](std::string_view part) { return text.find(part) != text.npos; };
  if (text.find_first_of("\n;") == text.npos || !has("(")) return false;
  return asks == Asks::browsers || has("=>") || has("function") || has("return ") || has("const ") || has("let ") || has("var ") ||
         has("import ") || has("def ");
}

std::optional<std::string_view> secret_of(std::string_view text, Asks asks) {
  if (!is_script(text, asks)) return secret_in_words(text, asks);
  for (const std::string_view quoted : quoted_in(text)) {
    if (const auto secret = secret_in_words(quoted, asks)) return secret;
  }
  return std::nullopt;
}

/// What a text holds under its key, which tells some secrets that have no mark: `"hapikey": …`.
std::optional<std::string_view> secret_under(std::string_view key, View value) {
  constexpr std::size_t longest = 64;
  const std::string name = lower_case(key);
  const bool is_name = name == "hapikey" || name == "aws_secret_access_key" || name == "secretaccesskey";
  if (!is_name || !value.is_scalar() || value.text().size() > longest) return std::nullopt;
  return secret_in(fmt::format("{}={}", name, value.text()));
}

/// A key as a step of a JSON pointer.
std::string step_of(std::string_view key) {
  std::string step = "/";
  for (const char c : redacted_name(key)) {
    if (c == '~')
      step += "~0";
    else if (c == '/')
      step += "~1";
    else
      step += c;
  }
  return step;
}

}  // namespace

void find_secrets(View part, const std::string& pointer, Asks asks, std::vector<Mark>& into) {
  if (part.is_scalar()) {
    if (const auto kind = secret_of(part.text(), asks))
      into.push_back({.kind = MarkKind::secret, .of = std::string(*kind), .pointer = pointer});
  } else if (part.is_mapping()) {
    part.entries([&](View key, View value) {
      const std::string step = pointer + step_of(key.text());
      if (const auto kind = secret_under(key.text(), value))
        into.push_back({.kind = MarkKind::secret, .of = std::string(*kind), .pointer = step});
      else
        find_secrets(value, step, asks, into);
    });
  } else if (part.is_sequence()) {
    std::size_t number = 0;
    for (const View element : part) find_secrets(element, fmt::format("{}/{}", pointer, number++), asks, into);
  }
}

void find_secrets(View parent, std::initializer_list<std::string_view> members, const std::string& pointer, Asks asks,
                  std::vector<Mark>& into) {
  for (const std::string_view name : members) {
    if (const auto member = parent.find(name)) find_secrets(*member, fmt::format("{}/{}", pointer, name), asks, into);
  }
}

}  // namespace stackdrag::evidence
