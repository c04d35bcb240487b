"""Run one program for as long as somebody holds our standard input open, and take it down with us.

Run as a script, by path and without site packages, so that it costs a few megabytes: the holder of the other end of the
pipe may die any death (SIGKILL included), the pipe closes, and the program goes.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys

_PR_SET_PDEATHSIG = 1
_GRACE_SECONDS = 10


def _die_with_parent() -> None:
    # Linux only: covers this supervisor itself being killed. Elsewhere the pipe alone has to do.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main(command: list[str]) -> int:
    """Start ``command``, wait for it or for end of input, and return its exit code."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    ready: list[int] = []
    while child.poll() is None and not ready:
        # Input is readable when it ended; a signal from outside asks for the same.
        found, _, _ = select.select([sys.stdin.fileno(), woken], [], [])
        if woken in found:
            received = set(os.read(woken, 64))
            ready = [woken] if received - {int(signal.SIGCHLD)} else []
        else:
            ready = found
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
