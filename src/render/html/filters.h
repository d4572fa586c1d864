// By what the findings of the page may be filtered. The page has no script: each finding bears numbers, and rules of the style that are
// always there hide those that do not have the number of the option that is chosen.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag::html {

inline constexpr std::size_t most_families = 16, most_owners = 64;

class Filters {
 public:
  /// Of these findings: indices into `Report::findings`.
  Filters(const Report& report, const std::vector<std::size_t>& findings);

  /// The attributes of a finding's row.
  std::string attributes(const ReportedFinding& finding) const;
  /// The lists to choose from.
  std::string selects(const Report& report) const;

 private:
  std::vector<std::string_view> families_;  ///< their numbers are their places here, from 1 on
  std::vector<std::string_view> owners_;    ///< likewise; those behind the last number share it
  std::map<std::string_view, std::size_t> family_numbers_, owner_numbers_;
};

/// The rules of the style. They are the same for every page.
std::string filter_rules();

}  // namespace stackdrag::html
