// How an integration moves data from one tool to the other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stackdrag/inventory.h"
#include "stackdrag/packs.h"
#include "stackdrag/rule.h"
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

/// What a `via` says.
struct ViaSays {
  bool manual = false;  ///< people move the data: `manually`, `Excel export`, but not `nightly csv job`
  bool hands = false;   ///< it is moved by hand
  bool no_api = false;  ///< no API is called: manual transfers, files and webhooks call none
};

inline ViaSays read_via(Text via, const Packs& packs) {
  const std::vector<std::string> words = words_of_via(via, packs);
  const std::vector<ViaWords>& rows = packs.rows<ViaWords>();
  ViaSays says;
  says.manual = says_carrier(words, Carrier::people, packs) && !says_carrier(words, Carrier::programs, packs);
  says.hands = std::any_of(rows.begin(), rows.end(), [&](const ViaWords& row) { return *row.id == "hands" && names_one_of(row, words); });
  const std::vector<std::string> plain = words_of(without_denied(via));
  says.no_api = says.manual || has_word(plain, "sftp") || has_word(plain, "webhook") || has_word(plain, "webhooks");
  return says;
}

/// By the `via`. Many integrations have the same, so each is read once.
using Vias = std::unordered_map<Text, ViaSays>;

inline Vias vias_of(const Context& in) {
  Vias vias;
  for (const Integration& integration : in.inventory.integrations) {
    if (integration.via && !vias.contains(*integration.via)) vias.emplace(*integration.via, read_via(*integration.via, in.packs));
  }
  return vias;
}

/// Whether people move the data of the integration. Nobody carries files every hour: then a program does, unless it is said to be by hand.
inline bool is_manual(const Integration& integration, const Vias& vias) {
  if (!integration.via) return false;
  const ViaSays& says = vias.at(*integration.via);
  constexpr int least_minutes = 4 * 60;
  const At<Every>& every = integration.every;
  return says.manual && (says.hands || !every || every->on_demand || every->period.minutes >= least_minutes);
}

/// Whether the integration calls no API.
inline bool calls_no_api(const Integration& integration, const Vias& vias) { return integration.via && vias.at(*integration.via).no_api; }

}  // namespace stackdrag::rules
