// What packs hold, and how they are read; for the packs themselves and their tests.
#pragma once

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

namespace stackdrag {

/// The owner of every host whose rows were read, by the host in lower case.
using HostTable = std::unordered_map<std::string, HostOwner>;

/// What a channel asks for, made ready.
struct ChannelTest {
  std::optional<std::size_t> sites;       ///< by index
  std::shared_ptr<const Pattern> medium;  ///< null if it has none; channels with the same expression share it
};

struct Packs::Contents {
  PackTables tables;
  HostTable hosts;

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

  /// The hosts of the postponed packs, over which all others are laid. Reads them at the first call.
  const HostTable& postponed_hosts() const;
  std::vector<PackText> postponed;

  Sources sources;  ///< keep the texts that the facts point into
  Inventory lists;  ///< keeps the lists; no item is ever put in

 private:
  mutable std::once_flag postponed_once_;
  mutable std::shared_ptr<const Contents> postponed_contents_;
};

struct ReadPacks {
  Packs packs;
  std::vector<Problem> problems;
  std::shared_ptr<const Packs::Contents> contents;  ///< of the packs
};

/// Reads packs in their order; a later row takes the place of an earlier one with its id. What a later pack says of a host counts;
/// postponed packs come before all others in this.
ReadPacks read_packs(const std::vector<PackText>& texts);

/// Builds the tables that make looking up quick. Problems are in patterns and in names of what is not there.
void index(Packs::Contents& contents, std::vector<Problem>& problems);

}  // namespace stackdrag
