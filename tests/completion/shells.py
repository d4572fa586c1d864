#!/usr/bin/env python3
"""Completes command lines of stackdrag in the real shells: tests/completion/shells.py PROGRAM SHELL FOLDER.

The shells run in FOLDER, which holds `stack.yaml` with hostile ids. Each prints what it puts in, and nothing may be run.
"""
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time

PROGRAM, SHELL, FOLDER = os.path.abspath(sys.argv[1]), sys.argv[2], os.path.abspath(sys.argv[3])
WAIT = 30
# Where Debian and Homebrew have bash-completion.
LIBRARIES = [f'{prefix}/share/bash-completion/bash_completion' for prefix in ('/usr', '/opt/homebrew', '/usr/local')]
FAULTS = []
ENVIRONMENT = {
    'PATH': os.path.dirname(PROGRAM) + ':/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin',
    'HOME': FOLDER,
    'LC_ALL': 'C.UTF-8',
    'TERM': 'xterm',
    'XDG_CONFIG_HOME': FOLDER + '/.config',
    'XDG_DATA_HOME': FOLDER + '/.local',
}


def expect(what, found, wanted):
    if found != wanted:
        FAULTS.append(f'{SHELL}: {what}: expected {wanted!r}, found {found!r}')


def output_of(*command):
    ran = subprocess.run(command, cwd=FOLDER, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=WAIT, check=False)
    if ran.stderr:
        FAULTS.append(f'{SHELL}: {command}: prints to standard error: {ran.stderr!r}')
    return ran.stdout


class Terminal:
    """A shell at a terminal, in which somebody types."""

    def __init__(self, *command):
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(FOLDER)
            os.execvpe(command[0], command, ENVIRONMENT)
        self.seen = ''

    def send(self, keys):
        os.write(self.descriptor, keys.encode())

    def read_until(self, pattern):
        """Reads until the text matches, and returns the match; stops with a fault if nothing comes."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            match = re.search(pattern, self.seen)
            if match:
                self.seen = self.seen[match.end():]
                return match
            ready, _, _ = select.select([self.descriptor], [], [], 0.2)
            if ready:
                try:
                    self.seen += os.read(self.descriptor, 65536).decode(errors='replace')
                except OSError:
                    break
        FAULTS.append(f'{SHELL}: no {pattern!r} in {self.seen[-400:]!r}')
        return None

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.descriptor)


def put_in(start, cases):
    """Types each line and a Tab, then has `echo` print the words that have become of it, each in brackets."""
    terminal = Terminal(*start[0])
    for line in start[1]:
        terminal.send(line + '\n')
    terminal.send("show() { printf '[%s]' \"$@\"; echo ::done; }\n" if SHELL != 'fish' else "function show; printf '[%s]' $argv; echo ::done; end\n")
    terminal.send("printf '::%s\\n' ready\n")
    terminal.read_until('::ready')
    for typed, wanted in cases:
        # Then back to the beginning of the line, where a command that only shows the words takes the place of stackdrag.
        terminal.send(typed + '\t\x01show \n')
        match = terminal.read_until(r'(\[stackdrag\][^\r\n]*)::done')
        if match is None:
            break  # whatever is typed now stands in the same line
        expect(f'Tab behind {typed!r}', match.group(1), ''.join(f'[{word}]' for word in wanted))
    terminal.close()


# What somebody types before Tab, and the words that stand there then. A file is completed by the shell itself.
TYPED = [
    ('stackdrag audi', ['stackdrag', 'audit']),
    ('stackdrag audit --form', ['stackdrag', 'audit', '--format']),
    ('stackdrag audit --format=js', ['stackdrag', 'audit', '--format=json']),
    ('stackdrag audit --select zombies,tool-unus', ['stackdrag', 'audit', '--select', 'zombies,tool-unused']),
    ('stackdrag audit --owner kim', ['stackdrag', 'audit', '--owner', 'kim']),
    ('stackdrag show dol', ['stackdrag', 'show', 'dol$(touch ran)']),
    ('stackdrag show tick', ['stackdrag', 'show', 'tick`touch ran`']),
    ('stackdrag show two', ['stackdrag', 'show', 'two words']),
    ('stackdrag show quo', ['stackdrag', 'show', "quo'te"]),
    ('stackdrag show tool:c', ['stackdrag', 'show', 'tool:colon']),
    ('stackdrag show semi', ['stackdrag', 'show', 'semi; touch ran']),
    ('stackdrag show broken', ['stackdrag', 'show', 'broken']),
    ('stackdrag audit --baseline a\\ lon', ['stackdrag', 'audit', '--baseline', 'a lonely file.json']),
    ('stackdrag audit --baseline=a\\ lon', ['stackdrag', 'audit', '--baseline=a lonely file.json']),
]


def check_bash():
    script = f'source {FOLDER}/stackdrag.bash'
    ask = (
        script + '; COMP_LINE=$1 COMP_POINT=${#1}; read -ra COMP_WORDS <<<"$1"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); '
        '_stackdrag stackdrag; printf "<%s>" "${COMPREPLY[@]}"'
    )
    asked = [
        ('stackdrag audit --fo', '<--format>'),
        ('stackdrag audit --format m', '<markdown>'),
        ('stackdrag audit --format=m', '<markdown>'),
        ('stackdrag show dol', '<dol\\$\\(touch\\ ran\\)>'),
        ('stackdrag show tool:c', '<colon>'),
        ('stackdrag nonsense ', '<>'),
    ]
    for line, wanted in asked:
        expect(f'COMPREPLY for {line!r}', output_of('bash', '--norc', '--noprofile', '-c', ask, 'bash', line), wanted)
    library = next(filter(os.path.exists, LIBRARIES), None)
    put_in((['bash', '--norc', '--noprofile', '-i'], [script]), TYPED)
    if library:
        # It finds the script by its name when somebody first completes a line of stackdrag.
        os.makedirs(FOLDER + '/.local/bash-completion/completions', exist_ok=True)
        shutil.copy(FOLDER + '/stackdrag.bash', FOLDER + '/.local/bash-completion/completions/stackdrag')
        put_in((['bash', '--norc', '--noprofile', '-i'], [f'source {library}']), TYPED)
    else:
        FAULTS.append('bash: bash-completion is not installed')


def check_zsh():
    put_in((['zsh', '-f', '-i'], ['bindkey -e; autoload -U compinit && compinit -u -D', f'source {FOLDER}/stackdrag.zsh']), TYPED)
    # The same as a file that zsh loads by its name.
    os.makedirs(FOLDER + '/functions', exist_ok=True)
    shutil.copy(FOLDER + '/stackdrag.zsh', FOLDER + '/functions/_stackdrag')
    put_in((['zsh', '-f', '-i'], [f'bindkey -e; fpath=({FOLDER}/functions $fpath); autoload -U compinit && compinit -u -D']), TYPED)


def check_fish():
    def asked(line):
        return output_of('fish', '--no-config', '-c', f'source {FOLDER}/stackdrag.fish; complete -C $argv[1]', '--', line).splitlines()

    expect('audit --fo', [line.split('\t')[0] for line in asked('stackdrag audit --fo')], ['--format'])
    expect('audit --format j', asked('stackdrag audit --format j'), ['json', 'junit'])
    expect('show dol', [line.split('\t')[0] for line in asked('stackdrag show dol')], ['dol$(touch ran)'])
    expect('an open quote', [line.split('\t')[0] for line in asked("stackdrag show 'two w")], ['two words'])
    expect('files', asked('stackdrag audit --baseline a\\ l'), ['a lonely file.json'])
    os.makedirs(FOLDER + '/.config/fish/completions', exist_ok=True)
    shutil.copy(FOLDER + '/stackdrag.fish', FOLDER + '/.config/fish/completions/stackdrag.fish')
    put_in((['fish', '-i'], []), TYPED)


def main():
    if not shutil.which(SHELL):
        sys.exit(f'{SHELL} is not installed')
    with open(f'{FOLDER}/stackdrag.{SHELL}', 'w', encoding='utf-8') as script:
        script.write(output_of(PROGRAM, 'completion', SHELL))
    {'bash': check_bash, 'zsh': check_zsh, 'fish': check_fish}[SHELL]()
    if os.path.exists(FOLDER + '/ran'):
        FAULTS.append(f'{SHELL}: an id was run')
    print('\n'.join(FAULTS) or 'accepted')
    sys.exit(1 if FAULTS else 0)


main()
