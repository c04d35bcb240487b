"""``python -m cppcc_archive.cli``: the same as ``cppcc``."""

import sys

from cppcc_archive.cli.app import main

sys.exit(main())
