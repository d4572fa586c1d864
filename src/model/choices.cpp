// What people write for the words of a choice: other words of the trade, and words that are near but say something else.
#include "model/choices.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// What people write for the words of choices, folded.
struct Synonym {
  std::string_view written, word;
};
constexpr Synonym synonyms[] = {
    {"annual", "yearly"},
    {"annually", "yearly"},
    {"everyyear", "yearly"},
    {"peryear", "yearly"},
    {"year", "yearly"},
    {"everymonth", "monthly"},
    {"permonth", "monthly"},
    {"month", "monthly"},
    {"everyquarter", "quarterly"},
    {"quarter", "quarterly"},
    {"everyweek", "weekly"},
    {"everyday", "daily"},
    {"honored", "honoured"},
    {"respected", "honoured"},
    {"bidirectional", "two-way"},
    {"bothways", "two-way"},
    {"unidirectional", "one-way"},
    {"usagebased", "usage"},
    {"metered", "usage"},
    {"perseat", "seats"},
    {"peruser", "seats"},
    {"seat", "seats"},
    {"flatrate", "flat"},
    {"flatfee", "flat"},
    {"terminate", "cancel"},
    {"renew", "keep"},
    {"live", "active"},
    {"inuse", "active"},
    {"archived", "retired"},
    {"decommissioned", "retired"},
    {"employee", "internal"},
    {"techdebt", "debt"},
    {"technicaldebt", "debt"},
    {"critical", "high"},
    {"humanintheloop", "approve"},
    {"statistics", "analytics"},
    {"january", "jan"},
    {"february", "feb"},
    {"march", "mar"},
    {"april", "apr"},
    {"june", "jun"},
    {"july", "jul"},
    {"august", "aug"},
    {"september", "sep"},
    {"sept", "sep"},
    {"october", "oct"},
    {"november", "nov"},
    {"december", "dec"},
};

/// What people mean by words that are near to others, which say the opposite.
struct Hint {
  std::string_view written, meant;
};
constexpr Hint hints[] = {{"inactive", "retired"},      {"external", "agency"},
                          {"deactivated", "retired"},   {"disabled", "paused"},
                          {"onhold", "paused"},         {"deprecated", "retired"},
                          {"cancelled", "retired"},     {"canceled", "retired"},
                          {"trial", "planned"},         {"ads", "marketing"},
                          {"advertising", "marketing"}, {"adstorage", "marketing"},
                          {"necessary", "exempt"},      {"strictlynecessary", "exempt"},
                          {"autonomous", "act"},        {"copilot", "suggest"},
                          {"freelancer", "agency"},     {"contractor", "agency"}};

}  // namespace

std::size_t meant_choice(Text text, std::span<const std::string_view> words) {
  if (text.size() > 20) return words.size();
  const auto place_of = [&](std::string_view folded) {
    return static_cast<std::size_t>(
        std::find_if(words.begin(), words.end(), [&](std::string_view word) { return folded_name(word) == folded; }) - words.begin());
  };
  const std::string folded = folded_name(text);
  if (const std::size_t at = place_of(folded); at < words.size()) return at;
  const auto known = std::find_if(std::begin(synonyms), std::end(synonyms), [&](const Synonym& one) { return one.written == folded; });
  return known == std::end(synonyms) ? words.size() : place_of(folded_name(known->word));
}

std::string hint_for(Text text, std::span<const std::string_view> words) {
  const std::string folded = folded_name(text);
  for (const Hint& hint : hints) {
    const bool known = std::find(words.begin(), words.end(), hint.meant) != words.end();
    if (hint.written == folded && known) return fmt::format("; did you mean `{}`?", hint.meant);
    if (hint.written == folded) return "";
  }
  const auto near = nearest(text, words);
  if (!near) return "";
  const std::string word = folded_name(*near);
  for (const std::string_view prefix : {"in", "un", "non", "not", "no", "bi", "semi", "dis", "ex", "de", "anti", "multi", "fort", "half"}) {
    if (folded == std::string(prefix) + word || word == std::string(prefix) + folded) return "";
  }
  return did_you_mean(text, words);
}

}  // namespace stackdrag
