// Code whose vendor nobody knows.
#pragma once

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// Whether a tag runs that reports to somebody whom no pack knows: it is named after its container, or after the domain of its code.
inline bool is_unknown_code(const Shadow& shadow, const Context& in) {
  const evidence::ObservedItem& item = shadow.sightings.front()->item;
  const std::string_view vendor = item.value("vendor");
  const bool is_domain = vendor.find('.') != std::string_view::npos;
  return item.kind == Kind::pixel && (vendor.empty() || (is_domain && in.packs.vendor(vendor) == nullptr));
}

}  // namespace stackdrag::rules
