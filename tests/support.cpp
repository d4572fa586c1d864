// What the tests share: auditing a text, running the program, and comparing with what is recorded.
#include "support.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

/// Of the sanitizer's library; null without it.
extern "C" __attribute__((weak)) void __asan_init();

namespace stackdrag::tests {

bool is_sanitized() { return &__asan_init != nullptr; }

std::string source_dir() { return STACKDRAG_SOURCE_DIR; }
std::string work_dir() { return STACKDRAG_WORK_DIR; }

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_text(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::unique_ptr<Assessed> assess_text(const std::string& text, const Settings& settings) {
  auto assessed = std::make_unique<Assessed>();
  evidence::add_example(assessed->sources, text);
  assessed->sources.add("version.yaml", "version: 1\n");
  assessed->loaded = load(assessed->sources, settings);
  if (!assessed->loaded.workspace) throw std::runtime_error("unreadable: " + text);
  assessed->assessment.emplace(assess(*assessed->loaded.workspace, settings));
  return assessed;
}

Outcome audit_text(const std::string& text, Profile profile, const Catalogue& catalogue) {
  static std::deque<Sources> kept;
  Sources& sources = kept.emplace_back();
  evidence::add_example(sources, text);
  sources.add("version.yaml", "version: 1\n");
  Settings settings;
  settings.today = make_date(2026, 11, 21);
  settings.profile = profile;
  settings.catalogue = &catalogue;
  return audit(sources, settings);
}

Ran run(const std::string& command, const std::string& folder) {
  const std::string scratch = fresh_folder("run");
  const std::string line = "cd '" + folder + "' && S='" + STACKDRAG_PROGRAM + "' && export S && { " + command + "\n} >'" + scratch +
                           "/out' 2>'" + scratch + "/err' </dev/null";
  const int status = std::system(line.c_str());
  Ran ran;
  if (WIFEXITED(status)) ran.exit = WEXITSTATUS(status);
  ran.out = read_text(scratch + "/out");
  ran.err = read_text(scratch + "/err");
  return ran;
}

bool is_recorded(const std::string& path, const std::string& text) {
  const char* update = std::getenv("STACKDRAG_UPDATE");
  if (update != nullptr && std::string(update) == "1") {
    write_text(path, text);
    return true;
  }
  if (read_text(path) == text) return true;
  write_text(work_dir() + "/differs/" + std::filesystem::path(path).filename().string(), text);
  std::cerr << path << (std::filesystem::exists(path) ? " records something else" : " does not exist") << "; what was printed stands in "
            << work_dir() << "/differs; if that is meant, run with STACKDRAG_UPDATE=1\n";
  return false;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string unwrapped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n' && c != ' ')
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

std::string fresh_folder(const std::string& name) {
  static int number = 0;
  const std::string folder = work_dir() + "/scratch/" + name + "-" + std::to_string(::getpid()) + "-" + std::to_string(++number);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace stackdrag::tests
