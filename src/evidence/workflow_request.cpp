// Reads addresses and bodies of requests, which expressions may run through.
#include "evidence/workflow_request.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "evidence/blanks.h"
#include "evidence/sister_domains.h"
#include "evidence/web_address.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// Stands for an expression while an address is looked at; no address has it.
constexpr char expression = '\x01';
constexpr std::size_t longest_body = std::size_t{256} << 10;

/// Whether a domain is nobody's: that of a machine, or one that examples use.
bool is_nobodys(std::string_view host) {
  constexpr auto examples = std::to_array<std::string_view>({"example.com", "example.net", "example.org"});
  const bool is_number = std::all_of(host.begin(), host.end(), [](char c) { return is_digit(c) || c == '.'; });
  if (is_number || host.starts_with('[') || host.find('.') == host.npos || host.ends_with(".local")) return true;
  return std::find(examples.begin(), examples.end(), registrable_domain(host)) != examples.end();
}

/// With one character for each expression; nothing if one of them has no end.
std::optional<std::string> without_expressions(std::string_view text) {
  std::string out;
  for (std::size_t open = text.find("{{"); open != text.npos; open = text.find("{{")) {
    const std::size_t close = text.find("}}", open);
    if (close == text.npos) return std::nullopt;
    out += text.substr(0, open);
    out += expression;
    text.remove_prefix(close + 2);
  }
  out += text;
  return out;
}

/// Whether an expression stands for no more than what is before a domain: `{{shop}}.myshopify.com`, and neither `{{shop}}.com` nor
/// `{{shop}}.co.uk`.
bool is_before_domain(std::string_view host) {
  constexpr std::size_t longest_ending = 4;
  if (host.rfind(expression) != 0 || host.find('.') != 1) return false;
  const std::string_view rest = host.substr(2);
  const std::size_t dot = rest.find('.');
  return dot != rest.npos && (dot > longest_ending || registrable_domain(host) != host);
}

/// Whether a segment of a path is a version: `v3`, `v58.0`, `2024-01`.
bool is_version(std::string_view segment) {
  const auto is_number = [](char c) { return is_digit(c) || c == '.'; };
  if (segment.size() == 7 && segment[4] == '-') {
    return std::all_of(segment.begin(), segment.end(), [](char c) { return is_digit(c) || c == '-'; });
  }
  return segment.size() > 1 && segment.size() < 8 && segment[0] == 'v' && is_digit(segment[1]) && is_digit(segment.back()) &&
         std::all_of(segment.begin() + 1, segment.end(), is_number);
}

/// What stands in quotes behind a key of a body. Bodies may be texts within texts, so that quotes have backslashes.
void find_models(std::string_view body, std::set<std::string>& into) {
  constexpr std::string_view key = "\"model", between = " \t\r\n\\";
  body = body.substr(0, longest_body);
  for (std::size_t at = body.find(key); at != body.npos; at = body.find(key, at)) {
    at += key.size();
    const auto passes = [&](char mark) {
      at = std::min(body.find_first_not_of(between, at), body.size());
      const bool is_there = at < body.size() && body[at] == mark;
      if (is_there) ++at;
      return is_there;
    };
    if (!passes('"') || !passes(':') || !passes('"')) continue;
    const std::string_view value = body.substr(at, std::min(body.find_first_of("\"\\", at), body.size()) - at);
    into.emplace(value);
  }
}

void find_models(View content, std::set<std::string>& into) {
  if (content.is_scalar()) return find_models(content.text(), into);
  if (content.is_sequence()) {
    for (const View element : content) find_models(element, into);
  }
  if (!content.is_mapping()) return;
  const auto name = content.find("name");
  const bool is_pair = name && name->is_scalar() && name->text() == "model";
  content.entries([&](View key, View value) {
    if (value.is_scalar() && (key.text() == "model" || (is_pair && key.text() == "value")))
      into.emplace(value.text());
    else
      find_models(value, into);
  });
}

}  // namespace

std::string literal_address(std::string_view text) {
  text = trimmed(text.substr(0, longest_address));
  if (text.starts_with('=')) text = trimmed(text.substr(1));
  std::optional<std::string> literal = without_expressions(text);
  const auto address = literal ? web_address(*literal) : std::nullopt;
  if (!address || is_nobodys(address->host)) return "";
  if (address->host.find(expression) != std::string::npos && !is_before_domain(address->host)) return "";
  std::replace(literal->begin(), literal->end(), expression, 'x');
  return *literal;
}

std::string_view version_in(std::string_view address) {
  const auto parts = web_address(address);
  std::string_view path = parts ? parts->path : std::string_view();
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    if (is_version(segment)) return segment;
    path.remove_prefix(segment.size());
  }
  return "";
}

std::set<std::string> models_asked(std::string_view address, View content) {
  std::set<std::string> models;
  find_models(content, models);
  // Google's API: `/v1beta/models/gemini-2.5-pro:generateContent`.
  constexpr std::string_view folder = "/models/";
  const auto parts = web_address(address);
  const std::size_t at = parts ? parts->path.find(folder) : std::string_view::npos;
  if (at != std::string_view::npos) {
    const std::string_view rest = parts->path.substr(at + folder.size());
    if (const std::size_t end = rest.find(':'); end != rest.npos) models.emplace(rest.substr(0, end));
  }
  return models;
}

}  // namespace stackdrag::evidence
