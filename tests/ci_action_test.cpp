// The actions for GitHub workflows: what they log, publish and put out, run as the runner runs a step.
#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "attacks.h"
#include "catch.h"
#include "ci_repository.h"
#include "stackdrag/formats.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

/// Rendered as GitHub does.
std::string rendered(const Repository& repository, const std::string& markdown) {
  repository.write("../temp/to-render.md", markdown);
  const Ran ran = repository.ran("cmark-gfm --unsafe -e table -e autolink -e strikethrough -e tagfilter ../temp/to-render.md");
  REQUIRE(ran.exit == 0);
  return ran.out;
}

/// Nothing in the log, the summary or the outputs does what a text of the inventory says.
void check_harmless(const Repository& repository, const Step& ran, int exit) {
  INFO(ran.log);
  CHECK(ran.exit == exit);
  const std::vector<std::string> commands = ran.commands();
  CHECK(commands.size() >= (exit == 2 ? 20 : 8));
  const std::vector<std::string> ours{"::group::The report",
                                      "::endgroup::",
                                      "::error title=stackdrag::",
                                      "::error file=stack/stack.yaml,line=",
                                      "::warning file=stack/stack.yaml,line=",
                                      "::notice file=stack/stack.yaml,line="};
  for (const std::string& command : commands) {
    INFO(command);
    CHECK(std::any_of(ours.begin(), ours.end(), [&](const std::string& one) { return command.starts_with(one); }));
    CHECK_FALSE(says(command, "##["));
  }
  const std::string html = rendered(repository, ran.summary);
  for (const std::string acting : {"<script", "<img", "href=", "\x1b"}) CHECK_FALSE(says(html, acting));
  CHECK(std::count(ran.outputs.begin(), ran.outputs.end(), '\n') == (exit == 2 ? 1 : 7));
}

}  // namespace

TEST_CASE("the actions are what GitHub takes: every input is used, every output set, and no expression gets into a shell") {
  const std::string both = fmt::format("'{0}/audit/action.yml' '{0}/build/action.yml'", action(""));
  const Ran checked = python("actions.py check " + both);
  INFO(checked.out << checked.err);
  CHECK(checked.exit == 0);
  const Ran used = python(fmt::format("actions.py uses '{}' {}", ci_page(), both));
  INFO(used.out << used.err);
  CHECK(used.exit == 0);
  const std::string page = read_text(ci_page());
  for (const std::string& name : lines_of(python("actions.py names '" + action("audit/action.yml") + "'").out)) {
    INFO(name);
    CHECK(says(page, "`" + name.substr(name.find(' ') + 1) + "`"));
  }

  // The check itself notices what it is there for.
  const std::string folder = fresh_folder("action"), text = read_text(action("audit/action.yml"));
  std::filesystem::copy(action("audit/audit.sh"), folder + "/audit.sh");
  const std::vector<std::pair<std::string, std::string>> mistakes{{"audit.sh\"", "audit.sh\" '${{ inputs.paths }}'"},
                                                                  {"inputs.baseline", "inputs.base"},
                                                                  {"STACKDRAG_FAIL_ON: ", "STACKDRAG_FAIL: "},
                                                                  {"outputs.grade", "outputs.mark"},
                                                                  {"shell: bash", "shell: sh"},
                                                                  {"steps.audit.outputs.drag }", "steps.x.outputs.drag }"},
                                                                  {"default: markdown", "default: brief"},
                                                                  {"using: composite", "using: node20"}};
  for (const auto& [good, bad] : mistakes) {
    INFO(bad);
    std::string wrong = text;
    wrong.replace(wrong.find(good), good.size(), bad);
    write_text(folder + "/action.yml", wrong);
    CHECK(python("actions.py check '" + folder + "/action.yml'").exit == 1);
  }
  write_text(folder + "/ci.md",
             "\n```yaml\n# .github/workflows/x.yml\njobs: {a: {steps: [{uses: "
             "OWNER/stackdrag/.github/actions/audit@0000000000000000000000000000000000000000, with: {nope: 1}}]}}\n```\n");
  CHECK(python(fmt::format("actions.py uses '{}/ci.md' {}", folder, both)).exit == 1);
}

TEST_CASE("the action publishes what is whole, and fails last") {
  Repository repository;
  const Step good = audit_step(repository);
  INFO(good.log);
  CHECK(good.exit == 0);
  CHECK(good.output("exit-code") == "0");
  CHECK(good.output("new-findings") == "0");
  CHECK(good.output("grade") == "F");
  // An input that a workflow leaves empty is as if it did not name it.
  const Step empty = audit_step(repository, "STACKDRAG_SUMMARY= STACKDRAG_PROGRAM=");
  CHECK(empty.exit == 0);
  CHECK(empty.summary == good.summary);

  repository.add_debt();
  const Step failed = audit_step(repository, "STACKDRAG_FORMATS='sarif junit, html'");
  INFO(failed.log);
  CHECK(failed.exit == 1);
  CHECK(failed.output("exit-code") == "1");
  CHECK(std::stoi(failed.output("new-findings")) > 0);
  CHECK(says(failed.log, "::group::The report\n"));
  CHECK(says(failed.log, "::error file=stack/stack.yaml,line="));
  CHECK(says(failed.summary, "newtool"));
  CHECK(failed.summary.size() < (1U << 20U));
  CHECK(failed.summary.starts_with("## Marketing drag " + failed.output("drag") + ", grade F"));
  const std::string report = failed.output("report");
  const json found = json::parse(read_text(report + "/stackdrag.json"));
  CHECK(failed.output("drag-low") == found["drag"]["low"].dump());
  CHECK(failed.output("drag-high") == found["drag"]["high"].dump());
  CHECK(says(read_text(report + "/stackdrag.xml"), "<testsuites "));
  CHECK(says(read_text(report + "/stackdrag.html"), "</html>"));
  CHECK(read_text(report + "/stackdrag.md") == failed.summary);
  // Waived findings are in the JSON report, but are not uploaded to code scanning.
  const json sarif = json::parse(read_text(report + "/stackdrag.sarif"));
  CHECK(sarif["runs"][0]["results"].size() > 30);
  CHECK(sarif["runs"][0]["results"].size() < found["findings"].size());
  for (const json& result : sarif["runs"][0]["results"]) CHECK(result["suppressions"].empty());

  repository.write("stack/stack.yaml", "version: 1\ntools: {a: {onwer: ana}}\n");
  const Step wrong = audit_step(repository);
  CHECK(wrong.exit == 2);
  CHECK(wrong.outputs == "exit-code=2\n");
  CHECK(says(wrong.log, "::error file=stack/stack.yaml,line=2,"));
  CHECK(says(wrong.summary, "\n    stack/stack.yaml:2:13: error: unknown field `onwer`; did you mean `owner`?\n"));
}

TEST_CASE("the action writes every format that there is, and names them all if one is not") {
  const Repository repository;
  std::set<std::string> names, files, told;
  std::string all;
  for (const Format& format : formats()) {
    if (std::string_view(format.name) == "github") continue;  // which it always writes: the annotations
    names.insert(std::string(format.name));
    all += std::string(format.name) + " ";
  }
  const Step ran = audit_step(repository, "STACKDRAG_FORMATS='" + all + "'");
  INFO(ran.log);
  CHECK(ran.exit == 0);
  for (const auto& file : std::filesystem::directory_iterator(ran.output("report"))) {
    CHECK(file.file_size() > 0);
    files.insert(file.path().filename().string());
  }
  CHECK(files.size() == names.size());

  const std::string log = audit_step(repository, "STACKDRAG_FORMATS=pdf").log, write = "write some of ";
  const std::size_t from = log.find(write);
  REQUIRE(from != std::string::npos);
  const std::string list = log.substr(from + write.size(), log.find('.', from) - from - write.size());
  for (std::size_t at = 0, end = 0; at < list.size(); at = end + 1) {
    end = std::min(list.find(' ', at), list.size());
    const std::string word = list.substr(at, list[end - 1] == ',' ? end - 1 - at : end - at);
    if (word != "and") told.insert(word);
  }
  CHECK(told == names);
}

TEST_CASE("the inputs of the action reach the program as they are") {
  Repository repository;
  repository.do_it(
      "mkdir 'my stack' && git mv stack/stack.yaml 'my stack/a b.yaml' && cp .stackdrag-baseline.json 'my base.json' && rm "
      ".stackdrag.yaml");
  repository.write("-x.yaml", "version: 1\n");
  const std::string paths = "STACKDRAG_PATHS=\"$(printf '  my stack/a b.yaml \\r\\n\\n./-x.yaml')\"";
  Step ran = audit_step(repository, paths + " STACKDRAG_BASELINE='my base.json' STACKDRAG_AS_OF=baseline");
  INFO(ran.log);
  CHECK(ran.exit == 0);
  CHECK(ran.output("new-findings") == "0");
  ran = audit_step(repository, "STACKDRAG_PATHS=\"$PWD/my stack\" STACKDRAG_SUMMARY=brief");
  CHECK(ran.exit == 1);
  CHECK(ran.output("new-findings").empty());
  CHECK(says(ran.log, "::error file=my stack/a b.yaml,"));
  CHECK(says(audit_step(repository, "STACKDRAG_PATHS='./my stack'").log, "::error file=my stack/a b.yaml,"));
  CHECK(ran.summary.starts_with("# Acme B2B: the marketing stack on 22 November 2026\n"));
  ran = audit_step(repository, "STACKDRAG_PATHS='my stack' STACKDRAG_FAIL_ON=never STACKDRAG_SUMMARY=none");
  CHECK(ran.exit == 0);
  CHECK(ran.summary.empty());
  ran = audit_step(repository,
                   fmt::format("STACKDRAG_PATHS='{0}/stack.yaml' STACKDRAG_EVIDENCE='{0}/exports'", source_dir() + "/examples/shadow"));
  INFO(ran.log);
  CHECK(ran.exit <= 1);
  CHECK(json::parse(read_text(ran.output("report") + "/stackdrag.json"))["evidence"].is_object());

  // An input that would be more than one thing is one thing.
  CHECK(says(audit_step(repository, "STACKDRAG_PROGRAM=a%0Ab").log, "::error title=stackdrag::There is no program `a%250Ab` here: "));
  for (const std::string input : {"STACKDRAG_FAIL_ON", "STACKDRAG_AS_OF", "STACKDRAG_BASELINE", "STACKDRAG_PATHS", "STACKDRAG_PROGRAM"}) {
    INFO(input);
    ran =
        audit_step(repository, input + "=\"$(printf '$(touch ../temp/acted) `touch ../temp/acted`; touch ../temp/acted\\n::warning::x')\"");
    INFO(ran.log);
    CHECK(ran.exit == 2);
    CHECK(ran.outputs == "exit-code=2\n");
    CHECK_FALSE(repository.has("../temp/acted"));
    for (const std::string& command : ran.commands()) CHECK(command.starts_with("::error "));
  }
}

TEST_CASE("the action says in one sentence what is missing") {
  const Repository repository;
  const std::vector<std::pair<std::string, std::string>> cases{
      {"STACKDRAG_PROGRAM=nope", "There is no program `nope` here: name a package (.deb or .tar.gz) in the input `program`, or build one"},
      {"STACKDRAG_PROGRAM=ci/x.deb", "There is no package `ci/x.deb` in the workspace"},
      {"STACKDRAG_PROGRAM=http://a.example/x.deb", "`http://a.example/x.deb` is not the https address of a package"},
      {"STACKDRAG_PROGRAM=https://a.example/x.zip", "`https://a.example/x.zip` is not the https address of a package"},
      {"STACKDRAG_PROGRAM=https://a.example/x.deb", "A package from an address needs its SHA-256 in the input `sha256`"},
      {"STACKDRAG_SHA256=0000", "The input `sha256` is for a package, and `stackdrag` in the input `program` is none"},
      {"STACKDRAG_FORMATS='sarif pdf'", "The input `formats` has `pdf`: write some of sarif, junit"},
      {"STACKDRAG_SUMMARY=long", "The input `summary` is `long`: write markdown, brief or none."},
      {"STACKDRAG_PATHS=nothing.yaml", "cannot read `nothing.yaml`: no such file or directory"},
      {"STACKDRAG_AS_OF=tomorrow", "--as-of: "}};
  for (const auto& [input, sentence] : cases) {
    INFO(input);
    const Step ran = audit_step(repository, input);
    INFO(ran.log);
    CHECK(ran.exit == 2);
    CHECK(ran.outputs == "exit-code=2\n");
    CHECK(ran.commands().size() == 1);
    CHECK(says(ran.log, "::error title=stackdrag::" + sentence));
    CHECK(ran.summary.starts_with("## stackdrag could not audit the inventory\n\n    "));
    CHECK(says(ran.summary, sentence));
  }
}

TEST_CASE("what an inventory says acts neither in the log of the action nor in the summary") {
  Repository repository;
  repository.do_it("rm .stackdrag.yaml");
  constexpr std::size_t at_once = 8;  // so many annotations are shown, and told one by one in the summary
  for (std::size_t from = 0; from < attacks.size(); from += at_once) {
    std::string text = "version: 1\nstack: {name: \"" + attacks[from] + "\"}\ntools:\n";
    for (std::size_t at = from; at < std::min(attacks.size(), from + at_once); ++at) {
      // What looks like a gap to fill in is a mistake: it is met below.
      const bool gap = attacks[at].starts_with('<') || attacks[at] == "   ";
      for (const std::string letter : {"a", "b"})
        text += fmt::format("  {}{}: {{does: [\"{}{}\"], cost: 1000/mo}}\n", letter, at, gap ? "x " : "", attacks[at]);
    }
    repository.write("stack/stack.yaml", text);
    check_harmless(repository, audit_step(repository, "STACKDRAG_FAIL_ON=medium"), 1);
  }
  std::string mistakes = "version: 1\ntools:\n";
  for (std::size_t at = 0; at < attacks.size(); ++at)
    mistakes += fmt::format("  t{}: {{\"{}\": 1, cost: \"{}\"}}\n", at, attacks[at], attacks[at]);
  repository.write("stack/stack.yaml", mistakes);
  check_harmless(repository, audit_step(repository), 2);
}
