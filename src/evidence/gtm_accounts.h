// The accounts in the settings of a tag.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "evidence/gtm_owner.h"

namespace stackdrag::evidence::gtm {

/// The owners of a tag, each vendor once, in the order in which they were found.
class Owners {
 public:
  Owner& of(std::string_view vendor);
  /// Takes a sender if it is a vendor.
  void add(const Sender& sender);
  bool empty() const { return all_.empty(); }
  std::vector<Owner> take() && { return std::move(all_); }

 private:
  std::vector<Owner> all_;
};

/// What stands where the account belongs.
enum class Taken : std::uint8_t { nothing, placeholder, account };

/// Adds the accounts that a tag of a vendor has under the names that its type gives, else under any name that speaks of one. An account
/// that names another product of the company goes to that. The vendor may be empty: then only what no other vendor has tells it.
Taken take_accounts(Owners& into, std::string_view vendor, const TagType& type, const Tag& tag, const Lookup& in);

}  // namespace stackdrag::evidence::gtm
