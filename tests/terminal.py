"""Runs a command in a terminal of 80 columns, types an answer once it waits for one, prints what the terminal showed, and exits as a shell would.

terminal.py ANSWER COMMAND...      an ANSWER of `-` types nothing; `\\n`, `\\x04` and the like are read as in Python
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios


def main(answer, *command):
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    shown, typed = b"", answer == "-"
    while select.select([terminal], [], [], 300)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux says so when the command has closed the terminal.
            break
        if not piece:
            break
        shown += piece
        if not typed and shown.endswith(b"] "):
            os.write(terminal, answer.encode().decode("unicode_escape").encode())
            typed = True
    sys.stdout.write(shown.decode().replace("\r\n", "\n"))
    # A signal that ended the command must not look like one of its own exit codes.
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.exit(128 - code if code < 0 else code)


if __name__ == "__main__":
    main(*sys.argv[1:])
