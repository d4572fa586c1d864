// What can follow the words that somebody has typed, for the completions of shells.
#include "cli/completion.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "cli/files.h"
#include "cli/known_values.h"
#include "cli/shell_words.h"
#include "cli/words.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

struct Completion {
  std::vector<Candidate> candidates;
  bool files = false, unsaid = false;
};

/// What a value can be of which `typed` is there already, behind `before`, which stays.
Completion values_of(const ArgumentPage& argument, const Words& read, std::string before, std::string typed) {
  std::set<std::string> listed;
  if (argument.by_commas) {
    for (std::size_t comma = typed.find(','); comma != typed.npos; comma = typed.find(',')) {
      listed.insert(typed.substr(0, comma));
      before += typed.substr(0, comma + 1);
      typed.erase(0, comma + 1);
    }
  }
  Completion found;
  found.unsaid = argument.words.empty() && argument.holds == Holds::unsaid;
  found.files = takes_files(argument.holds);
  std::vector<Candidate> known;
  for (const std::string& word : argument.words) known.push_back({word, ""});
  if (argument.words.empty()) known = known_values(argument.holds, read, typed);
  for (Candidate& candidate : known) {
    // A name with a dash would be read as an option.
    if (candidate.text.starts_with(typed) && !candidate.text.starts_with('-') && listed.count(candidate.text) == 0)
      found.candidates.push_back({before + candidate.text, std::move(candidate.about)});
  }
  return found;
}

/// The options of the command that begin like this; those that were given are left out unless they may be given again.
Completion options_of(const Words& read, const std::string& typed) {
  Completion found;
  for (const ArgumentPage& argument : read.command->arguments) {
    if (argument.positional() || argument.hidden || (!argument.repeats && read.count(argument) > 0)) continue;
    for (const std::string& name : argument.names) {
      if (name.starts_with(typed)) found.candidates.push_back({name, full_purpose(argument)});
    }
  }
  return found;
}

/// The commands below one that begin like this.
Completion commands_of(const CommandPage& above, const std::string& typed) {
  Completion found;
  for (const CommandPage& below : above.commands) {
    if (below.name().starts_with(typed)) found.candidates.push_back({below.name(), below.purpose});
  }
  return found;
}

/// The commands that can follow those among the words, for a command that takes the names of commands.
Completion commands_named(const CommandPage& program, const Words& read, const std::string& typed) {
  const CommandPage* above = &program;
  for (const Words::Given& one : read.given) {
    if (one.argument->holds == Holds::command) above = above->command(one.value);
    if (above == nullptr) return {};
  }
  return commands_of(*above, typed);
}

Completion complete(const CommandPage& program, std::span<const std::string> words) {
  const Words read = read_words(program, words.first(words.size() - 1));
  const std::string& last = words.back();
  const bool is_lost = read.wrong && (read.wrong->why == Misfit::unknown_command || read.wrong->why == Misfit::one_too_many);
  if (is_lost) return {};
  if (read.waiting != nullptr) return values_of(*read.waiting, read, "", last);
  if (!read.only_positionals && last.size() > 1 && last.starts_with("--") && last.find('=') != last.npos) {
    const std::size_t sign = last.find('=');
    const ArgumentPage* const option = read.command->option(last.substr(0, sign));
    if (option == nullptr || !option->takes_value()) return {};
    return values_of(*option, read, last.substr(0, sign + 1), last.substr(sign + 1));
  }
  if (!read.only_positionals && last.starts_with('-')) return options_of(read, last);
  if (read.greedy != nullptr) return values_of(*read.greedy, read, "", last);
  if (!read.command->commands.empty()) return commands_of(*read.command, last);
  const ArgumentPage* const argument = positional_at(*read.command, read.positionals);
  if (argument != nullptr && argument->holds == Holds::command) return commands_named(program, read, last);
  return argument == nullptr ? Completion{} : values_of(*argument, read, "", last);
}

std::string text_of(const Completion& found, const TypedLine* bash) {
  std::string out;
  for (const Candidate& candidate : found.candidates) {
    // A name that would break the lines, or that nobody could type, is not offered.
    if (candidate.text.empty() || visible(candidate.text) != candidate.text) continue;
    const auto put = bash == nullptr ? candidate.text : put_in(*bash, candidate.text);
    if (put) out += bash != nullptr || candidate.about.empty() ? *put + "\n" : fmt::format("{}\t{}\n", *put, visible(candidate.about));
  }
  return out + (found.unsaid ? ":unsaid\n" : found.files ? ":files\n" : ":nothing\n");
}

/// From here on, nothing is printed but the answer, nobody waits for what a pipe may bring, nor longer than for a slow disk.
void be_quiet_and_quick() {
  constexpr unsigned most_seconds = 3;
  if (const int nowhere = ::open("/dev/null", O_RDWR); nowhere >= 0) {
    ::dup2(nowhere, STDERR_FILENO);
    ::dup2(nowhere, STDIN_FILENO);
    ::close(nowhere);
  }
  read_only_regular_files();
  std::signal(SIGALRM, [](int) { ::_exit(0); });
  ::alarm(most_seconds);
}

}  // namespace

std::optional<std::string> completion_for(const CommandPage& program, const std::vector<std::string>& words) {
  if (words.front() != "__complete" && words.front() != "__complete_bash") return std::nullopt;
  be_quiet_and_quick();
  if (words.front() == "__complete") {
    const std::vector<std::string> typed = words.size() > 1 ? std::vector(words.begin() + 1, words.end()) : std::vector<std::string>{""};
    return text_of(complete(program, typed), nullptr);
  }
  const TypedLine line = typed_line(words.size() > 1 ? words[1] : "", words.size() > 2 ? words[2] : "");
  if (line.words.size() < 2) return ":nothing\n";
  return text_of(complete(program, std::span(line.words).subspan(1)), &line);
}

}  // namespace stackdrag::cli
