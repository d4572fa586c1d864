// The vocabulary, prepared for lookups; only for the sources that implement `Identify`.
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stackdrag/identify.h"
#include "stackdrag/pattern.h"

namespace stackdrag {

/// A row and its pattern.
template <class Row>
struct Compiled {
  const Row* row;
  Pattern pattern;
};

/// What a word or phrase in a name says; an empty vendor is a helper.
struct Word {
  TemplateMeaning means = TemplateMeaning::pixel;
  std::string vendor;
};

struct Identify::Tables {
  const Packs* packs;
  std::unordered_map<Text, const TagType*> tags;
  std::unordered_map<std::string, const TemplateName*> owners;  ///< by account of the gallery, in lower case
  std::unordered_map<std::string, Word> words;                  ///< by phrase, in lower case, words parted by single spaces
  std::size_t most_words = 1;                                   ///< in a phrase
  std::vector<Compiled<AccountPattern>> calls;
  std::vector<Compiled<AccountPattern>> addresses;
  std::unordered_map<Text, std::vector<std::size_t>> addresses_by_host;  ///< `*` for any host
  std::vector<Compiled<CookieName>> cookies;
  std::unordered_map<std::string, const StepNames*> steps[3];  ///< n8n, make, zapier; by folded type
  std::unordered_map<std::string, std::string> tools;          ///< of steps; by folded name, their own or that of an app
  std::unordered_map<Text, Pattern> identifiers;               ///< by id of the vendor
  std::vector<std::pair<Text, Pattern>> telltales;             ///< vendors by id
  std::unordered_map<const Product*, Text> product_names;      ///< what the vocabulary calls discontinued products

  std::string vendor_of_owner(Text owner) const;
  std::string tool_of_owner(Text owner) const;
  Sender with_account(Text vendor, Text value) const;
  Sender address(Text url, Text body) const;
};

/// The host of an address in lower case (`//cdn.acme.example/x` also has one), and where what follows it begins; an empty host if the text
/// is no address.
std::pair<std::string, std::size_t> host_of(Text url);

/// A name as an id: lower case, words parted by `-`.
std::string as_id(Text name);

/// The words of a name in lower case, parted by single spaces: `Meta_Pixel (v2)` is `meta pixel v2`.
std::string phrase_of(Text name);

/// Code without its comments; what stands in quotes stays.
std::string without_comments(Text code);

}  // namespace stackdrag
