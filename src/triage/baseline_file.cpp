// The file of a baseline: strict to read, and written so that a version control system can merge it line by line.
#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "document/strict.h"
#include "schema/json_writer.h"
#include "stackdrag/baseline.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr int schema_version = 1;

/// One of our versions: what is newer cannot be understood.
void read_version(StrictReader& in, View value, std::string_view name, int ours) {
  const auto theirs = in.whole(value, name);
  if (theirs && *theirs > ours)
    in.problem(value.at(), fmt::format("written by a newer stackdrag: `{}` is {}, and this one reads {}", name, *theirs, ours));
  else if (theirs && *theirs < 1)
    in.problem(value.at(), fmt::format("`{}`: there is no version {}", name, *theirs));
}

void read_finding(StrictReader& in, View row, std::vector<RecordedFinding>& into) {
  RecordedFinding finding{.at = row.at()};
  const bool is_mapping = in.entries(row, "findings", [&](View key, View value) {
    const std::string_view name = key.text();
    if (name == "rule") return in.text(value, name, finding.rule);
    if (name == "subject") return in.text(value, name, finding.subject);
    if (name == "key") return in.text(value, name, finding.key);
    if (name == "reason") return in.text(value, name, finding.reason);
    if (name == "band") return void(finding.band = in.whole(value, name));
    in.unknown(key, {"rule", "subject", "key", "band", "reason"});
  });
  if (!is_mapping) return;
  if (finding.rule.empty() || finding.subject.empty()) return in.problem(row.at(), "a recorded finding needs `rule` and `subject`");
  into.push_back(std::move(finding));
}

void read_rules(StrictReader& in, View rules, std::map<std::string, RecordedRule>& into) {
  in.entries(rules, "rules", [&](View id, View values) {
    RecordedRule& rule = into[std::string(id.text())];
    in.entries(values, id.text(), [&](View name, View value) {
      if (name.text() == "version") return in.text(value, "version", rule.version);
      if (const auto number = in.number(value, name.text())) rule.options[std::string(name.text())] = *number;
    });
  });
}

void read_key(StrictReader& in, View key, View value, Baseline& baseline) {
  const std::string_view name = key.text();
  Conditions& made = baseline.made;
  if (name == "stackdrag") {
    if (!value.is_scalar() || value.text() != "baseline") in.problem(value.at(), "this is no baseline of stackdrag");
  } else if (name == "schema_version") {
    read_version(in, value, name, schema_version);
  } else if (name == "fingerprint_version") {
    read_version(in, value, name, fingerprint_version);
  } else if (name == "version") {
    in.text(value, name, made.version);
  } else if (name == "model") {
    in.text(value, name, made.model);
  } else if (name == "as_of") {
    in.date(value, name, made.as_of);
  } else if (name == "profile") {
    if (const auto profile = in.choice(value, name, {"starter", "standard", "full"})) made.profile = static_cast<Profile>(*profile);
  } else if (name == "packs") {
    in.entries(value, name, [&](View pack, View digest) { in.text(digest, pack.text(), made.packs[std::string(pack.text())]); });
  } else if (name == "rules") {
    read_rules(in, value, made.rules);
  } else if (name == "findings") {
    if (!value.is_sequence()) return in.expected(value, name, "a list");
    for (const View row : value) {
      if (!row.is_null()) read_finding(in, row, baseline.findings);
    }
  } else {
    in.unknown(
        key, {"stackdrag", "schema_version", "fingerprint_version", "version", "model", "profile", "as_of", "packs", "rules", "findings"});
  }
}

/// Something in one line of JSON.
std::string in_a_row(const std::function<void(report::JsonWriter&)>& write) {
  std::string row = collected([&](Output& out) {
    report::JsonWriter json(out);
    write(json);
  });
  while (!row.empty() && row.back() == '\n') row.pop_back();
  return row;
}

std::string text_row(std::string_view text) {
  return in_a_row([&](report::JsonWriter& json) { json.text(text); });
}

std::string line_of(const RecordedFinding& finding) {
  return in_a_row([&](report::JsonWriter& json) {
           json.open_row('{');
           json.key("rule").text(finding.rule);
           json.key("subject").text(finding.subject);
           if (!finding.key.empty()) json.key("key").text(finding.key);
           if (finding.band) json.key("band").integer(*finding.band);
           if (!finding.reason.empty()) json.key("reason").text(finding.reason);
           json.close('}');
         }) +
         ",";
}

std::string rule_line(const std::string& id, const RecordedRule& rule) {
  return text_row(id) + ": " + in_a_row([&](report::JsonWriter& json) {
           json.open_row('{');
           json.key("version").text(rule.version);
           for (const auto& [name, value] : rule.options) json.key_of(name).number(value);
           json.close('}');
         }) +
         ",";
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace

ReadBaseline read_baseline(const Sources& sources) {
  const Document document = read_document(sources, 0);
  if (document.problem) return {std::nullopt, {*document.problem}};
  StrictReader in;
  const Span start{sources.base(0), sources.base(0)};
  if (document.tree.empty()) return {std::nullopt, {{"this file is empty; it should hold a baseline", start}}};
  const View root = document.tree.root();
  Baseline baseline;
  if (!root.is_mapping()) return {std::nullopt, {{"this is no baseline of stackdrag", root.at()}}};
  root.entries([&](View key, View value) { read_key(in, key, value, baseline); });
  for (const std::string_view needed : {"stackdrag", "schema_version", "fingerprint_version", "as_of", "profile", "rules", "findings"}) {
    if (!root.find(needed)) in.problem(root.at(), fmt::format("a baseline needs `{}`; a part of this one is missing", needed));
  }
  if (!in.problems.empty()) return {std::nullopt, std::move(in.problems)};
  std::stable_sort(baseline.findings.begin(), baseline.findings.end());
  return {std::move(baseline), {}};
}

std::string baseline_text(const Baseline& baseline) {
  const Conditions& made = baseline.made;
  std::vector<std::string> lines{
      "{",
      R"("stackdrag": "baseline",)",
      fmt::format(R"("schema_version": {},)", schema_version),
      fmt::format(R"("fingerprint_version": {},)", fingerprint_version),
      fmt::format(R"("version": {},)", text_row(made.version)),
      fmt::format(R"("model": {},)", text_row(made.model)),
      fmt::format(R"("profile": "{}",)", name_of(made.profile)),
      fmt::format(R"("as_of": "{}",)", made.as_of),
  };
  lines.push_back(R"("packs": )" + in_a_row([&](report::JsonWriter& json) {
                    json.open_row('{');
                    for (const auto& [name, digest] : made.packs) json.key_of(name).text(digest);
                    json.close('}');
                  }) +
                  ",");
  lines.emplace_back(R"("rules": {)");
  for (const auto& [id, rule] : made.rules) lines.push_back(rule_line(id, rule));
  // Without a comma behind the last of them, the line before it would change when that one goes.
  if (!made.rules.empty()) lines.back().pop_back();
  lines.emplace_back("},");
  lines.emplace_back(R"("findings": [)");
  for (const RecordedFinding& finding : baseline.findings) {
    lines.push_back(line_of(finding));
    lines.emplace_back();
  }
  lines.emplace_back("null]");
  lines.emplace_back("}");
  return joined(lines);
}

namespace {

/// The lines of a baseline's file while it is edited.
class Lines {
 public:
  explicit Lines(std::string_view text) : lines_(lines_of(text)) {
    for (const std::string& line : lines_) ++counts_[line];
  }

  std::size_t count(const std::string& line) const {
    const auto found = counts_.find(line);
    return found == counts_.end() ? 0 : found->second;
  }
  /// Takes out those of `had` that are not wanted any more, and takes those that stay from `wanted`. Other lines stay where they are.
  void keep(const std::multiset<std::string>& had, std::multiset<std::string>& wanted) {
    std::erase_if(lines_, [&](const std::string& line) {
      if (const auto found = wanted.find(line); found != wanted.end()) return wanted.erase(found), false;
      if (had.find(line) == had.end()) return false;
      --counts_[line];
      return true;
    });
  }
  /// False if the line is not there. A line without its comma counts as that line, and keeps none.
  bool replace(const std::string& was, std::string now) {
    const auto place =
        std::find_if(lines_.begin(), lines_.end(), [&](const std::string& line) { return line == was || line + "," == was; });
    if (place == lines_.end()) return false;
    if (!place->ends_with(',')) now.pop_back();
    *place = std::move(now);
    return true;
  }
  /// Puts a line, and an empty one behind it, in front of another that is there.
  void insert(const std::string& line, const std::string& before) {
    const auto at = lines_.insert(std::find(lines_.begin(), lines_.end(), before), line);
    lines_.insert(at + 1, "");
    ++counts_[line];
  }
  std::string text() const { return joined(lines_); }

 private:
  std::vector<std::string> lines_;
  std::unordered_map<std::string, std::size_t> counts_;
};

std::multiset<std::string> lines_of(const std::vector<RecordedFinding>& findings) {
  std::multiset<std::string> lines;
  for (const RecordedFinding& finding : findings) lines.insert(line_of(finding));
  return lines;
}

constexpr const char* end_of_findings = "null]";

/// False if the rules do not stand one in a line.
bool edit_rules(Lines& lines, const std::map<std::string, RecordedRule>& before, const std::map<std::string, RecordedRule>& after) {
  return std::all_of(after.begin(), after.end(), [&](const auto& rule) {
    const auto known = before.find(rule.first);
    if (known == before.end()) return false;
    return known->second == rule.second || lines.replace(rule_line(rule.first, known->second), rule_line(rule.first, rule.second));
  });
}

}  // namespace

std::string edited_baseline(std::string_view old, const Baseline& before, const Baseline& after) {
  Lines lines(old);
  std::multiset<std::string> wanted = lines_of(after.findings);
  const std::multiset<std::string> had = lines_of(before.findings);
  // Somebody's formatter may have been at it; then the file is written anew.
  const auto stands_alone = [&](const std::string& line) { return lines.count(line) == had.count(line); };
  if (!std::all_of(had.begin(), had.end(), stands_alone) || lines.count(end_of_findings) != 1) return baseline_text(after);
  lines.keep(had, wanted);
  if (!edit_rules(lines, before.made.rules, after.made.rules)) return baseline_text(after);
  // What is new goes where it belongs by the alphabet: from the end, each in front of the one behind it.
  std::string next = end_of_findings;
  for (auto finding = after.findings.rbegin(); finding != after.findings.rend(); ++finding) {
    const std::string line = line_of(*finding);
    if (const auto missing = wanted.find(line); missing != wanted.end()) {
      lines.insert(line, next);
      wanted.erase(missing);
    }
    next = line;
  }
  return lines.text();
}

}  // namespace stackdrag
