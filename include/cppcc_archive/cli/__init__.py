"""The command line: ``cppcc``. JSON on stdout, progress and logs on stderr, exit 0 / 1 (work failed) / 2 (bad usage or
input).

In: arguments and the environment. Out: calls of the stages.
Order, one module a command group: `pages` (extract, parse), `sites`, `crawling`, `backfilling`, `building`, `reading`
(query, diff, coverage), `care` (audit), `releases`, `captures`, `viewing` (view); `app` joins them, `options` has what
they share, `output` prints, `progress` says how far it is. A new command is a function in the module of its group that
returns its exit code (None: 0); a new group is a module whose ``app`` is added in `app`. Stages are imported inside the
commands, so that ``cppcc extract`` does not pay for the warehouse.
"""

from cppcc_archive.cli.app import main

__all__ = ["main"]
