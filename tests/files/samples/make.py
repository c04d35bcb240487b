"""Write the samples that only an office program can: `python -m tests.files.samples.make` (LibreOffice, Debian's
libreoffice-writer-nogui, and fonts-wqy-microhei). The samples are committed, so that tests need neither.

``nasty.fodt`` is what writers of reports do to a document: lists numbered by the program, merged and nested cells, a
text box, columns, a footnote, characters of the second plane, a comment, hidden text, a deletion kept as a change.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.files.kit import SAMPLES, as_docx, as_fods, report

KEPT_CHANGES = '<text:change text:change-id="ct1"/>'


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(as_docx(report()))
        _convert(folder / "report.docx", "doc", "rtf", "pdf", "odt")
        (folder / "report.fods").write_text(as_fods(report()), encoding="utf-8")
        _convert(folder / "report.fods", "xls", "xlsx", "ods")
        nasty = (SAMPLES / "nasty.fodt").read_text(encoding="utf-8")
        (folder / "nasty.fodt").write_text(nasty, encoding="utf-8")
        _convert(folder / "nasty.fodt", "docx", "doc", "rtf", "odt")
        # On paper the deletion would be seen, struck through.
        (folder / "nasty.fodt").write_text(nasty.replace(KEPT_CHANGES, ""), encoding="utf-8")
        _convert(folder / "nasty.fodt", "pdf")


def _convert(source: Path, *forms: str) -> None:
    for form in forms:
        command = ["soffice", "--headless", "--convert-to", form, "--outdir", str(SAMPLES), str(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
