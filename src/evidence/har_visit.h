// A recorded visit: its pages, and what was requested for each.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/web_address.h"
#include "stackdrag/tree.h"

namespace stackdrag::evidence {

struct HarPage {
  std::string id{};  ///< as entries refer to it; empty in a HAR without pages
  std::string host{};
  std::string path{};      ///< redacted
  std::size_t entries{0};  ///< how many requests it made
};

struct HarRequest {
  View entry;
  std::optional<View> request{}, response{};
  std::size_t number{0};  ///< among the entries
  std::size_t page{0};    ///< among the pages of the recording
  WebAddress address{};
};

struct HarVisit {
  std::vector<HarPage> pages{};
  std::vector<HarRequest> requests{};  ///< those of the web, in the order of the file
};

/// `is_vendor` says of a host whether it belongs to a vendor of tags, so that it is not the page that is visited.
/// The document must outlive the visit.
HarVisit read_visit(View log, const std::function<bool(std::string_view host)>& is_vendor);

/// The text of a member; empty if there is none.
std::string_view text_at(std::optional<View> parent, std::string_view key);

/// The value of a header; empty if there is none. The name is in lower case.
std::string_view header_of(std::optional<View> message, std::string_view name);

}  // namespace stackdrag::evidence
