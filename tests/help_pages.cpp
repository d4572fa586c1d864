// What the program says about itself: its commands, the parts of a help, and what completions are told.
#include "help_pages.h"

#include <algorithm>

#include "catch.h"

namespace stackdrag::tests {

bool has(const Words& words, const std::string& word) { return std::find(words.begin(), words.end(), word) != words.end(); }

Words without_last(Words lines) {
  if (!lines.empty()) lines.pop_back();
  return lines;
}

Words section_of(const std::string& help, const std::string& heading) {
  Words found;
  const Words lines = lines_of(help);
  for (auto line = std::find(lines.begin(), lines.end(), heading); line != lines.end() && !line->empty(); ++line) found.push_back(*line);
  if (!found.empty()) found.erase(found.begin());
  return found;
}

Words first_names(const std::string& help, const std::string& heading) {
  Words names;
  for (const std::string& line : section_of(help, heading)) {
    if (!line.starts_with("  ") || line[2] == ' ') continue;
    std::size_t end = line.find(' ', 2);
    if (end != line.npos && line[end - 1] == ',') end = line.find(' ', end + 1);
    names.push_back(line.substr(2, end - 2));
  }
  return names;
}

Words commands_below(const std::string& command) {
  Words found;
  for (const std::string& word : first_names(run("$S " + command + " --help").out, "Commands:")) {
    const std::string whole = command.empty() ? word : command + " " + word;
    found.push_back(whole);
    for (const std::string& below : commands_below(whole)) found.push_back(below);
  }
  return found;
}

Words last_commands() {
  const Words all = commands_below("");
  Words found;
  for (const std::string& command : all) {
    const auto is_below = [&](const std::string& other) { return other.starts_with(command + " "); };
    if (std::none_of(all.begin(), all.end(), is_below)) found.push_back(command);
  }
  return found;
}

Words told(const std::string& words, const std::string& folder) {
  const Ran ran = run("$S __complete " + words, folder);
  INFO(words << "\n" << ran.out);
  CHECK(ran.exit == 0);
  CHECK(ran.err.empty());
  Words lines = lines_of(ran.out);
  for (std::string& line : lines) line = line.substr(0, line.find('\t'));
  return lines;
}

}  // namespace stackdrag::tests
