// Accounts: which texts are none, and which product of a company an account belongs to.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "evidence/identify_tables.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

Text trimmed(Text text) {
  constexpr Text blanks = " \t\r\n\"'";
  const auto first = text.find_first_not_of(blanks);
  return first == Text::npos ? Text{} : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Whether it asks somebody to write an account in its place.
bool asks(Text account) {
  static constexpr Text marks[] = {"your",  "insert", "replace", "here",  "example", "placeholder", "edit",        "change",   "todo",
                                   "dummy", "sample", "pixel",   "value", "pixelid", "account",     "measurement", "tracking", "undefined"};
  const std::vector<std::string> words = words_of(account);
  return lower_case(account).find("xxx") != std::string::npos ||
         std::any_of(std::begin(marks), std::end(marks), [&](Text mark) { return has_word(words, mark); });
}

/// `1234567890`, `0000000`: what people type to fill a field.
bool is_made_up(Text digits) {
  if (digits.size() < 4) return false;
  const auto runs = [&](int by) {
    for (std::size_t i = 1; i < digits.size(); ++i) {
      if ((digits[i - 1] - '0' + by + 10) % 10 != digits[i] - '0') return false;
    }
    return true;
  };
  return (runs(1) && (digits[0] == '1' || digits[0] == '0')) || runs(0) || (runs(-1) && digits[0] == '9');
}

/// The longest run of digits, which is what is made up in `UA-12345678-1`.
Text longest_digits(Text text) {
  Text best;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t from = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    if (i - from > best.size()) best = text.substr(from, i - from);
    if (i == from) ++i;
  }
  return best;
}

/// Whether only digits are what tells the account from others: the rest is a prefix such as `AW-`.
bool is_numbered(Text text) {
  return std::none_of(text.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, text.size())), text.end(), is_letter);
}

}  // namespace

bool is_placeholder(Text account) {
  if (account.empty() || account.find_first_of(" {}<>[]$\t\n") != Text::npos) return true;
  if (std::none_of(account.begin(), account.end(), [](char c) { return is_digit(c) || is_letter(c); })) return true;
  const std::string lower = lower_case(account);
  static constexpr Text words[] = {"true", "false", "null", "none", "test", "id", "na", "n/a", "set", "default"};
  if (std::find(std::begin(words), std::end(words), lower) != std::end(words)) return true;
  return says_nothing(account) || asks(account) || (is_numbered(account) && is_made_up(longest_digits(account)));
}

Sender Identify::Tables::with_account(Text vendor, Text value) const {
  Sender sender{vendor.empty() ? Sender::Is::unknown : Sender::Is::vendor, std::string(vendor), {}};
  const Text account = trimmed(value);
  constexpr std::size_t longest = 64;
  if (account.size() > longest || account.find('@') != Text::npos || is_placeholder(account) || secret_in(account)) return sender;
  const std::string family = packs->vendor_family(vendor);
  const auto in_family = [&](Text other) { return vendor.empty() || other == vendor || packs->vendor_family(other) == family; };
  if (const Product* const gone = packs->discontinued({}, account); gone != nullptr && in_family(*gone->vendor)) {
    const auto name = product_names.find(gone);
    return {Sender::Is::vendor, std::string(name == product_names.end() ? *gone->id : name->second), std::string(account)};
  }
  for (const auto& [id, telltale] : telltales) {
    if (telltale.matches(account) && in_family(id)) return {Sender::Is::vendor, std::string(id), std::string(account)};
  }
  if (vendor.empty()) return sender;
  const Vendor* const known = packs->find<Vendor>(vendor);
  const Text prefix = known != nullptr && known->prefix ? *known->prefix : Text{};
  const bool numbered = !prefix.empty() && std::all_of(account.begin(), account.end(), is_digit);
  std::string full = (numbered ? std::string(prefix) : std::string()) + std::string(account);
  const auto form = identifiers.find(vendor);
  if (form == identifiers.end() || form->second.matches(full)) sender.account = std::move(full);
  return sender;
}

}  // namespace stackdrag
