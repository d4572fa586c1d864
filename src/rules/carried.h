// How an integration moves data from one tool to the other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rules/phrases.h"
#include "stackdrag/inventory.h"
#include "stackdrag/packs.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// The words of a `via` in lower case, without those that it denies. `BigQuery` is one, since the packs know it; `ExcelExport` is two.
inline std::vector<std::string> words_of_via(Text written, const Packs& packs) {
  const std::string via = without_denied(written);
  const auto is_known = [&](const std::string& word) {
    const std::vector<ViaWords>& rows = packs.rows<ViaWords>();
    return std::any_of(rows.begin(), rows.end(), [&](const ViaWords& row) {
      return std::any_of(row.words.begin(), row.words.end(), [&](const At<Text>& one) { return has_word(words_of(*one), word); });
    });
  };
  std::vector<std::string> words;
  const auto add = [&](std::string_view run) {
    const std::vector<std::string> parts = words_of(run);
    if (const std::string whole = lower_case(run); parts.size() > 1 && is_known(whole))
      words.push_back(whole);
    else
      words.insert(words.end(), parts.begin(), parts.end());
  };
  for (std::size_t begin = 0; begin < via.size();) {
    const std::size_t end = std::min(via.find_first_of(" -_,;:/.&+()", begin), via.size());
    add(std::string_view(via).substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// Whether one of the words is in the row.
inline bool names_one_of(const ViaWords& row, const std::vector<std::string>& words) {
  return std::any_of(row.words.begin(), row.words.end(), [&](const At<Text>& word) { return has_phrase(words, *word); });
}

/// Whether one of the words stands for people, or for programs, who move the data.
inline bool says_carrier(const std::vector<std::string>& words, Carrier carrier, const Packs& packs) {
  const std::vector<ViaWords>& rows = packs.rows<ViaWords>();
  return std::any_of(rows.begin(), rows.end(), [&](const ViaWords& row) { return *row.means == carrier && names_one_of(row, words); });
}

/// Whether people move the data: `manually`, `Excel export`, but not `nightly csv job`.
inline bool is_manual(Text via, const Packs& packs) {
  const std::vector<std::string> words = words_of_via(via, packs);
  return says_carrier(words, Carrier::people, packs) && !says_carrier(words, Carrier::programs, packs);
}

/// Whether people move the data of the integration. Nobody carries files every hour: then a program does, unless it is said to be by hand.
inline bool is_manual(const Integration& integration, const Packs& packs) {
  if (!integration.via || !is_manual(*integration.via, packs)) return false;
  constexpr int least_minutes = 4 * 60;
  const At<Every>& every = integration.every;
  if (!every || every->on_demand || every->period.minutes >= least_minutes) return true;
  const std::vector<std::string> words = words_of_via(*integration.via, packs);
  const std::vector<ViaWords>& rows = packs.rows<ViaWords>();
  return std::any_of(rows.begin(), rows.end(), [&](const ViaWords& row) { return *row.id == "hands" && names_one_of(row, words); });
}

/// Whether the integration calls no API: manual transfers, files and webhooks do not.
inline bool calls_no_api(const At<Text>& via, const Packs& packs) {
  if (!via) return false;
  const std::vector<std::string> words = words_of(without_denied(*via));
  return is_manual(*via, packs) || has_word(words, "sftp") || has_word(words, "webhook") || has_word(words, "webhooks");
}

}  // namespace stackdrag::rules
