// Knows what people call all pages, and a tool of their own.
#include "model/meant_words.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

template <std::size_t count>
bool is_among(const std::string_view (&words)[count], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool says_everywhere(Text text) {
  static constexpr std::string_view words[] = {"*",          "/*",       "all",          "allpages",   "everypage",
                                               "everywhere", "sitewide", "wholesite",    "entiresite", "allsites",
                                               "allurls",    "anypage",  "thewholesite", "fullsite",   "allthepages"};
  return is_among(words, folded_name(text));
}

bool says_in_house(Text text) {
  static constexpr std::string_view words[] = {"inhouse",      "internal",          "selfbuilt",       "selfmade",       "selfdeveloped",
                                               "homegrown",    "homebuilt",         "homemade",        "ourselves",      "ownbuild",
                                               "builtinhouse", "builtinternally",   "inhousebuild",    "inhousebuilt",   "inhousetool",
                                               "internaltool", "internalbuild",     "internallybuilt", "owndevelopment", "eigenentwicklung",
                                               "builtbyus",    "inhousedevelopment"};
  return is_among(words, folded_name(text));
}

}  // namespace

std::string_view meant_word(Kind kind, std::string_view field, Text text, const Ids& ids) {
  if (kind == Kind::pixel && field == "on") return says_everywhere(text) && !ids.find(Kind::page, text) ? "all" : "";
  return kind == Kind::tool && field == "vendor" && says_in_house(text) ? "none" : "";
}

}  // namespace stackdrag
