// Recognizes secrets by the prefixes that services give them, and passwords by their position in a URL.
#include "base/secret_marks.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <iterator>
#include <string>

#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t shortest = 12;
constexpr std::string_view token = "an access token";
constexpr std::string_view password = "a password";
constexpr std::string_view private_key = "a private key";

/// What the text after a mark must look like. `solid` is an unbroken run of letters and digits.
enum class Tail { solid, dashed, hexadecimal, upper, mixed };

struct Mark {
  std::string_view prefix;
  Tail tail;
  std::size_t length;  ///< the fewest characters after the mark
};

constexpr Mark marks[] = {
    {"AIza", Tail::dashed, 30},     // Google API
    {"AKIA", Tail::upper, 16},      // Amazon
    {"EAA", Tail::solid, 40},       // Meta
    {"GOCSPX-", Tail::dashed, 20},  // Google OAuth client
    {"SG.", Tail::mixed, 16},       // SendGrid
    {"SK", Tail::hexadecimal, 32},  // Twilio
    {"ghp_", Tail::solid, 16},      // GitHub, and the next five
    {"gho_", Tail::solid, 16},
    {"ghu_", Tail::solid, 16},
    {"ghs_", Tail::solid, 16},
    {"ghr_", Tail::solid, 16},
    {"github_pat_", Tail::dashed, 16},
    {"glpat-", Tail::dashed, 16},     // GitLab
    {"key-", Tail::hexadecimal, 32},  // Mailgun
    {"npm_", Tail::solid, 36},        // npm
    {"ntn_", Tail::solid, 32},        // Notion
    {"pat-eu1-", Tail::dashed, 20},   // HubSpot
    {"pat-na1-", Tail::dashed, 20},
    {"pat-na2-", Tail::dashed, 20},
    {"pk_", Tail::hexadecimal, 32},  // Klaviyo
    {"rk_live_", Tail::solid, 16},   // Stripe
    {"rk_test_", Tail::solid, 16},
    {"sk_live_", Tail::solid, 16},
    {"sk_test_", Tail::solid, 16},
    {"whsec_", Tail::solid, 16},
    {"secret_", Tail::solid, 32},  // Notion
    {"shpat_", Tail::solid, 16},   // Shopify
    {"shpca_", Tail::solid, 16},
    {"shppa_", Tail::solid, 16},
    {"shpss_", Tail::solid, 16},
    {"sk-", Tail::mixed, 16},     // OpenAI, Anthropic and others
    {"xapp-", Tail::dashed, 16},  // Slack
    {"xoxa-", Tail::dashed, 10},
    {"xoxb-", Tail::dashed, 10},
    {"xoxe-", Tail::dashed, 10},
    {"xoxp-", Tail::dashed, 10},
    {"xoxr-", Tail::dashed, 10},
    {"xoxs-", Tail::dashed, 10},
    {"xkeysib-", Tail::hexadecimal, 32},  // Brevo
    {"ya29.", Tail::dashed, 20},          // Google OAuth
};

/// URL parameters whose values are secrets. A short value counts only if the name leaves no doubt.
struct Parameter {
  std::string_view name;
  std::size_t length;
};

constexpr Parameter parameters[] = {
    {"access_token", 6},     {"accesstoken", 6}, {"api_key", 6},     {"api_secret", 6},
    {"apikey", 6},           {"auth_token", 6},  {"accountkey", 20}, {"sharedaccesskey", 20},
    {"client_secret", 6},    {"hapikey", 20},    {"id_token", 6},    {"password", 4},
    {"private_token", 6},    {"pwd", 4},         {"key", 20},        {"refresh_token", 6},
    {"secret", 6},           {"sig", 20},        {"signature", 20},  {"token", 16},
    {"x-amz-signature", 20},
};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_solid(char c) { return is_letter(c) || is_digit(c); }
bool is_dashed(char c) {
  static constexpr std::array<bool, 256> characters = letters_digits_and("-_");
  return characters[static_cast<unsigned char>(c)];
}
bool is_credential(char c) { return is_dashed(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '='; }
bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

template <class Test>
std::string_view run_of(std::string_view text, Test test) {
  return text.substr(0, static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), test) - text.begin()));
}

template <class Test>
bool any(std::string_view text, Test test) {
  return std::any_of(text.begin(), text.end(), test);
}

/// `xxxxxxxx` and `********` only stand in for a secret.
bool is_varied(std::string_view text) {
  std::bitset<256> seen;
  for (const char c : text) seen.set(static_cast<unsigned char>(c));
  return seen.count() >= 5;
}

/// A run that looks like no word or name: digits mixed with letters of both cases, or a very long one.
bool has_random_run(std::string_view text) {
  while (!text.empty()) {
    const std::string_view run = run_of(text, is_solid);
    const bool digits = any(run, is_digit);
    if (run.size() >= 16 && digits && any(run, is_upper) && any(run, is_lower)) return true;
    if (run.size() >= 24 && digits && any(run, is_letter)) return true;
    text.remove_prefix(std::min(run.size() + 1, text.size()));
  }
  return false;
}

bool fits(std::string_view rest, const Mark& mark) {
  switch (mark.tail) {
    case Tail::solid: {
      const std::string_view run = run_of(rest, is_solid);
      return run.size() >= mark.length && any(run, is_digit) && is_varied(run);
    }
    case Tail::dashed: {
      const std::string_view run = run_of(rest, is_dashed);
      return run.size() >= mark.length && any(run, is_digit) && is_varied(run);
    }
    case Tail::hexadecimal: {
      const std::string_view run = run_of(rest, is_hexadecimal);
      return run.size() >= mark.length && is_varied(run);
    }
    case Tail::upper: {
      const std::string_view run = run_of(rest, [](char c) { return is_upper(c) || is_digit(c); });
      return run.size() == mark.length && is_varied(run) && !(run.size() < rest.size() && is_dashed(rest[run.size()]));
    }
    case Tail::mixed:
      return has_random_run(run_of(rest, is_dashed));
  }
  return false;
}

bool is_marked(std::string_view rest) {
  return std::any_of(std::begin(marks), std::end(marks), [&](const Mark& mark) {
    return rest.front() == mark.prefix.front() && rest.starts_with(mark.prefix) && fits(rest.substr(mark.prefix.size()), mark);
  });
}

/// A JSON web token: three base64 parts, of which the first begins like every encoded JSON object.
bool is_web_token(std::string_view rest) {
  if (!rest.starts_with("eyJ")) return false;
  for (const std::size_t least : {10U, 10U}) {
    const std::string_view part = run_of(rest, is_dashed);
    rest.remove_prefix(part.size());
    if (part.size() < least || !rest.starts_with('.')) return false;
    rest.remove_prefix(1);
  }
  return run_of(rest, is_dashed).size() >= 10;
}

/// Mailchimp appends its data centre: 32 hexadecimal digits, then `-us14`.
bool is_mailchimp_key(std::string_view word) {
  return word.size() > 35 && word.substr(32, 3) == "-us" && is_digit(word[35]) && run_of(word, is_hexadecimal).size() == 32;
}

bool is_private_key(std::string_view rest) {
  constexpr std::string_view begin = "-----BEGIN ";
  if (!rest.starts_with(begin)) return false;
  return run_of(rest.substr(begin.size()), [](char c) { return is_upper(c) || c == ' '; }).ends_with("PRIVATE KEY");
}

/// Variables and placeholders: `${TOKEN}`, `<token>`, `{{token}}`, `YOUR_TOKEN`, `***`.
bool is_stand_in(std::string_view value) {
  if (value.empty() || value.find_first_of("$<{*[") != std::string_view::npos || value.starts_with("%7B") || value.starts_with("%24"))
    return true;
  return std::all_of(value.begin(), value.end(), [](char c) { return is_upper(c) || c == '_'; }) ||
         std::all_of(value.begin(), value.end(), [&](char c) { return c == value.front(); });
}

/// SendGrid: 22 characters, a full stop and 43 more.
bool is_sendgrid_key(std::string_view rest) {
  if (!rest.starts_with("SG.")) return false;
  const std::string_view first = run_of(rest.substr(3), is_dashed);
  if (first.size() != 22 || !rest.substr(25).starts_with('.')) return false;
  const std::string_view second = run_of(rest.substr(26), is_dashed);
  return second.size() == 43 && is_varied(second);
}

/// Airtable: 14 characters, a full stop and 64 hexadecimal digits.
bool is_airtable_token(std::string_view rest) {
  if (!rest.starts_with("pat")) return false;
  const std::string_view first = run_of(rest.substr(3), is_solid);
  if (first.size() != 14 || !rest.substr(17).starts_with('.')) return false;
  const std::string_view second = run_of(rest.substr(18), is_hexadecimal);
  return second.size() >= 64 && is_varied(second);
}

/// Telegram: the number of a bot, a colon and 35 characters. In an address, `bot` stands before the number.
bool is_telegram_token(std::string_view rest, std::string_view word) {
  const std::string_view number = word.substr(word.starts_with("bot") ? 3 : 0);
  if (number.size() < 8 || number.size() > 10 || !std::all_of(number.begin(), number.end(), is_digit)) return false;
  if (!rest.substr(word.size()).starts_with(":AA")) return false;
  const std::string_view run = run_of(rest.substr(word.size() + 1, 64), is_dashed);
  return run.size() >= 30 && run.size() <= 40 && is_varied(run);
}

/// `rest` begins with a name behind which a secret without a mark stands: `aws_secret_access_key = …`, `hapikey=…`.
bool is_named_by_vendor(std::string_view rest, std::string_view word) {
  const std::string name = word.size() > 24 ? "" : lower_case(word);
  const bool is_amazon = name == "aws_secret_access_key" || name == "secretaccesskey" || name == "aws_secret_key";
  if (!is_amazon && name != "hapikey") return false;
  rest.remove_prefix(word.size());
  const std::size_t begin = rest.substr(0, 8).find_first_not_of(" :=\"'");
  if (begin == 0 || begin == rest.npos) return false;
  rest = rest.substr(begin, 64);
  const std::string_view run = run_of(rest, [&](char c) { return is_amazon ? is_solid(c) || c == '/' || c == '+' : is_dashed(c); });
  return run.size() == (is_amazon ? 40 : 36) && any(run, is_digit) && any(run, is_letter) && is_varied(run);
}

/// What stands in a header behind `Bearer`, `Basic`, `api-key` and the like.
bool is_header(std::string_view rest) {
  const std::size_t blank = rest.substr(0, 9).find(' ');
  if (blank == std::string_view::npos) return false;
  const std::string scheme = lower_case(rest.substr(0, blank));
  const bool is_other = scheme == "api-key" || scheme == "apikey" || scheme == "api_key" || scheme == "token";
  if (scheme != "bearer" && scheme != "basic" && !is_other) return false;
  const std::string_view run = run_of(rest.substr(blank + 1), is_credential);
  const bool is_credential_run = run.size() >= 16 && any(run, is_digit) && any(run, is_letter) && is_varied(run);
  if (scheme == "bearer") return is_credential_run;
  if (scheme == "basic" && rest.substr(blank + 1 + run.size()).starts_with(':')) {
    const std::string_view behind = rest.substr(blank + 2 + run.size());
    const std::string_view value = behind.substr(0, behind.find_first_of(" \t\n\"',"));
    return value.size() >= 4 && !is_stand_in(value);
  }
  return is_credential_run && has_random_run(run);
}

/// A run that people choose for a password: letters in both cases around a digit.
bool is_chosen_password(std::string_view run) {
  if (run.size() < 8 || !any(run, is_upper) || !any(run, is_lower)) return false;
  for (std::size_t at = 1; at + 1 < run.size(); ++at) {
    if (is_digit(run[at]) && is_letter(run[at - 1]) && is_letter(run[at + 1])) return true;
  }
  return false;
}

/// `rest` begins with a word such as "password", and the password stands behind it: `pw: Tr0ub4dor`, "the password is Tr0ub4dor". A
/// key or a token is told only by a mark: "the key B2BPricing page" speaks of something else.
bool is_told(std::string_view rest, std::string_view word) {
  static constexpr std::string_view passwords[] = {"password", "passwort", "passwd", "pwd", "pw", "kennwort", "passphrase"};
  static constexpr std::string_view others[] = {"secret", "token", "apikey", "key"};
  if (word.size() > 10) return false;
  const std::string name = lower_case(word);
  const auto is_one_of = [&](const auto& words) { return std::find(std::begin(words), std::end(words), name) != std::end(words); };
  const bool is_api_key = name == "api" && lower_case(rest.substr(0, 8)) == "api key ";
  const bool is_password = is_one_of(passwords) || is_api_key;
  if (!is_password && !is_one_of(others)) return false;
  rest.remove_prefix(is_api_key ? 7 : word.size());
  for (const std::string_view between : {" is ", " ist ", " = ", " : ", ": ", "=", ":", " "}) {
    if (!rest.starts_with(between)) continue;
    const bool is_mark = between.find_first_of("=:") != between.npos;
    return (is_password || is_mark) && is_chosen_password(run_of(rest.substr(between.size()), is_solid));
  }
  return false;
}

/// `rest` begins after the `?` or `&` of a URL, or after the `;` of a connection string.
bool is_secret_parameter(std::string_view rest) {
  const std::size_t equals = rest.substr(0, 32).find('=');
  if (equals == std::string_view::npos) return false;
  const std::string name = lower_case(rest.substr(0, equals));
  const auto* const known = std::find_if(std::begin(parameters), std::end(parameters), [&](const Parameter& p) { return p.name == name; });
  if (known == std::end(parameters)) return false;
  rest.remove_prefix(equals + 1);
  const std::string_view value = rest.substr(0, rest.find_first_of("?& \t\n\"'#;,)"));
  return value.size() >= known->length && (any(value, is_digit) || value.size() >= 20) && !is_stand_in(value);
}

/// `rest` begins after the `://` of a URL.
bool has_password(std::string_view rest) {
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?# \t\n\"'"));
  const std::size_t at = authority.rfind('@');
  const std::size_t colon = authority.find(':');
  if (at == std::string_view::npos || colon == std::string_view::npos || colon >= at) return false;
  return !is_stand_in(authority.substr(colon + 1, at - colon - 1));
}

/// Webhooks: anyone who knows their URL can post to them.
constexpr std::string_view hooks[] = {"hooks.slack.com/services/",    "hooks.zapier.com/hooks/", "discord.com/api/webhooks/",
                                      "discordapp.com/api/webhooks/", "hook.eu1.make.com/",      "hook.eu2.make.com/",
                                      "hook.us1.make.com/",           "hook.us2.make.com/",      "hook.integromat.com/"};
constexpr std::string_view office_hooks = ".webhook.office.com/webhookb2/";

/// `rest` begins after the `://` of a URL.
bool is_secret_hook(std::string_view rest) {
  if (const std::size_t dot = rest.substr(0, 64).find('.'); dot != rest.npos && rest.substr(dot).starts_with(office_hooks)) return true;
  return std::any_of(std::begin(hooks), std::end(hooks), [&](std::string_view hook) {
    if (!rest.starts_with(hook)) return false;
    const std::string_view run = run_of(rest.substr(hook.size()), is_credential);
    return run.size() >= 12 && is_varied(run) && any(run, is_digit);
  });
}

/// How words begin that need a closer look: for each first character, the second ones as bits. Letter case does not count, and some
/// other signs share a bit with a letter.
constexpr unsigned bit_of(char c) { return static_cast<unsigned char>(c) % 32; }
constexpr std::array<std::uint32_t, 32> beginnings = [] {
  std::array<std::uint32_t, 32> seconds{};
  const auto add = [&](std::string_view word) { seconds[bit_of(word[0])] |= std::uint32_t{1} << bit_of(word[1]); };
  for (const std::string_view word :
       {"--", "apikey", "aws", "basic", "bearer", "eyJ", "hapikey", "key", "kennwort", "password", "pwd", "pw", "secret", "token"})
    add(word);
  for (const Mark& mark : marks) add(mark.prefix);
  return seconds;
}();
bool may_begin_secret(std::string_view word) { return word.size() > 1 && (beginnings[bit_of(word[0])] >> bit_of(word[1]) & 1) != 0; }

/// Whether the text begins with a token that its form tells.
bool is_token(std::string_view rest) { return is_marked(rest) || is_sendgrid_key(rest) || is_airtable_token(rest) || is_web_token(rest); }

/// Where in a word a token begins before which people have put words of their own: `call-pat-na1-…`. The size of the word if it holds none.
std::size_t inner_token(std::string_view text, std::string_view word) {
  constexpr std::size_t longest = 1024;  // as much as is looked at of one, since another may begin at its next dash
  for (std::size_t at = word.find_first_of("-_"); at != word.npos; at = word.find_first_of("-_", at + 1)) {
    const std::string_view rest = text.substr(at + 1, longest);
    if (is_mailchimp_key(word.substr(at + 1)) || (may_begin_secret(rest) && is_token(rest))) return at + 1;
  }
  return word.size();
}

/// `rest` begins with `word`.
std::optional<std::string_view> secret_at_word(std::string_view rest, std::string_view word) {
  if (is_mailchimp_key(word) || is_telegram_token(rest, word)) return token;
  if (!may_begin_secret(word)) return std::nullopt;
  if (is_private_key(rest)) return private_key;
  if (is_told(rest, word)) return password;
  return is_token(rest) || is_named_by_vendor(rest, word) || is_header(rest) ? std::optional(token) : std::nullopt;
}

/// `rest` begins with a character that may separate the parts of a URL.
std::optional<std::string_view> secret_at_sign(std::string_view rest) {
  const char c = rest.front();
  if ((c == '?' || c == '&' || c == '#' || c == ';') && is_secret_parameter(rest.substr(1))) return token;
  if (c != ':' || !rest.starts_with("://")) return std::nullopt;
  if (has_password(rest.substr(3))) return password;
  return is_secret_hook(rest.substr(3)) ? std::optional(token) : std::nullopt;
}

}  // namespace

std::optional<std::string_view> secret_in(std::string_view text) {
  const std::optional<Secret> found = next_secret(text);
  return found ? std::optional(found->kind) : std::nullopt;
}

std::optional<Secret> next_secret(std::string_view text) {
  if (text.size() < shortest) return std::nullopt;
  while (!text.empty()) {
    // An escape is no part of the word behind it.
    if (text.front() == '\\') text.remove_prefix(std::min<std::size_t>(2, text.size()));
    const std::string_view word = run_of(text, is_dashed);
    if (text.empty()) break;
    if (const auto secret = word.empty() ? secret_at_sign(text) : secret_at_word(text, word)) return Secret{*secret, text};
    const std::size_t inner = inner_token(text, word);
    if (inner < word.size()) return Secret{token, text.substr(inner)};
    text.remove_prefix(std::max<std::size_t>(word.size(), 1));
  }
  return std::nullopt;
}

}  // namespace stackdrag
