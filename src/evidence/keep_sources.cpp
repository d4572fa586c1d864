// Replaces sources by their newer selves. The ids are slots: tomorrow's visit takes the slot of the oldest, so that of the items which it
// sees again not a line changes.
#include "evidence/keep_sources.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t most_captures = 4;
constexpr std::size_t longest_name = 60;

/// A source of the file, or one that was read.
struct Candidate {
  ExportSource source;
  const Imported* read = nullptr;
};

/// What a source and its older self have in common.
using Identity = std::tuple<ExportKind, std::string, Choice, std::vector<std::string>>;
Identity identity_of(const ExportSource& source) {
  if (!is_capture(source)) return {source.kind, source.of, Choice::unsaid, {}};
  return {source.kind, source.of, source.choice, source.pages};
}

/// The newest last. A source without a day is older than any; the hash decides between those of one day, and not the order of the files.
bool is_older(const Candidate& a, const Candidate& b) {
  const auto rank = [](const Candidate& c) {
    return std::tuple(no_older_than(c.source), c.read != nullptr, std::string_view(c.source.sha256));
  };
  return rank(a) < rank(b);
}

/// Of several exports of one thing, the newest last, the one to keep.
Candidate newest_of(const std::vector<Candidate>& exports) {
  const Candidate *read = nullptr, *known = nullptr;
  for (const Candidate& candidate : exports) (candidate.read != nullptr ? read : known) = &candidate;
  if (read == nullptr || known == nullptr) return exports.back();
  return is_newer(read->source, known->source) ? *read : *known;
}

std::string base_id(const ExportSource& source) {
  std::string id(name_of(source.kind));
  std::string of = source.of;
  // "gtm-WZL8XZV", as the container says already what it is.
  if (lower_case(of).starts_with(id + "-")) of.erase(0, id.size() + 1);
  const auto add = [&](std::string_view word) {
    id += '-';
    for (const char c : word) {
      const bool is_part = is_letter(c) || is_digit(c) || c == '.' || c == '_';
      if (is_part)
        id += c;
      else if (id.back() != '-')
        id += '-';
    }
    while (id.ends_with('-')) id.pop_back();
  };
  add(of);
  if (is_capture(source)) {
    for (const std::string& page : source.pages) add(page);
    if (source.choice != Choice::unsaid) add(name_of(source.choice));
  }
  if (id.size() > longest_name) id.resize(longest_name);
  return id;
}

std::string free_id(const std::string& base, std::set<std::string>& taken) {
  std::string id = base;
  for (std::size_t number = 2; !taken.insert(id).second; ++number) id = base + "-" + std::to_string(number);
  return id;
}

/// Leaves the newest.
void keep_newest(std::vector<Candidate>& candidates) {
  if (candidates.empty()) return;
  std::sort(candidates.begin(), candidates.end(), is_older);
  // A file may be there under two names.
  const auto is_same = [](const Candidate& a, const Candidate& b) {
    return !a.source.sha256.empty() && a.source.sha256 == b.source.sha256;
  };
  candidates.erase(std::unique(candidates.begin(), candidates.end(), is_same), candidates.end());
  if (!is_capture(candidates.front().source))
    candidates = {newest_of(candidates)};
  else if (candidates.size() > most_captures)
    candidates.erase(candidates.begin(), candidates.end() - static_cast<std::ptrdiff_t>(most_captures));
}

}  // namespace

std::optional<Date> no_older_than(const ExportSource& source) {
  return source.day || !is_of_workflows(source) ? source.day : parse_date(source.version);
}

bool is_newer(const ExportSource& read, const ExportSource& known) {
  return (!read.day && !known.day) || no_older_than(read) >= no_older_than(known);
}

KeptSources keep_sources(const std::vector<ExportSource>& before, const std::vector<Imported>& imports, Days keep) {
  std::map<std::string_view, const ExportSource*> by_hash;
  for (const ExportSource& source : before) by_hash.emplace(source.sha256, &source);
  std::map<Identity, std::vector<Candidate>> groups;
  std::optional<Date> newest;
  const auto add = [&](const ExportSource& source, const Imported* read) {
    groups[identity_of(source)].push_back({source, read});
    newest = std::max(newest, source.day);
  };
  std::set<std::string_view> read_again;
  for (const Imported& import : imports) {
    ExportSource source = import.source;
    read_again.insert(import.source.sha256);
    const auto known = by_hash.find(source.sha256);
    if (known != by_hash.end() && identity_of(*known->second) == identity_of(source)) source.id = known->second->id;
    add(source, &import);
  }
  for (const ExportSource& source : before) {
    if (read_again.count(source.sha256) == 0) add(source, nullptr);
  }

  const auto is_too_old = [&](const Candidate& c) { return c.source.day && *newest - *c.source.day > keep; };
  std::set<std::string> taken;
  for (auto& [identity, candidates] : groups) {
    // First, so that what is dropped displaces nothing.
    std::erase_if(candidates, is_too_old);
    keep_newest(candidates);
    for (const Candidate& candidate : candidates) {
      if (!candidate.source.id.empty()) taken.insert(candidate.source.id);
    }
  }
  KeptSources kept;
  for (auto& [identity, candidates] : groups) {
    for (Candidate& candidate : candidates) {
      if (candidate.read == nullptr) {
        kept.before.push_back(candidate.source);
        continue;
      }
      if (candidate.source.id.empty()) candidate.source.id = free_id(base_id(candidate.source), taken);
      kept.read.push_back(candidate.read);
      kept.read_sources.push_back(std::move(candidate.source));
    }
  }
  return kept;
}

}  // namespace stackdrag::evidence
