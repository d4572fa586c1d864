// Fixtures of rules: cases in YAML, with marks for what a rule must find in them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/catalogue.h"

namespace stackdrag::tests {

/// What a case says, or a rule said. A line ends in `#!` for each finding there; behind it may stand its severity and what it charges a
/// month (`#! high 2.5h`). `#? item field…` says what is unknown; `#~ words` are part of a finding's message.
struct Marks {
  std::map<unsigned, std::size_t> findings;           ///< how many on each line
  std::map<unsigned, std::set<std::string>> details;  ///< by line: severities and charges
  std::multiset<std::string> unknown;
  std::vector<std::string> messages;  ///< or parts of them
};

/// One case of a fixture. One that begins with a line such as `# fixed: name an owner` is what the flagged case before it becomes when
/// somebody follows the advice of the rule; several of them are several ways. It names in backticks the items that come or go.
struct Case {
  std::size_t line = 1;  ///< of the fixture, where it begins
  std::string text;
  Marks expected;
  std::string fixed;  ///< what was done; empty for all other cases
};

std::string fixture_path(const Rule& rule);
/// Cases are parted by lines of `---`.
std::vector<Case> cases_of(const Rule& rule);
/// What the rule of the catalogue says of the text; the text must have no mistakes.
Marks found_in(const std::string& text, std::string_view rule, const Catalogue& catalogue = built_in_catalogue());
/// What differs, in words; empty if all is as expected. A case that marks nothing unknown makes no promise about it.
std::string difference(const Marks& expected, const Marks& found);

}  // namespace stackdrag::tests
