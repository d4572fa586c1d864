// Reads the words of a command line as the program does, up to the first that does not fit.
#include "cli/words.h"

#include <algorithm>

#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

bool looks_like_option(std::string_view word) { return word.size() > 1 && word[0] == '-' && !is_digit(word[1]); }

/// Keeps what has been read, and takes one word after the other.
class Reader {
 public:
  Reader(const CommandPage& program, std::span<const std::string> words) : words_(words), read_{.command = &program} {}

  Words read() && {
    for (at_ = 0; at_ < words_.size(); ++at_) take(words_[at_]);
    return std::move(read_);
  }

 private:
  void take(const std::string& word) {
    if (read_.waiting != nullptr) return take_value(word);
    if (read_.only_positionals) return take_positional(word);
    if (word == "--") return void(read_.only_positionals = true);
    if (word.starts_with("--")) return take_long(word);
    if (looks_like_option(word)) return take_short(word);
    if (read_.greedy != nullptr) return read_.given.push_back({read_.greedy, word});
    take_positional(word);
  }

  void take_value(const std::string& word) {
    const std::string name = word.substr(0, word.find('='));
    const bool is_option = word.starts_with("--") ? word.size() > 2 : read_.command->option(name) != nullptr;
    if (is_option) wrong({Misfit::value_is_option, words_[at_ - 1], word, read_.waiting});
    read_.given.push_back({read_.waiting, word});
    read_.greedy = read_.waiting->greedy ? read_.waiting : nullptr;
    read_.waiting = nullptr;
  }

  void take_long(const std::string& word) {
    const std::size_t sign = word.find('=');
    const ArgumentPage* const option = read_.command->option(word.substr(0, sign));
    read_.greedy = nullptr;
    if (option == nullptr) return wrong({Misfit::unknown_option, word, next()});
    note_repeated(*option, word.substr(0, sign));
    if (sign != word.npos && sign + 1 == word.size()) wrong({Misfit::value_missing, word.substr(0, sign), "", option});
    if (!option->takes_value() && sign != word.npos) wrong({Misfit::flag_with_value, word, "", option});
    if (!option->takes_value() || sign != word.npos) return read_.given.push_back({option, sign == word.npos ? "" : word.substr(sign + 1)});
    read_.waiting = option;
  }

  /// `-q`, `-qv`, `-o FILE`, `-oFILE`.
  void take_short(const std::string& word) {
    read_.greedy = nullptr;
    for (std::size_t i = 1; i < word.size(); ++i) {
      const ArgumentPage* const option = read_.command->option(std::string{'-', word[i]});
      if (option == nullptr) return wrong({Misfit::unknown_option, word, next()});
      note_repeated(*option, word);
      if (!option->takes_value()) {
        read_.given.push_back({option, ""});
        continue;
      }
      if (i + 1 < word.size()) return read_.given.push_back({option, word.substr(i + 1)});
      read_.waiting = option;
    }
  }

  void take_positional(const std::string& word) {
    if (!read_.command->commands.empty()) {
      const CommandPage* const below = read_.command->command(word);
      if (below == nullptr) return wrong({Misfit::unknown_command, word, next()});
      read_.command = below;
      return;
    }
    const ArgumentPage* const argument = positional_at(*read_.command, read_.positionals++);
    if (argument == nullptr) return wrong({Misfit::one_too_many, word, next()});
    read_.given.push_back({argument, word});
  }

  void note_repeated(const ArgumentPage& option, const std::string& word) {
    if (option.takes_value() && !option.repeats && read_.count(option) > 0) wrong({Misfit::given_twice, word, "", &option});
  }

  void wrong(Words::Wrong what) {
    if (!read_.wrong) read_.wrong = std::move(what);
  }
  std::string next() const { return at_ + 1 < words_.size() ? words_[at_ + 1] : ""; }

  std::span<const std::string> words_;
  std::size_t at_ = 0;
  Words read_;
};

}  // namespace

std::size_t Words::count(const ArgumentPage& argument) const {
  return static_cast<std::size_t>(std::count_if(given.begin(), given.end(), [&](const Given& one) { return one.argument == &argument; }));
}

Words read_words(const CommandPage& program, std::span<const std::string> words) { return Reader(program, words).read(); }

const ArgumentPage* positional_at(const CommandPage& command, std::size_t before) {
  for (const ArgumentPage* argument : command.positionals()) {
    if (argument->repeats || before == 0) return argument;
    --before;
  }
  return nullptr;
}

}  // namespace stackdrag::cli
