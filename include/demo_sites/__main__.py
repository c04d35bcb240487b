"""The front door of the demo, for the Makefile: ``python -m demo_sites demo|up|down|night N|shell COMMAND …``."""

from __future__ import annotations

import os
import signal
import sys

USAGE = "usage: python -m demo_sites demo | up | down | night 1|2 | shell COMMAND …"


def main(argv: list[str]) -> int:
    """Run one command and return its exit code."""
    # Until a command takes interrupts itself there is nothing to clean up: end at once, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    match argv[1:]:
        case ["demo"]:
            from demo_sites.run import main as demo

            code = demo()
            # Taking Airflow's objects apart would take seconds more, and nothing is left to be done.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        case ["up"]:
            from demo_sites.standing import up

            return up()
        case ["down"]:
            from demo_sites.standing import down

            return down()
        case ["night", number]:
            from demo_sites.standing import night

            return night(number)
        case ["shell", *command] if command:
            from demo_sites.shell import run

            return run(command)
        case ["keep"]:
            from demo_sites.shell import keep

            return keep()
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv))
