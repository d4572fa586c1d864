// Commands, options, formats and pages are all documented. A failing test says what to add where.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catch.h"
#include "help_pages.h"
#include "stackdrag/formats.h"
#include "stackdrag/report.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> nothing;

/// The README and the pages of docs, each by its path from the top of the project. The recorded pages of rules are not among them.
std::map<std::string, std::string> pages() {
  std::map<std::string, std::string> found{{"README.md", read_text(source_dir() + "/README.md")}};
  for (const auto& entry : fs::directory_iterator(source_dir() + "/docs")) {
    if (entry.path().extension() != ".md") continue;
    found["docs/" + entry.path().filename().string()] = read_text(entry.path().string());
  }
  return found;
}

/// Whether the text has the word, with nothing behind it that would make it another.
bool has_word(const std::string& text, const std::string& word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const char next = at + word.size() < text.size() ? text[at + word.size()] : ' ';
    if (std::isalnum(static_cast<unsigned char>(next)) == 0 && next != '-') return true;
  }
  return false;
}

bool is_mentioned(const std::map<std::string, std::string>& where, const std::string& word) {
  return std::any_of(where.begin(), where.end(), [&](const auto& page) { return has_word(page.second, word); });
}

/// The paragraphs, tables and code blocks of the pages.
std::vector<std::string> blocks_of(const std::map<std::string, std::string>& pages) {
  std::vector<std::string> blocks;
  for (const auto& [path, text] : pages) {
    std::string block;
    bool is_code = false;
    for (const std::string& line : lines_of(text)) {
      if (line.starts_with("```")) is_code = !is_code;
      if (line.empty() && !is_code) {
        blocks.push_back(std::move(block));
        block.clear();
      } else {
        block += line + "\n";
      }
    }
    blocks.push_back(block);
  }
  return blocks;
}

/// Whether a block speaks of the command: `stackdrag baseline create`, `create`, `create --force`.
bool names_command(const std::string& block, const std::string& command) {
  const std::string last = command.substr(command.rfind(' ') + 1);
  return has_word(block, "stackdrag " + command) || block.find("`" + last + "`") != std::string::npos ||
         block.find("`" + last + " ") != std::string::npos;
}

/// The part of a page below a heading, up to the next one.
std::string chapter_of(const std::string& page, const std::string& heading) {
  const std::size_t begin = page.find("\n## " + heading + "\n");
  if (begin == std::string::npos) return "";
  return page.substr(begin, page.find("\n## ", begin + 1) - begin);
}

/// The paths that a page links to, from the top of the project; what stands elsewhere is left out.
std::set<std::string> links_of(const std::string& path, const std::string& text) {
  std::set<std::string> links;
  for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
    std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
    target = target.substr(0, target.find('#'));
    if (target.empty() || target.find("://") != std::string::npos || target.find(' ') != std::string::npos) continue;
    links.insert((fs::path(path).parent_path() / target).lexically_normal().string());
  }
  return links;
}

}  // namespace

TEST_CASE("every command is documented in the README, and every option on some page") {
  const auto all = pages();
  const std::map<std::string, std::string> readme{{"README.md", all.at("README.md")}};
  const std::vector<std::string> blocks = blocks_of(all);
  std::set<std::string> missing;
  std::map<std::string, std::vector<std::string>> commands_with;
  const std::vector<std::string> commands = commands_below("");
  CHECK(commands.size() > 10);
  for (const std::string& command : commands) {
    const bool top = command.find(' ') == std::string::npos;
    if (!is_mentioned(top ? readme : all, "stackdrag " + command))
      missing.insert(fmt::format("`stackdrag {}`: say in {} what it does", command, top ? "README.md" : "README.md or a page of docs"));
    // As the help has them: "-o, --output".
    for (const std::string& names : first_names(run("$S " + command + " --help").out, "Options:")) {
      if (names != "-h, --help") commands_with[names].push_back(command);
    }
  }
  for (const auto& [names, having] : commands_with) {
    // What several commands have need not be told of each.
    const auto tells = [&, &option = names, &commands_of = having](const std::string& block) {
      const std::size_t comma = std::min(option.find(','), option.size());
      return (has_word(block, option.substr(0, comma)) || (comma < option.size() && has_word(block, option.substr(comma + 2)))) &&
             std::any_of(commands_of.begin(), commands_of.end(), [&](const std::string& command) { return names_command(block, command); });
    };
    if (std::none_of(blocks.begin(), blocks.end(), tells))
      missing.insert(fmt::format("`{}`: say in README.md or a page of docs what it does, in a paragraph that names `{}`", names,
                                 fmt::join(having, "` or `")));
  }
  CHECK(missing == std::set<std::string>());
}

TEST_CASE("every format is documented and attacked") {
  const auto all = pages();
  const std::string checks = read_text(source_dir() + "/tests/formats/check.py");
  std::vector<std::string> missing;
  for (const Format& format : formats()) {
    if (all.at("docs/formats.md").find(fmt::format("\n| `{}` |", format.name)) == std::string::npos)
      missing.push_back(fmt::format("`{}`: add a row to the first table of docs/formats.md", format.name));
    for (const std::string heading : {"Severities", "Mistakes in the inventory"}) {
      if (chapter_of(all.at("docs/formats.md"), heading).find(fmt::format("`{}`", format.name)) == std::string::npos)
        missing.push_back(fmt::format("`{}`: say under \"{}\" in docs/formats.md how it shows them", format.name, heading));
    }
    if (all.at("README.md").find(fmt::format("`{}`", format.name)) == std::string::npos)
      missing.push_back(fmt::format("`{}`: add it to the table of formats in README.md", format.name));
    if (checks.find(fmt::format("\ndef check_{}(", format.name)) == std::string::npos)
      missing.push_back(
          fmt::format("`{0}`: write `check_{0}` in tests/formats/check.py, which holds it against its readers, whatever an inventory says",
                      format.name));
  }
  CHECK(missing == nothing);
}

TEST_CASE("every page of docs can be reached from the README, and no link leads nowhere") {
  const auto all = pages();
  std::set<std::string> reached{"README.md"};
  std::vector<std::string> wrong, open{"README.md"};
  while (!open.empty()) {
    const std::string path = open.back();
    open.pop_back();
    for (const std::string& link : links_of(path, all.at(path))) {
      if (!fs::exists(source_dir() + "/" + link)) wrong.push_back(fmt::format("{} links to {}, which does not exist", path, link));
      if (reached.insert(link).second && all.count(link) != 0) open.push_back(link);
    }
  }
  for (const auto& [path, text] : all) {
    if (reached.count(path) == 0) wrong.push_back(fmt::format("{}: link to it from README.md or from a page that can be reached", path));
  }
  CHECK(wrong == nothing);
}
