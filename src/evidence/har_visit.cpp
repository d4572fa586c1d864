// Sorts the requests of a HAR by page, and finds out which address each page has.
#include "evidence/har_visit.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "evidence/redact.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// The address in the title of a page: browsers write it there. Drivers put a number behind it.
std::optional<WebAddress> address_in(std::string_view title) {
  title.remove_prefix(std::min(title.find_first_not_of(" \t\r\n"), title.size()));
  return web_address(title.substr(0, title.find_first_of(" \t\r\n")));
}

/// The pages that the HAR lists, and those to which its entries refer without a list.
class Pages {
 public:
  explicit Pages(View log) {
    const auto pages = log.find("pages");
    if (!pages || !pages->is_sequence()) return;
    for (const View page : *pages) {
      const std::string_view id = text_at(page, "id");
      const std::size_t number = number_of(id);
      if (const auto address = address_in(text_at(page, "title")); address && list_[number].host.empty()) name(number, *address);
    }
  }

  /// Browsers leave out the page of some requests: they stand among others of the same page.
  std::size_t of_entry(View entry) {
    const std::string_view id = text_at(entry, "pageref");
    if (!id.empty() || list_.empty()) latest_ = number_of(id);
    return latest_;
  }

  void name(std::size_t number, const WebAddress& address) {
    list_[number].host = address.host;
    list_[number].path = redacted_path(address.path);
  }

  std::vector<HarPage>& list() { return list_; }

 private:
  std::size_t number_of(std::string_view id) {
    const auto [found, is_new] = numbers_.try_emplace(id, list_.size());
    if (is_new) list_.push_back({.id = std::string(id)});
    return found->second;
  }

  std::vector<HarPage> list_;
  std::map<std::string_view, std::size_t> numbers_;
  std::size_t latest_ = 0;
};

/// Whether the request was answered with a page, and not with a redirect.
bool is_document(std::optional<View> response) {
  const auto content = response ? response->find("content") : std::nullopt;
  return text_at(response, "status") == "200" && text_at(content, "mimeType").starts_with("text/html");
}

/// Names the pages without an address after their first request, unless that is a detour through a vendor. The site of a vendor is no
/// detour.
void name_pages(Pages& pages, const std::vector<HarRequest>& requests, const std::function<bool(std::string_view)>& is_vendor) {
  std::set<std::size_t> begun;
  for (const HarRequest& request : requests) {
    const bool is_first = begun.insert(request.page).second;
    if (is_first && pages.list()[request.page].host.empty() && is_document(request.response)) pages.name(request.page, request.address);
  }
  for (const bool may_be_vendor : {false, true}) {
    for (const HarRequest& request : requests) {
      if (pages.list()[request.page].host.empty() && (may_be_vendor || !is_vendor(request.address.host)))
        pages.name(request.page, request.address);
    }
  }
}

}  // namespace

std::string_view text_at(std::optional<View> parent, std::string_view key) {
  const auto found = parent ? parent->find(key) : std::nullopt;
  return found && found->is_scalar() ? found->text() : std::string_view();
}

std::string_view header_of(std::optional<View> message, std::string_view name) {
  const auto headers = message ? message->find("headers") : std::nullopt;
  if (!headers || !headers->is_sequence()) return {};
  for (const View header : *headers) {
    const std::string_view written = text_at(header, "name");
    if (written.size() == name.size() && lower_case(written) == name) return text_at(header, "value");
  }
  return {};
}

HarVisit read_visit(View log, const std::function<bool(std::string_view host)>& is_vendor) {
  HarVisit visit;
  Pages pages(log);
  std::size_t number = 0;
  const View entries = *log.find("entries");
  for (const View entry : entries) {
    const std::size_t page = pages.of_entry(entry);
    const auto request = entry.find("request");
    if (auto address = web_address(text_at(request, "url"))) {
      visit.requests.push_back({entry, request, entry.find("response"), number, page, std::move(*address)});
      ++pages.list()[page].entries;
    }
    ++number;
  }
  name_pages(pages, visit.requests, is_vendor);
  visit.pages = std::move(pages.list());
  return visit;
}

}  // namespace stackdrag::evidence
