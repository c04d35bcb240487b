"""What catalogues have to say of a release's metadata; runs in an environment that does not have this project.

    python cataloguing.py FOLDER

Prints JSON: ``croissant`` (by the standard's own reader: errors, and the first rows of its record set ``codes``),
``datacite`` (errors by the schema of DataCite 4.5).
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
    rows: list[str] = []
    try:
        dataset = mlcroissant.Dataset(jsonld="croissant.json")
        errors += [str(one) for one in dataset.metadata.ctx.issues.errors]
        rows += [str(row) for row in islice(dataset.records("codes-rows"), 3)]
    except mlcroissant.ValidationError as error:
        errors.append(str(error))
    described = json.loads(Path("datacite.json").read_text(encoding="utf-8"))
    faults = [error.message for error in schema45.validator.iter_errors(described)]
    print(json.dumps({"croissant": errors, "rows": rows, "datacite": faults}, ensure_ascii=False))
