// The contents of packs and how they are read; only for the packs themselves and their tests.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "packs/pack_text.h"
#include "stackdrag/packs.h"
#include "stackdrag/pattern.h"
#include "stackdrag/vocabulary.h"

namespace stackdrag {

/// Owners by host, in lower case.
using HostTable = std::unordered_map<std::string, HostOwner>;

/// The conditions of a channel, prepared for matching.
struct ChannelTest {
  std::optional<std::size_t> sites;       ///< index of the `Sites` row
  std::shared_ptr<const Pattern> medium;  ///< null if there is none; channels with the same expression share it
};

struct Packs::Contents {
  PackTables tables;
  HostTable hosts;
  Vocabulary own_vocabulary;  ///< of packs that are not postponed

  template <class Row>
  const std::vector<Row>& rows() const {
    return std::get<PackTable<Row>>(tables).rows;
  }

  ByFoldedName<std::vector<std::size_t>> apis_by_tool;
  std::vector<std::pair<Pattern, std::size_t>> products_by_account;
  ByFoldedName<std::vector<std::size_t>> auth_methods_by_tool;
  std::unordered_map<std::string, std::size_t> sites_by_source;     ///< the source in lower case
  std::vector<ChannelTest> channel_tests;                           ///< by index of the channel
  std::array<ByFoldedName<std::size_t>, 3> utm_spellings_by_alias;  ///< of sources, media and campaigns; by alias only

  /// The hosts of the postponed packs; hosts of all other packs take precedence. The first call reads them.
  const HostTable& postponed_hosts() const;
  /// The vocabulary of the postponed packs under that of all others. The first call reads it.
  const Vocabulary& whole_vocabulary() const;
  std::vector<PackText> postponed;

  Sources sources;  ///< own the texts that the facts point into
  Inventory lists;  ///< owns the lists; never holds an item

 private:
  /// The contents of the packs that were postponed until now.
  std::shared_ptr<Contents> read_postponed(ReadAt at) const;

  mutable std::once_flag hosts_once_, vocabulary_once_;
  mutable std::shared_ptr<Contents> host_contents_, vocabulary_contents_;
};

struct ReadPacks {
  Packs packs;
  std::vector<Problem> problems;
  std::shared_ptr<const Packs::Contents> contents;  ///< what `packs` refers to
};

/// Reads packs in their order; a row replaces an earlier one with the same id. For hosts the last pack wins, with postponed packs counted
/// as the first.
ReadPacks read_packs(const std::vector<PackText>& texts);

/// Inserts a row at its place by id; replaces a row with the same id.
template <class Row>
void lay_over(std::vector<Row>& rows, const Row& row) {
  const auto place = std::lower_bound(rows.begin(), rows.end(), *row.id, [](const Row& r, Text wanted) { return *r.id < wanted; });
  if (place != rows.end() && *place->id == *row.id) {
    *place = row;
  } else {
    rows.insert(place, row);
  }
}

/// Problems are patterns that do not compile, and those that do not find in their own example what they promise.
void check(const Vocabulary& vocabulary, std::vector<Problem>& problems);

/// Builds the lookup tables. Problems are patterns that do not compile and references to missing rows.
void index(Packs::Contents& contents, std::vector<Problem>& problems);

}  // namespace stackdrag
