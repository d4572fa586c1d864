// `stackdrag completion`: what a shell needs to complete command lines. It asks the program itself, so that it never falls behind.
#include <algorithm>
#include <memory>
#include <string_view>

#include "cli/cli.h"

namespace stackdrag::cli {
namespace {

/// Nothing of a line is ever evaluated: the program takes it apart, and says what to put in so that bash takes it as it is. Before bash 4
/// there is no `compopt`, so files are offered wherever nothing else is.
constexpr std::string_view bash = R"sh(# Completes the command lines of stackdrag in bash. In ~/.bashrc: eval "$(stackdrag completion bash)"
_stackdrag() {
  local answer last
  COMPREPLY=()
  while IFS= read -r answer; do
    COMPREPLY+=("$answer")
  done < <(command stackdrag __complete_bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
  ((${#COMPREPLY[@]} > 0)) || return 0
  last=$((${#COMPREPLY[@]} - 1))
  answer=${COMPREPLY[last]}
  unset "COMPREPLY[last]"
  if [[ $answer == :files && $last == 0 ]]; then
    compopt -o bashdefault -o default 2>/dev/null
  fi
  return 0
}
if type compopt >/dev/null 2>&1; then
  complete -F _stackdrag stackdrag
else
  complete -o default -F _stackdrag stackdrag
fi
)sh";

constexpr std::string_view zsh = R"sh(#compdef stackdrag
# Completes the command lines of stackdrag in zsh. In ~/.zshrc, behind compinit: eval "$(stackdrag completion zsh)"
_stackdrag() {
  local answer directive value
  local -a answers described
  answers=("${(@f)$(command stackdrag __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  directive=$answers[-1]
  for answer in "${(@)answers[1,-2]}"; do
    value=${${${answer%%$'\t'*}//\\/\\\\}//:/\\:}
    [[ $answer == *$'\t'* ]] && value+=:${answer#*$'\t'}
    described+=("$value")
  done
  local -i found=1
  if (( $#described )); then
    _describe -V stackdrag described && found=0
  fi
  if [[ $directive == :files ]]; then
    [[ $PREFIX == --*=* ]] && compset -P '*='
    _files && found=0
  fi
  return found
}
# As the file _stackdrag in a folder of $fpath, this is the function itself.
if [[ $funcstack[1] == _stackdrag ]]; then
  _stackdrag "$@"
elif (( $+functions[compdef] )); then
  compdef _stackdrag stackdrag
else
  print -u2 'stackdrag: first switch completions on: autoload -U compinit && compinit'
fi
)sh";

constexpr std::string_view fish =
    R"sh(# Completes the command lines of stackdrag in fish: stackdrag completion fish > ~/.config/fish/completions/stackdrag.fish
# In that folder it also keeps fish from going by the manual page, which knows no commands.
function __stackdrag_ask
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    # Without the quotes and backslashes; a quote that is still open is left out.
    set -l plain (string unescape -- "$current"; or string replace -r '^["\']' '' -- "$current")
    set -g __stackdrag_answers (command stackdrag __complete $words[2..-1] "$plain" 2>/dev/null)
    set -g __stackdrag_files 0
    if test (count $__stackdrag_answers) -gt 0
        test "$__stackdrag_answers[-1]" = :files; and set -g __stackdrag_files 1
        set -e __stackdrag_answers[-1]
    end
    test $__stackdrag_files -eq 0
end
complete -c stackdrag -e
complete -c stackdrag -k -f -n __stackdrag_ask -a '$__stackdrag_answers'
complete -c stackdrag -k -n 'test "$__stackdrag_files" = 1' -a '$__stackdrag_answers'
)sh";

struct Shell {
  const char* name;
  std::string_view script;
};
constexpr Shell shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

}  // namespace

Command add_completion(CommandLine program) {
  const CommandLine command = program.add_command("completion", "Print what a shell needs to complete command lines");
  auto name = std::make_shared<std::string>();
  std::vector<std::string> names;
  for (const Shell& shell : shells) names.emplace_back(shell.name);
  command.add("shell", *name, "The shell", " ").required().one_of(names);
  command.add_examples({{"stackdrag completion bash", "in ~/.bashrc: eval \"$(stackdrag completion bash)\""},
                        {"stackdrag completion zsh", "in ~/.zshrc: eval \"$(stackdrag completion zsh)\""},
                        {"stackdrag completion fish", "for ~/.config/fish/completions/stackdrag.fish"}});
  command.set_exits("printed", "", "no such shell");
  return {command, [name] {
            const auto* const shell =
                std::find_if(std::begin(shells), std::end(shells), [&](const Shell& one) { return one.name == *name; });
            return print(std::string(shell->script));
          }};
}

}  // namespace stackdrag::cli
