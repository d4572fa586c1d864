// The baseline file: read strictly, and written so that a version control system can merge it line by line.
#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "triage/baseline_shape.h"

namespace stackdrag {

void RulesForm::read(StrictReader& in, View rules, std::string_view name, std::map<std::string, RecordedRule>& into) const {
  in.entries(rules, name, [&](View id, View values) {
    RecordedRule& rule = into[std::string(id.text())];
    in.entries(values, id.text(), [&](View option, View value) {
      if (option.text() == "version") return in.text(value, "version", rule.version);
      if (const auto number = in.number(value, option.text())) rule.options[std::string(option.text())] = *number;
    });
  });
}

void FindingsForm::read(StrictReader& in, View rows, std::string_view name, std::vector<RecordedFinding>& into) const {
  if (!rows.is_sequence()) return in.expected(rows, name, "a list");
  for (const View row : rows) {
    RecordedFinding finding{.at = row.at()};
    if (row.is_null() || !in.described(row, name, finding)) continue;
    if (finding.rule.empty() || finding.subject.empty())
      in.problem(row.at(), "a recorded finding needs `rule` and `subject`");
    else
      into.push_back(std::move(finding));
  }
}

namespace {

/// JSON on one line.
std::string in_a_row(const std::function<void(report::JsonWriter&)>& write) {
  std::string row = collected([&](Output& out) {
    report::JsonWriter json(out);
    write(json);
  });
  while (!row.empty() && row.back() == '\n') row.pop_back();
  return row;
}

std::string line_of(const RecordedFinding& finding) {
  return in_a_row([&](report::JsonWriter& json) {
           json.open_row('{');
           BaselineRow io(json);
           describe(io, finding);
           json.close('}');
         }) +
         ",";
}

std::string rule_line(const std::string& id, const RecordedRule& rule) {
  return report::json_text(id) + ": " + in_a_row([&](report::JsonWriter& json) {
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

bool looks_like_baseline(std::string_view text) {
  // `"stackdrag": "baseline"`, with any spaces that a formatter may have put there.
  constexpr std::string_view name = "stackdrag", mark = "baseline", between = "\"': \t\r\n";
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::string_view behind = text.substr(at + name.size());
    const std::size_t value = behind.find_first_not_of(between);
    if (value != behind.npos && behind.substr(0, value).find(':') != behind.npos && behind.substr(value).starts_with(mark)) return true;
  }
  return false;
}

ReadBaseline read_baseline(const Sources& sources) {
  const Document document = read_document(sources, 0);
  const Span start{sources.base(0), sources.base(0)};
  const bool is_empty = sources.text(0).find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (!is_empty && !looks_like_baseline(sources.text(0))) return {std::nullopt, {{"this is not a stackdrag baseline", start}}};
  if (document.problem) return {std::nullopt, {*document.problem}};
  StrictReader in;
  if (document.tree.empty()) return {std::nullopt, {{"this file is empty; a baseline was expected", start}}};
  const View root = document.tree.root();
  Baseline baseline;
  if (!root.is_mapping()) return {std::nullopt, {{"this is not a stackdrag baseline", root.at()}}};
  in.described(root, "baseline", baseline);
  for (const std::string_view needed : needed_in_a_baseline) {
    if (!root.find(needed)) in.problem(root.at(), fmt::format("a baseline needs `{}`; part of the file is missing", needed));
  }
  if (!in.problems.empty()) return {std::nullopt, std::move(in.problems)};
  std::stable_sort(baseline.findings.begin(), baseline.findings.end());
  return {std::move(baseline), {}};
}

namespace {

/// Writes the members of a baseline, each on a line of its own; rules and findings have a line each.
class BaselineLines {
 public:
  template <class T>
  using Of = const T;

  std::vector<std::string> lines{"{"};

  template <class T, class Form>
  void field(std::string_view name, const T& value, const Form& form) {
    lines.push_back(fmt::format("\"{}\": {},", name, in_a_row([&](report::JsonWriter& json) { form.write(json, value); })));
  }
  template <class T, class Form>
  void sparse(std::string_view name, const T& value, const Form& form) {
    if (value != T{}) field(name, value, form);
  }
  void field(std::string_view name, const std::map<std::string, RecordedRule>& rules, const RulesForm&) {
    lines.push_back(fmt::format("\"{}\": {{", name));
    for (const auto& [id, rule] : rules) lines.push_back(rule_line(id, rule));
    // JSON allows no comma after the last one; `Lines::replace` takes that into account.
    if (!rules.empty()) lines.back().pop_back();
    lines.emplace_back("},");
  }
  void field(std::string_view name, const std::vector<RecordedFinding>& findings, const FindingsForm&) {
    lines.push_back(fmt::format("\"{}\": [", name));
    for (const RecordedFinding& finding : findings) {
      lines.push_back(line_of(finding));
      lines.emplace_back();
    }
    lines.emplace_back("null]");
  }
};

}  // namespace

std::string baseline_text(const Baseline& baseline) {
  BaselineLines io;
  describe(io, baseline);
  io.lines.emplace_back("}");
  return joined(io.lines);
}

namespace {

/// The lines of a baseline file while it is edited.
class Lines {
 public:
  explicit Lines(std::string_view text) : lines_(lines_of(text)) {
    for (const std::string& line : lines_) ++counts_[line];
  }

  std::size_t count(const std::string& line) const {
    const auto found = counts_.find(line);
    return found == counts_.end() ? 0 : found->second;
  }
  /// Removes the lines of `had` that are not in `wanted`, and erases those that stay from `wanted`. Other lines are left alone.
  void keep(const std::multiset<std::string>& had, std::multiset<std::string>& wanted) {
    std::erase_if(lines_, [&](const std::string& line) {
      if (const auto found = wanted.find(line); found != wanted.end()) return wanted.erase(found), false;
      if (had.find(line) == had.end()) return false;
      --counts_[line];
      return true;
    });
  }
  /// False if the line is not there. A line that lacks only the comma counts as well, and stays without it.
  bool replace(const std::string& was, std::string now) {
    const auto place =
        std::find_if(lines_.begin(), lines_.end(), [&](const std::string& line) { return line == was || line + "," == was; });
    if (place == lines_.end()) return false;
    if (!place->ends_with(',')) now.pop_back();
    *place = std::move(now);
    return true;
  }
  /// Inserts a line, followed by an empty one, before a line that is there. An empty line that has lost its finding takes the new one.
  void insert(const std::string& line, const std::string& before) {
    ++counts_[line];
    const auto place = std::find(lines_.begin(), lines_.end(), before);
    const bool is_free =
        std::distance(lines_.begin(), place) >= 2 && (place - 1)->empty() && ((place - 2)->empty() || (place - 2)->ends_with('['));
    if (is_free) {
      lines_.insert(place - 1, line);
    } else {
      const auto at = lines_.insert(place, line);
      lines_.insert(at + 1, "");
    }
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

/// False if one of them has none, or the line is not as it was written.
bool edit_exports(Lines& lines, const KnownExports& before, const KnownExports& after) {
  const auto line_of = [](const KnownExports& exports) {
    BaselineLines io;
    io.sparse("exports", exports, DigestsForm{});
    return io.lines.back();
  };
  return before == after || (!before.empty() && !after.empty() && lines.replace(line_of(before), line_of(after)));
}

/// False if the rules are not on a line each.
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
  // If a formatter has changed the file, it is written afresh.
  const auto stands_alone = [&](const std::string& line) { return lines.count(line) == had.count(line); };
  if (!std::all_of(had.begin(), had.end(), stands_alone) || lines.count(end_of_findings) != 1) return baseline_text(after);
  lines.keep(had, wanted);
  if (!edit_rules(lines, before.made.rules, after.made.rules) || !edit_exports(lines, before.made.exports, after.made.exports))
    return baseline_text(after);
  // New findings go to their sorted place: from the last to the first, each before its successor.
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
