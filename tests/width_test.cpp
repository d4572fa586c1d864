// The text for a terminal at each width: whoever reads it finds whole headings, whole sentences, and lines that can be copied.
#include <algorithm>
#include <filesystem>
#include <set>
#include <span>
#include <variant>

#include <fmt/format.h>

#include "catch.h"
#include "stackdrag/diff.h"
#include "stackdrag/formats.h"
#include "stackdrag/output.h"
#include "stackdrag/packs.h"
#include "stackdrag/render_diff.h"
#include "stackdrag/tables.h"
#include "stackdrag/text.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t narrowest = 60, widest = 200;

/// Every width, but no line grows beyond what a person reads with ease: of the widths at which nothing changes any more, every tenth.
std::vector<std::size_t> widths() {
  std::vector<std::size_t> all;
  const std::size_t step = is_sanitized() ? 7 : 1;
  for (std::size_t columns = narrowest; columns <= widest; columns += columns < 120 ? step : 10) all.push_back(columns);
  return all;
}

const std::vector<std::string> examples{"acme", "clean", "grand-magasin", "harbour-home", "start-up", "shadow", "ten-lines"};

/// An example, audited in this process, with the names of its files as the program prints them.
struct Audited {
  Audited(const std::string& example, Profile profile) {
    const std::string folder = "examples/" + example;
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(source_dir() + "/" + folder)) {
      if (entry.path().extension() == ".yaml") names.insert(entry.path().filename().string());
    }
    for (const std::string& name : names) sources.add(folder + "/" + name, read_text(source_dir() + "/" + folder + "/" + name));
    Settings settings;
    settings.today = make_date(2026, 11, 21);
    settings.profile = profile;
    outcome = audit(sources, settings);
    REQUIRE(outcome.report);
  }
  Audited(const Audited&) = delete;
  const Report& report() const { return *outcome.report; }

  Sources sources;
  Outcome outcome;
};

std::string text_of(const Report& report, const RenderOptions& options) {
  return collected([&](Output& out) { formats().front().render(report, options, out); });
}

std::string_view trimmed(std::string_view line) { return line.substr(std::min(line.find_first_not_of(' '), line.size())); }

/// Empty if the line is as it should be, else what is wrong with it.
std::string fault_of(const std::string& line, std::size_t columns) {
  const std::string_view words = trimmed(line);
  if (words.empty()) return line.empty() ? "" : "blanks only";
  if (line.ends_with(' ')) return "ends with a blank";
  // A path has no place at which it could be broken.
  if (display_width(line) > columns && words.find(' ') != std::string_view::npos) return "too wide";
  const bool is_file = words.starts_with(".stackdrag");
  if ((std::string_view(")]},;:.").find(words.front()) != std::string_view::npos && !is_file) || words.starts_with("·"))
    return "begins with what belongs to the line before it";
  if (std::string_view("([{").find(words.back()) != std::string_view::npos || words.ends_with("·"))
    return "ends with what belongs to the line behind it";
  if (std::count(line.begin(), line.end(), '`') % 2 != 0) return "breaks a name or a piece of YAML";
  return "";
}

/// What is wrong with the lines of a text, each with its fault; empty if nothing is.
std::vector<std::string> faults_of(const std::string& text, std::size_t columns) {
  std::vector<std::string> faults;
  std::string before;
  for (const std::string& line : lines_of(text)) {
    const std::string fault = line.empty() && before.empty() ? "two blank lines, or one at the top" : fault_of(line, columns);
    if (!fault.empty()) faults.push_back(fmt::format("{} columns, {}: {}", columns, fault, line));
    before = line;
  }
  if (before.empty()) faults.emplace_back("a blank line at the end");
  return faults;
}

/// The headings: what stands in capitals at the beginning of a line, up to the next column.
std::vector<std::string> headings_of(const std::string& text) {
  std::vector<std::string> headings;
  for (const std::string& line : lines_of(text)) {
    const std::string heading = line.substr(0, line.find("  "));
    const bool is_heading = heading.size() > 2 && std::none_of(heading.begin(), heading.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_heading) headings.push_back(heading);
  }
  return headings;
}

/// How many lines begin with the name of a group and end with its points.
std::size_t count_groups(const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  return static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(), [](const std::string& line) { return !line.starts_with(' ') && line.ends_with(" points"); }));
}

/// The text as one line, without what stands in brackets behind names: a message on the page also says what an item is called.
std::string flat(const std::string& text) {
  std::string words;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank || !words.ends_with(' ')) words += blank ? ' ' : c;
  }
  for (std::size_t at = words.find("` ("); at != std::string::npos; at = words.find("` (", at + 1))
    words.erase(at + 1, words.find(')', at) - at);
  return words;
}

/// The messages and the advice of all findings, flat.
std::set<std::string> sentences_of(const Report& report) {
  std::set<std::string> sentences;
  for (const ReportedFinding& finding : report.findings) {
    sentences.insert(flat(std::string(finding.message)));
    if (!finding.folded_into) sentences.insert(flat(std::string(finding.rule->fix)));
  }
  return sentences;
}

/// What the report has to tell that is not in the text as a whole.
std::vector<std::string> missing_from(const std::string& text, const Report& report, const std::set<std::string>& sentences) {
  std::vector<std::string> missing;
  const std::string page = flat(text);
  for (const std::string& sentence : sentences) {
    if (!says(page, sentence)) missing.push_back(sentence);
  }
  for (const Gap& gap : report.gaps) {
    for (const std::string_view line : gap.lines) {
      if (!says(text, std::string(line))) missing.emplace_back(line);
    }
  }
  return missing;
}

/// The words of a table that are not in its text.
std::vector<std::string> missing_from(const std::string& text, const Table& table) {
  std::vector<std::string> missing;
  for (const auto& row : table.rows) {
    for (const TableCell& cell : row) {
      const auto* const words = std::get_if<std::string>(&cell);
      if (words == nullptr) continue;
      for (const std::string& word : wrap(*words, 1)) {
        if (!says(text, word)) missing.push_back(word);
      }
    }
  }
  return missing;
}

std::vector<std::string> none;

}  // namespace

TEST_CASE("the report is whole at every width") {
  for (const std::string& example : examples) {
    for (const Profile profile : {Profile::standard, Profile::full}) {
      const Audited audited(example, profile);
      const Report& report = audited.report();
      const std::set<std::string> sentences = sentences_of(report);
      for (const bool all : {false, true}) {
        // Every line of the source is shown once, and with it all that there is to say.
        const bool verbose = all && profile == Profile::full;
        INFO(example << " --profile " << name_of(profile) << (all ? " --all" : "") << (verbose ? " -v" : ""));
        const std::vector<std::string> headings = headings_of(text_of(report, {.columns = widest, .all = all, .verbose = verbose}));
        for (const std::size_t columns : widths()) {
          const std::string text = text_of(report, {.columns = columns, .all = all, .verbose = verbose});
          CHECK(faults_of(text, columns) == none);
          CHECK(headings_of(text) == headings);
          if (all) CHECK(missing_from(text, report, sentences) == none);
        }
      }
    }
  }
}

TEST_CASE("the findings of an owner, an item or a family are whole at every width") {
  const Audited audited("harbour-home", Profile::full);
  for (const Grouping by : {Grouping::severity, Grouping::owner, Grouping::item, Grouping::family}) {
    RenderOptions options{.columns = widest, .top = 2, .by = by};
    INFO(name_of(by));
    const std::string text = text_of(audited.report(), options);
    CHECK((count_groups(text) > 0) == (by != Grouping::severity));
    for (options.columns = narrowest; options.columns < 120; ++options.columns) {
      const std::string narrow = text_of(audited.report(), options);
      CHECK(faults_of(narrow, options.columns) == none);
      CHECK(count_groups(narrow) == count_groups(text));
    }
  }
}

TEST_CASE("places align under all owners, and what two owners share counts once") {
  const std::string folder = fresh_folder("groups");
  const auto tools = [](int from, int to) {
    std::string text = "tools:\n";
    for (int i = from; i < to; ++i)
      text += fmt::format("  tool-{0:02}: {{does: [job-{0}], owners: [o-{0:02}-x, o-{0:02}-y], cost: 100/mo, last_used: 2025-01-10}}\n", i);
    return text;
  };
  write_text(folder + "/a.yaml", "version: 1\nstack: {as_of: 2026-11-28}\n" + tools(0, 11));
  write_text(folder + "/what-the-second-department-has.yaml", tools(11, 12));
  const std::string text = run("COLUMNS=110 $S audit . --by owner --select tool-unused", folder).out;
  INFO(text);
  CHECK(says(text, "and 4 more owners with 2 findings (--all shows them)"));
  // All of them are repeats of one rule, but not under their owners.
  const std::vector<std::string> lines = lines_of(run("COLUMNS=110 $S audit . --by owner --select tool-unused --all", folder).out);
  std::set<std::size_t> columns;
  for (const std::string& line : lines) {
    if (says(line, ".yaml:") && !says(line, "also:")) columns.insert(line.find("tool-unused"));
  }
  CHECK(columns.size() == 1);
  CHECK(*columns.begin() != std::string::npos);
}

TEST_CASE("the difference is whole at every width") {
  const Audited small("ten-lines", Profile::starter), middle("acme", Profile::standard), large("harbour-home", Profile::full);
  for (const auto& [old, now] : {std::pair(&small, &middle), std::pair(&middle, &small), std::pair(&middle, &large)}) {
    const Diff diff = diff_of(old->report(), now->report());
    const auto text_at = [&](std::size_t columns) {
      return collected([&](Output& out) { render_diff_text(diff, {.columns = columns}, out); });
    };
    const std::vector<std::string> headings = headings_of(text_at(widest));
    for (const std::size_t columns : widths()) {
      const std::string text = text_at(columns);
      CHECK(faults_of(text, columns) == none);
      CHECK(headings_of(text) == headings);
      const std::string page = flat(text);
      for (const FindingChange& change : diff.fresh) CHECK(says(page, flat(std::string(change.after->message))));
    }
  }
}

TEST_CASE("the page of an item is whole at every width") {
  for (const std::string item : {"hs-survey examples/acme", "lead examples/acme", "ben examples/acme", "priya examples/harbour-home",
                                 "salesforce-mailchimp examples/harbour-home", "shopify examples/harbour-home"}) {
    const std::string command = "$S show " + item;
    const std::string widest_text = run(fmt::format("COLUMNS={} {}", widest, command)).out;
    const std::vector<std::size_t> some{60, 80, 61, 67, 99, 132};
    for (const std::size_t columns : std::span(some).first(is_sanitized() ? 2 : some.size())) {
      const std::string text = run(fmt::format("COLUMNS={} {}", columns, command)).out;
      INFO(item);
      CHECK(faults_of(text, columns) == none);
      CHECK(headings_of(text) == headings_of(widest_text));
      CHECK(flat(text) == flat(widest_text));
    }
  }
}

TEST_CASE("a table is whole at every width") {
  for (const std::string& example : examples) {
    const Audited audited(example, Profile::full);
    std::vector<Table> tables{renewals_table(audited.report())};
    for (const SpendBy by : {SpendBy::tool, SpendBy::owner, SpendBy::capability, SpendBy::vendor})
      tables.push_back(spend_table(audited.report(), by, Packs::built_in()));
    for (const Table& table : tables) {
      INFO(example << " " << table.title);
      for (const std::size_t columns : widths()) {
        const std::string text = table_text(table, audited.report().stack.currency, columns);
        CHECK(faults_of(text, columns) == none);
        CHECK(missing_from(text, table) == none);
      }
    }
  }
}

TEST_CASE("a table of long names is whole, in columns where they fit, else row by row") {
  const std::string folder = fresh_folder("wide-table");
  const std::string tool = "customer-data-platform-of-the-northern-subsidiaries";
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-28}\ntools:\n  " + tool +
                 ":\n    {does: [cdp], owners: [ana, ben, chandra-of-the-data-team, dora], cost: 1200/yr,\n"
                 "     renews: 2027-01-31, notice: 60d, vendor: The Northern Company for Customer Data and Friends}\n");
  const auto shown = [&](std::size_t columns, const std::string& what) {
    const Ran ran = run(fmt::format("COLUMNS={} $S show {}", columns, what), folder);
    INFO(ran.out);
    CHECK(faults_of(ran.out, columns) == none);
    CHECK(says(flat(ran.out), "chandra-of-the-data-team") == !says(what, "vendor"));
    return ran.out;
  };
  for (const std::size_t columns : {60U, 79U, 80U, 100U, 132U, 160U}) {
    for (const std::string what : {"--renewals", "--spend", "--spend --by owner", "--spend --by vendor"}) shown(columns, what);
  }
  CHECK(says(shown(60, "--renewals"), "\n  " + tool + "\n    act by: 2026-12-02, days left: 4, renews: 2027-01-31,\n"));
  CHECK(says(shown(160, "--renewals"), "ana, ben, chandra-of-the-data-team, dora\n"));
  // Beside a spreadsheet, what it leaves out is said on standard error.
  std::string more;
  for (int i = 0; i < 12; ++i) more += fmt::format("  riddle-{}: {{does: [job-{}]}}\n", i, i);
  write_text(folder + "/stack.yaml", read_text(folder + "/stack.yaml") + more);
  const std::string note = run("COLUMNS=60 $S show --spend --format csv", folder).err;
  CHECK(faults_of(note, 60) == none);
  CHECK(says(flat(note), "stackdrag: not in the table, as nothing is on record: riddle-0, riddle-1"));
  CHECK(lines_of(run("unset COLUMNS; $S show --spend --format csv", folder).err).size() == 1);
}

TEST_CASE("mistakes are wrapped to the width that is known, and stay on one line each for another program") {
  const std::string folder = fresh_folder("wide-mistakes");
  write_text(folder + "/stack.yaml",
             "version: 1\nstack: {as_of: 2026-11-21}\ntools:\n  a: {onwer: ana, renews: 2026-02-30}\n  b: {status: retierd}\n");
  const std::string piped = run("unset COLUMNS; $S audit", folder).err;
  for (const std::size_t columns : {60U, 61U, 72U, 80U, 120U}) {
    const std::string wrapped = run(fmt::format("COLUMNS={} $S audit", columns), folder).err;
    INFO(wrapped);
    CHECK(flat(wrapped) == flat(piped));
    for (const std::string& line : lines_of(wrapped)) CHECK(display_width(line) <= columns);
    // Its place is at the beginning of the first line of each.
    CHECK(says(wrapped, "\nstack.yaml:5:15: error: "));
    for (const std::string& line : lines_of(wrapped)) {
      if (!line.ends_with('^') && !says(line, " | ")) CHECK(fault_of(line, columns) == "");
    }
  }
  CHECK(lines_of(run("COLUMNS=60 $S audit", folder).err).size() > lines_of(piped).size());
}

TEST_CASE("the list of rules is whole at every width") {
  for (const std::size_t columns : {60U, 72U, 76U, 80U, 100U, 160U}) {
    const std::string text = run(fmt::format("COLUMNS={} $S rules", columns)).out;
    CHECK(faults_of(text, columns) == none);
    CHECK(flat(text) == flat(run("COLUMNS=200 $S rules").out));
  }
}

TEST_CASE("a report with a baseline and the list of known debt are whole at every width") {
  const std::string folder = fresh_folder("widths");
  const std::string stack = read_text(source_dir() + "/examples/acme/stack.yaml");
  write_text(folder + "/stack.yaml", stack);
  REQUIRE(run("$S baseline create", folder).exit == 0);
  // A pixel is gone, and time passes.
  const std::size_t pixel = stack.find("  meta-q1:");
  write_text(folder + "/stack.yaml", stack.substr(0, pixel) + stack.substr(stack.find('\n', pixel) + 1));
  for (const std::string command : {"audit --baseline .stackdrag-baseline.json --as-of 2027-01-20",
                                    "audit --baseline .stackdrag-baseline.json --all -v", "baseline show"}) {
    const std::vector<std::string> headings = headings_of(run("COLUMNS=200 $S " + command, folder).out);
    for (const std::size_t columns : {60U, 61U, 66U, 73U, 80U, 98U, 120U}) {
      INFO(command);
      const std::string text = run(fmt::format("COLUMNS={} $S {}", columns, command), folder).out;
      CHECK(faults_of(text, columns) == none);
      CHECK(headings_of(text) == headings);
    }
  }
}
