// Runs every rule on its own examples and its fixture, and tests the catalogue itself.
#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "catch.h"
#include "fixture.h"
#include "stackdrag/catalogue.h"
#include "stackdrag/fields.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

std::string source_path(const Rule& rule) {
  std::string name(rule.id);
  std::replace(name.begin(), name.end(), '-', '_');
  return fmt::format("{}/src/rules/{}/{}.cpp", source_dir(), rule.family, name);
}

std::size_t findings_on(const Rule& rule, std::string_view example) {
  const Outcome outcome = audit_text(std::string(example));
  REQUIRE(outcome.report);
  for (const ReportedProblem& problem : outcome.report->problems) FAIL(rule.id << ": its example has a mistake: " << problem.message);
  return static_cast<std::size_t>(std::count_if(outcome.report->findings.begin(), outcome.report->findings.end(),
                                                [&](const ReportedFinding& f) { return f.rule->id == rule.id; }));
}

}  // namespace

TEST_CASE("each rule flags its flagged example and not its clean one") {
  for (const Rule& rule : built_in_catalogue().rules) {
    INFO(rule.id);
    CHECK(findings_on(rule, rule.flagged) >= 1);
    CHECK(findings_on(rule, rule.clean) == 0);
  }
}

TEST_CASE("each rule flags exactly the marked lines of its fixture") {
  std::vector<std::string> missing;
  for (const Rule& rule : built_in_catalogue().rules) {
    std::size_t flagged = 0;
    std::size_t silent = 0;
    for (const Case& one : cases_of(rule)) {
      INFO(fixture_path(rule) << ":" << one.line << "\n" << one.text);
      CHECK(difference(one.expected, found_in(one.text, rule.id)) == "");
      ++(one.expected.findings.empty() ? silent : flagged);
    }
    if (flagged == 0) missing.push_back(fixture_path(rule) + " needs a case with a flagged line, marked with `#!`");
    if (silent == 0) missing.push_back(fixture_path(rule) + " needs a silent case: one without `#!`, after a line of `---`");
  }
  CHECK(missing == std::vector<std::string>());
}

TEST_CASE("the catalogue is well formed") {
  std::set<std::string_view> seen;
  for (const Rule& rule : built_in_catalogue().rules) {
    INFO(rule.id);
    CHECK(seen.insert(rule.id).second);
    CHECK(std::all_of(rule.id.begin(), rule.id.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; }));
    CHECK(std::filesystem::exists(source_path(rule)));
    CHECK(std::filesystem::exists(fixture_path(rule)));
    CHECK((rule.effort > 0) != rule.gathers);
    CHECK(rule.carry >= 0);
    CHECK(rule.worst.value_or(rule.severity) >= rule.severity);
    for (const std::string_view sentence : {rule.when, rule.why, rule.fix}) {
      CHECK(sentence.ends_with('.'));
      CHECK((sentence.front() >= 'A' && sentence.front() <= 'Z'));
    }
    CHECK_FALSE(rule.title.ends_with('.'));
  }
}

TEST_CASE("a rule says what marketing gets and when it is done, briefly and as no other rule does") {
  std::set<std::string> seen;
  const std::string schema = inventory_schema();
  for (const Rule& rule : built_in_catalogue().rules) {
    for (const std::string& text : {rule.gets, rule.done}) {
      INFO(rule.id << ": " << text);
      CHECK(seen.insert(text).second);
      const std::string shown = with_options(text, rule);
      CHECK(shown.size() > 20);
      CHECK(shown.size() <= 120);
      CHECK(shown.ends_with('.'));
      CHECK(((shown.front() >= 'A' && shown.front() <= 'Z') || shown.front() == '`'));
      // What stands in braces is an option of the rule.
      CHECK(shown.find_first_of("{}") == std::string::npos);
      // What stands in backticks can be written or run: a field, with a value or without, or a command.
      for (std::string_view rest = text; rest.find('`') != std::string_view::npos;) {
        rest.remove_prefix(rest.find('`') + 1);
        const std::string_view quoted = rest.substr(0, rest.find('`'));
        rest.remove_prefix(std::min(rest.size(), quoted.size() + 1));
        const std::string_view name = quoted.substr(0, quoted.find(':'));
        CHECK((quoted.starts_with("stackdrag ") || quoted == "none" || schema.find(fmt::format("\"{}\":", name)) != std::string::npos));
      }
    }
  }
}

TEST_CASE("options in the text of a rule are told with their values") {
  const Rule* rule = built_in_catalogue().find("data-quality-breach");
  REQUIRE(rule != nullptr);
  CHECK(with_options("{completeness} and {duplicates}", *rule) == "90 % and 5 %");
  CHECK(with_options("{completeness} and {duplicates}", *rule, std::vector<double>{0.8, 0.01}) == "80 % and 1 %");
  CHECK(words_of({"limit", "tools", 1, ""}, 1) == "1 tool");
  CHECK(words_of({"limit", "ms", 1, ""}, 1) == "1 ms");
}

TEST_CASE("every threshold is an option with a name, a unit and a meaning") {
  for (const Rule& rule : built_in_catalogue().rules) {
    std::set<std::string_view> names;
    for (const Option& option : rule.options) {
      INFO(rule.id << " " << option.name);
      CHECK(names.insert(option.name).second);
      CHECK_FALSE(option.unit.empty());
      CHECK(option.description.size() > 10);
      CHECK_FALSE(option.description.ends_with('.'));
      if (!option.limit.empty()) CHECK(find_field(Kind::limits, option.limit) != nullptr);
    }
  }
}

TEST_CASE("messages say what is there: lower case, no full stop, no scolding") {
  for (const Rule& rule : built_in_catalogue().rules) {
    const Outcome outcome = audit_text(std::string(rule.flagged));
    REQUIRE(outcome.report);
    for (const ReportedFinding& finding : outcome.report->findings) {
      INFO(finding.message);
      CHECK_FALSE((finding.message.front() >= 'A' && finding.message.front() <= 'Z'));
      CHECK_FALSE(finding.message.ends_with('.'));
      CHECK(finding.message.find("invalid") == std::string::npos);
      CHECK(finding.message.find("not allowed") == std::string::npos);
      CHECK(finding.location.line >= 1);
    }
    for (const ReportedUnknown& unknown : outcome.report->unknown) {
      const auto kind = kind_named(unknown.item.substr(0, unknown.item.find('/')));
      REQUIRE(kind);
      for (const std::string_view field : unknown.fields) CHECK(find_field(*kind, field) != nullptr);
    }
  }
}

TEST_CASE("every finding says what to do about it") {
  for (const Rule& rule : built_in_catalogue().rules) {
    const Outcome outcome = audit_text(std::string(rule.flagged));
    REQUIRE(outcome.report);
    for (const Action& action : outcome.report->actions) {
      INFO(rule.id << ": " << action.text);
      CHECK(action.text.find("{}") == std::string::npos);
      CHECK((action.text.front() >= 'a' && action.text.front() <= 'z'));
      // Items are named as they are, whether the action is about them or they only belong to it; fields stand in backticks.
      for (std::string_view rest = action.text; rest.find('`') != std::string_view::npos;) {
        rest.remove_prefix(rest.find('`') + 1);
        const std::string_view name = rest.substr(0, rest.find('`'));
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
        bool is_field = false;
        for (std::size_t kind = 0; kind < kind_count; ++kind) is_field |= find_field(static_cast<Kind>(kind), name) != nullptr;
        CHECK(is_field);
      }
    }
  }
}

TEST_CASE("folding names rules that exist or are to come, and has no cycles") {
  for (const Fold& fold : built_in_catalogue().folds) {
    CHECK(fold.parent != fold.child);
    std::set<std::string_view> above{fold.child};
    std::vector<std::string_view> next{fold.parent};
    while (!next.empty()) {
      const std::string_view rule = next.back();
      next.pop_back();
      REQUIRE(above.count(rule) == 0);
      for (const Fold& up : built_in_catalogue().folds) {
        if (up.child == rule) next.push_back(up.parent);
      }
    }
  }
}
