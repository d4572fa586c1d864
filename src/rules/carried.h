// How an integration moves data from one tool to the other.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "stackdrag/inventory.h"
#include "stackdrag/packs.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// Whether one of the words stands for people, or for programs, who move the data.
inline bool says_carrier(const std::vector<std::string>& words, Carrier carrier, const Packs& packs) {
  const std::vector<ViaWords>& rows = packs.rows<ViaWords>();
  return std::any_of(rows.begin(), rows.end(), [&](const ViaWords& row) {
    return *row.means == carrier &&
           std::any_of(row.words.begin(), row.words.end(), [&](const At<Text>& word) { return has_word(words, *word); });
  });
}

/// Whether people move the data: `manually`, `Excel export`, but not `nightly csv job`.
inline bool is_manual(Text via, const Packs& packs) {
  const std::vector<std::string> words = words_of(via);
  return says_carrier(words, Carrier::people, packs) && !says_carrier(words, Carrier::programs, packs);
}

/// Whether the integration calls no API: manual transfers, files and webhooks do not.
inline bool calls_no_api(const At<Text>& via, const Packs& packs) {
  if (!via) return false;
  const std::vector<std::string> words = words_of(*via);
  return is_manual(*via, packs) || has_word(words, "sftp") || has_word(words, "webhook") || has_word(words, "webhooks");
}

}  // namespace stackdrag::rules
