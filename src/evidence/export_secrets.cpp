// Looks for secrets in all texts of an export. Of a script only what stands in quotes is looked at, since code is full of random words.
#include "evidence/export_secrets.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "evidence/quoted.h"
#include "evidence/redact.h"
#include "stackdrag/secrets.h"

namespace stackdrag::evidence {
namespace {

/// A text without what only looks like a secret: Google's keys for browsers, and the parameters of addresses that browsers ask for.
std::string without_public_keys(std::string_view text) {
  constexpr std::string_view browser_key = "AIza";
  std::string rest(text);
  for (std::size_t at = rest.find(browser_key); at != std::string::npos; at = rest.find(browser_key, at)) rest.replace(at, 1, " ");
  std::replace_if(
      rest.begin(), rest.end(), [](char c) { return std::string_view("?&#;").find(c) != std::string_view::npos; }, ' ');
  return rest;
}

std::optional<std::string_view> secret_of(std::string_view text) {
  const bool is_script = text.find_first_of("\n;") != text.npos && text.find('(') != text.npos;
  if (!is_script) return secret_in(without_public_keys(text));
  for (const std::string_view quoted : quoted_in(text)) {
    if (const auto secret = secret_in(without_public_keys(quoted))) return secret;
  }
  return std::nullopt;
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

void find_secrets(View part, const std::string& pointer, std::vector<Mark>& into) {
  if (part.is_scalar()) {
    if (const auto kind = secret_of(part.text())) into.push_back({.kind = MarkKind::secret, .of = std::string(*kind), .pointer = pointer});
  } else if (part.is_mapping()) {
    part.entries([&](View key, View value) { find_secrets(value, pointer + step_of(key.text()), into); });
  } else if (part.is_sequence()) {
    std::size_t number = 0;
    for (const View element : part) find_secrets(element, fmt::format("{}/{}", pointer, number++), into);
  }
}

}  // namespace stackdrag::evidence
