// Who sets a cookie: only names are looked at.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "stackdrag/identify.h"
#include "stackdrag/tree.h"

namespace stackdrag::evidence {

/// Longer names are no vendor's.
constexpr std::size_t longest_cookie_name = 200;

class KnownCookies {
 public:
  explicit KnownCookies(const Identify& identify) : identify_(identify) {}

  /// Calls `found(sender, is_new)` for the cookies of an entry of a HAR whose vendor is known. A cookie is new if the response sets it.
  void visit(View entry, const std::function<void(const Sender&, bool)>& found);
  /// Who sets a cookie of this name, with the account in its full form.
  const Sender& of(std::string_view name);

 private:
  const Identify& identify_;
  std::unordered_map<std::string, Sender> known_;
};

}  // namespace stackdrag::evidence
