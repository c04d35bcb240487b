"""What catalogues have to say of a release's metadata; runs in an environment that does not have this project.

    python cataloguing.py FOLDER

Prints JSON: ``croissant`` (by the standard's own reader: errors and warnings, and ``rows``, how many of the first three
of each record set it reads), ``datacite`` (errors by the schema of DataCite 4.5; what it says is made XML, too).
"""

from __future__ import annotations

import json
import os
import sys
from itertools import islice
from pathlib import Path

import mlcroissant
from datacite import schema45

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    os.chdir(folder)  # its files are named from there
    errors: list[str] = []
    rows: dict[str, int] = {}
    try:
        dataset = mlcroissant.Dataset(jsonld="croissant.json")
        issues = dataset.metadata.ctx.issues
        errors += [str(one) for one in (*issues.errors, *issues.warnings)]
        rows |= {one.id: len(list(islice(dataset.records(one.id), 3))) for one in dataset.metadata.record_sets}
    except mlcroissant.ValidationError as error:
        errors.append(str(error))
    described = json.loads(Path("datacite.json").read_text(encoding="utf-8"))
    faults = [error.message for error in schema45.validator.iter_errors(described)]
    if not faults:
        schema45.tostring(described)
    print(json.dumps({"croissant": errors, "rows": rows, "datacite": faults}, ensure_ascii=False))
