// Reads the names of cookies, from their lists and from the headers.
#include "evidence/known_cookies.h"

#include <algorithm>
#include <utility>

#include "evidence/har_visit.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

using Visit = std::function<void(std::string_view name)>;

void visit_list(View message, const Visit& visit) {
  const auto cookies = message.find("cookies");
  if (!cookies || !cookies->is_sequence()) return;
  for (const View cookie : *cookies) visit(text_at(cookie, "name"));
}

/// `a=1; b=2` or, as some browsers write it, one cookie on a line.
void visit_header(std::string_view value, bool is_single, const Visit& visit) {
  while (!value.empty()) {
    const std::string_view part = value.substr(0, std::min(value.find_first_of(is_single ? "\n" : ";\n"), value.size()));
    value.remove_prefix(std::min(part.size() + 1, value.size()));
    const std::size_t begin = std::min(part.find_first_not_of(" \t\r"), part.size());
    const std::size_t end = part.find('=', begin);
    if (end != part.npos) visit(part.substr(begin, end - begin));
  }
}

void visit_headers(View message, std::string_view header, const Visit& visit) {
  const auto headers = message.find("headers");
  if (!headers || !headers->is_sequence()) return;
  for (const View each : *headers) {
    const std::string_view written = text_at(each, "name");
    if (written.size() == header.size() && lower_case(written) == header)
      visit_header(text_at(each, "value"), header == "set-cookie", visit);
  }
}

/// In names of cookies, accounts of Google have no `-`.
std::string full_account(std::string_view name, const Sender& sender) {
  constexpr std::string_view universal = "_gat_gtag_";
  if (name.starts_with(universal)) {
    std::string account(name.substr(universal.size()));
    std::replace(account.begin(), account.end(), '_', '-');
    return account;
  }
  const bool is_bare = sender.vendor == "google-analytics" && !sender.account.empty() && !sender.account.starts_with("G-");
  return (is_bare ? "G-" : "") + sender.account;
}

}  // namespace

const Sender& KnownCookies::of(std::string_view name) {
  const auto found = known_.find(std::string(name));
  if (found != known_.end()) return found->second;
  Sender sender = identify_.cookie(name);
  if (!sender.account.empty()) sender.account = full_account(name, sender);
  if (is_placeholder(sender.account)) sender.account.clear();
  return known_.emplace(name, std::move(sender)).first->second;
}

void KnownCookies::visit(View entry, const std::function<void(const Sender&, bool)>& found) {
  for (const bool is_new : {true, false}) {
    const auto message = entry.find(is_new ? "response" : "request");
    if (!message || !message->is_mapping()) continue;
    const Visit visit = [&](std::string_view name) {
      if (name.empty() || name.size() > longest_cookie_name) return;
      const Sender& sender = of(name);
      if (sender.is == Sender::Is::vendor) found(sender, is_new);
    };
    visit_list(*message, visit);
    visit_headers(*message, is_new ? "set-cookie" : "cookie", visit);
  }
}

}  // namespace stackdrag::evidence
