"""Write the samples that only an office program can: `python -m tests.files.samples.make` (LibreOffice, Debian's
libreoffice-writer-nogui, and fonts-wqy-microhei). The samples are committed, so that tests need neither."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.files.kit import SAMPLES, as_docx, report


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(as_docx(report()))
        for form in ("doc", "rtf", "pdf"):
            command = ["soffice", "--headless", "--convert-to", form, "--outdir", str(SAMPLES), str(source)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
