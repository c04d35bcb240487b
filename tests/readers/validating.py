"""What Frictionless has to say of a package; runs in an environment that does not have this project.

    python validating.py datapackage.json

Prints JSON: how many resources were read, how many rows, and every error with the resource it is in.
"""

from __future__ import annotations

import json
import sys

from frictionless import Package, system

if __name__ == "__main__":
    # A package is read where it lies, in the folder named on the command line.
    with system.use_context(trusted=True):
        report = Package(sys.argv[1]).validate()
    errors = [f"{error.type}: {error.message}" for error in report.errors]
    errors += [f"{task.name}: {error.type}: {error.message}" for task in report.tasks for error in task.errors]
    told = {"resources": len(report.tasks), "rows": sum(task.stats.get("rows", 0) for task in report.tasks)}
    print(json.dumps({**told, "errors": errors}, ensure_ascii=False))
