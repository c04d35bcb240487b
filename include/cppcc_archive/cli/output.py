"""What every command prints its answer with."""

from __future__ import annotations

import json
import sys
from typing import Any


def print_json(value: Any) -> None:
    """One value as JSON on stdout, Chinese as Chinese."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()
