// What a UTM value stands for, by the convention, by the packs, or as the address of a site.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "rules/naming/lookback.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

/// How many campaigns that the reports still show use the value.
inline std::size_t uses_of(const UtmValue& value, const Context& in) {
  return static_cast<std::size_t>(
      std::count_if(value.uses.begin(), value.uses.end(), [&](const UtmValue::Use& use) { return still_reported(*use.campaign, in); }));
}

/// What people call a site by: `capterra` of `www.capterra.com`; empty if the text is no plain address. Other subdomains may be meant.
inline Text site_name(Text host) {
  constexpr std::array<Text, 31> ends = {"com", "net", "org", "co", "io", "ai", "app", "dev", "info", "biz", "me",
                                         "tv",  "eu",  "de",  "at", "ch", "fr", "it",  "es",  "pt",   "nl",  "be",
                                         "dk",  "se",  "no",  "fi", "pl", "ie", "us",  "ca",  "au"};
  constexpr std::array<Text, 4> british = {".co.uk", ".com.au", ".com.br", ".co.jp"};
  constexpr std::array<Text, 5> fronts = {"www.", "m.", "l.", "lm.", "mobile."};
  const auto* const front = std::find_if(fronts.begin(), fronts.end(), [&](Text f) { return host.starts_with(f); });
  if (front != fronts.end()) host.remove_prefix(front->size());
  const auto* const two = std::find_if(british.begin(), british.end(), [&](Text end) { return host.ends_with(end); });
  const std::size_t dot = two != british.end() ? host.size() - two->size() : host.rfind('.');
  if (dot == Text::npos || dot == 0) return {};
  const bool known = two != british.end() || std::find(ends.begin(), ends.end(), host.substr(dot + 1)) != ends.end();
  const Text name = host.substr(0, dot);
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
  return known && plain ? name : Text{};
}

/// What UTM values stand for. Folds the conventions once; `in` must outlive it.
class UtmMeanings {
 public:
  explicit UtmMeanings(const Context& in) : in_(&in) {
    for (const std::string_view field : {"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"}) {
      if (const Convention* const agreed = in.facts.convention(field)) add(field, *agreed);
    }
  }

  /// By the convention's aliases, else by the packs, else as a site, else itself. Folded.
  std::string of(const UtmValue& value) const {
    const std::string name = key(value.field, value.folded);
    if (const auto alias = aliases_.find(name); alias != aliases_.end()) return alias->second;
    // A value that the convention names stands for itself.
    if (agreed_.contains(name)) return value.folded;
    const auto by_packs = [&](Text written) { return folded_name(in_->packs.utm_alias(value.field, written)); };
    if (std::string meant = by_packs(value.folded); !meant.empty()) return meant;
    if (value.field != "utm_source") return value.folded;
    const std::string written = lower_case(*value.uses.front().value);
    const std::string site = folded_name(site_name(written));
    if (site.empty()) return value.folded;
    const std::string meant = by_packs(site);
    return meant.empty() ? site : meant;
  }
  /// The same for values of one field and one meaning.
  std::string key_of(const UtmValue& value) const { return key(value.field, of(value)); }

 private:
  static std::string key(std::string_view field, std::string_view folded) { return fmt::format("{} {}", field, folded); }

  void add(std::string_view field, const Convention& agreed) {
    for (const auto& [alias, meant] : agreed.aliases) {
      if (!meant) continue;
      aliases_.try_emplace(key(field, folded_name(*alias)), folded_name(*meant));
      agreed_.insert(key(field, folded_name(*meant)));
    }
    for (const At<Text>& name : agreed.allowed) {
      if (name) agreed_.insert(key(field, folded_name(*name)));
    }
  }

  const Context* in_;
  std::unordered_map<std::string, std::string> aliases_;  ///< by field and alias
  std::unordered_set<std::string> agreed_;                ///< field and name
};

}  // namespace stackdrag::rules
