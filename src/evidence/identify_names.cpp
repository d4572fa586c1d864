// Names: what templates, tags and the steps of automations are called.
#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "evidence/identify_tables.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// The longest phrase in a name that the vocabulary knows; null if there is none.
const Word* longest_phrase(const Identify::Tables& tables, const std::vector<std::string>& words) {
  const Word* best = nullptr;
  std::size_t most = 0;
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::string phrase;
    for (std::size_t count = 1; count <= tables.most_words && first + count <= words.size(); ++count) {
      phrase += (count == 1 ? "" : " ") + words[first + count - 1];
      const auto found = tables.words.find(phrase);
      if (found == tables.words.end() || found->second.means == TemplateMeaning::nothing || phrase.size() <= most) continue;
      best = &found->second, most = phrase.size();
    }
  }
  return best;
}

/// The words of a name as they stand. `words_of` parts `HubSpot` as well, so names are tried in both ways.
std::vector<std::string> plain_words(Text name) {
  std::vector<std::string> words(1);
  for (const char c : lower_case(name)) {
    if (is_letter(c) || is_digit(c))
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

const Word* word_in(const Identify::Tables& tables, Text name) {
  if (const Word* const plain = longest_phrase(tables, plain_words(name))) return plain;
  return longest_phrase(tables, words_of(name));
}

Sender sender_of(const Word& word) {
  if (word.vendor.empty()) return {Sender::Is::helper, {}, {}};
  return {Sender::Is::vendor, word.vendor, {}};
}

/// The first of an engine's types of step that a name may mean: itself, then without what says that it starts or serves an agent.
const StepNames* step_named(const std::unordered_map<std::string, const StepNames*>& steps, std::string folded) {
  for (;;) {
    if (const auto found = steps.find(folded); found != steps.end()) return found->second;
    if (folded.size() > 7 && folded.ends_with("trigger"))
      folded.resize(folded.size() - 7);
    else if (folded.size() > 4 && folded.ends_with("tool"))
      folded.resize(folded.size() - 4);
    else
      return nullptr;
  }
}

/// An app of Zapier without `CLIAPI@1.2.3` and the like.
Text app_of_zapier(Text api) {
  api = api.substr(0, api.find('@'));
  for (const Text end : {"CLIAPI", "DevAPI", "API"}) {
    if (api.size() > end.size() && api.ends_with(end)) return api.substr(0, api.size() - end.size());
  }
  return api;
}

/// `GoogleSheets` of `GoogleSheetsV2`.
Text without_version(Text app) {
  const auto v = app.find_last_not_of("0123456789");
  return v != Text::npos && v > 0 && v + 1 < app.size() && app[v] == 'V' ? app.substr(0, v) : app;
}

}  // namespace

std::string phrase_of(Text name) {
  std::string phrase;
  for (const std::string& word : plain_words(name)) phrase += (phrase.empty() ? "" : " ") + word;
  return phrase;
}

std::string as_id(Text name) {
  std::string id = phrase_of(name);
  std::replace(id.begin(), id.end(), ' ', '-');
  return id;
}

Sender Identify::custom_template(Text owner, Text name) const {
  const auto publisher = tables_->owners.find(lower_case(owner));
  const TemplateName* const published = publisher == tables_->owners.end() ? nullptr : publisher->second;
  if (published != nullptr && published->vendor) return {Sender::Is::vendor, std::string(*published->vendor), {}};
  // Some templates are named after the account that they load.
  if (Sender named = tables_->with_account({}, name); named.is == Sender::Is::vendor) return named;
  if (const Word* const word = word_in(*tables_, name)) return sender_of(*word);
  return {published != nullptr ? Sender::Is::helper : Sender::Is::unknown, {}, {}};
}

std::string Identify::vendor_in(Text name) const {
  const Word* const word = word_in(*tables_, name);
  return word == nullptr ? std::string() : word->vendor;
}

Step Identify::step(Text engine, Text type) const {
  const std::size_t number = engine == "n8n" ? 0 : engine == "make" ? 1 : 2;
  Text app = number == 0 ? type.substr(type.rfind('.') + 1) : number == 1 ? type.substr(0, type.find(':')) : app_of_zapier(type);
  const auto& steps = tables_->steps[number];
  const StepNames* row = step_named(steps, folded_name(app));
  if (row == nullptr && number == 2) row = step_named(steps, folded_name(app = without_version(app)));
  if (row != nullptr) {
    const StepMeaning means = row->means ? *row->means : StepMeaning::tool;
    const bool names_tool = means == StepMeaning::tool || means == StepMeaning::model;
    return {means, names_tool ? std::string(row->tool ? *row->tool : *row->id) : std::string(), row->does ? *row->does : Text{}, row->acts};
  }
  std::string words;
  for (const std::string& word : words_of(app)) words += (words.empty() ? "" : "-") + word;
  const Vendor* const vendor = tables_->packs->find<Vendor>(words);
  return {StepMeaning::tool, vendor != nullptr ? std::string(*vendor->id) : as_id(words), {}, {}};
}

Step Identify::request(Text url) const {
  // A tool may be one of several of its vendor: SendGrid is Twilio's.
  const auto owner = tables_->packs->host(host_of(url).first);
  return {StepMeaning::request, owner ? tables_->tool_of_owner(owner->owner) : std::string(), {}, {}};
}

}  // namespace stackdrag
