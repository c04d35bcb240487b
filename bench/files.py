"""How well, and how fast, files give their text: ours beside pdfplumber and pypdf on PDF, python-docx on docx.

    python -m venv /tmp/files && /tmp/files/bin/pip install -r bench/requirements-files.lock -e .
    /tmp/files/bin/python -m bench.files

Right are the characters of the report and nothing else, in its order: the share is twice the characters in common over
those of both texts (blanks aside). The samples are the tests' own: a report by several programs, and pages that are
hard. Milliseconds a page are processor time, the best of three. PyMuPDF was not measured: its licence (AGPL) keeps it
out of this project.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from cppcc_archive.files import Limits
from cppcc_archive.files.reading import read_file
from tests.files import kit

PARTS = kit.report()
TRUTH = kit.text_of(PARTS)
PROSE = "".join(part.text for part in PARTS if part.kind == "plain")


class Sample(NamedTuple):
    """A file, the text a reader sees in it, and how many pages it has."""

    name: str
    body: bytes
    truth: str
    pages: int


def samples() -> Iterator[Sample]:
    """The files that are measured."""
    yield Sample("report by LibreOffice", (kit.SAMPLES / "report.pdf").read_bytes(), TRUTH, 3)
    yield Sample("report by reportlab", kit.as_pdf(PARTS), TRUTH, 3)
    yield Sample("two columns", kit.pdf_of([_columns()]), PROSE[:640], 1)
    yield Sample("page on its side", _drawn(_sideways), PROSE[:600], 1)
    yield Sample("watermark, side print", _drawn(_watermark), PROSE[:600], 1)
    yield Sample("letters printed twice", _drawn(_twice), PROSE[:600], 1)


def _columns() -> list[kit.Placed]:
    rows = [PROSE[at : at + 16] for at in range(0, 640, 16)]
    return [kit.Placed(row, 60 if n < 20 else 320, 100 + 30 * (n % 20), 14) for n, row in enumerate(rows)]


def _rows(canvas: Canvas, x: float, y: float, shift: float = 0.0) -> None:
    for number, at in enumerate(range(0, 600, 25)):
        canvas.drawString(x + shift, y - 28 * number, PROSE[at : at + 25])


def _sideways(canvas: Canvas) -> None:
    canvas.translate(0, A4[1])
    canvas.rotate(-90)
    for number, at in enumerate(range(0, 600, 40)):
        canvas.drawString(90, 520 - 28 * number, PROSE[at : at + 40])


def _watermark(canvas: Canvas) -> None:
    _rows(canvas, 90, 760)
    for number, one in enumerate("内部资料注意保存"):
        canvas.drawString(30, 700 - 24 * number, one)
    canvas.translate(150, 300)
    canvas.rotate(45)
    canvas.drawString(0, 0, "青溪县政协办公室征求意见稿")


def _twice(canvas: Canvas) -> None:
    for shift in (0.0, 0.4):
        _rows(canvas, 90, 760, shift)


def _drawn(draw: Callable[[Canvas], None]) -> bytes:
    kit.pdf_of([])  # registers the font
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setFont(kit.FONT, 16)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def ours(body: bytes) -> str:
    """What this project reads."""
    return read_file(body, "http://127.0.0.1/1", Limits()).text


def plumber(body: bytes) -> str:
    """What pdfplumber reads."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(body)) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def pypdf(body: bytes) -> str:
    """What pypdf reads."""
    import pypdf as library

    return "\n".join(page.extract_text() for page in library.PdfReader(io.BytesIO(body)).pages)


def python_docx(body: bytes) -> str:
    """What python-docx reads, tables too."""
    import docx

    document = docx.Document(io.BytesIO(body))
    found = []
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            found += ["\t".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            found.append(item.text)
    return "\n".join(found)


def right(found: str, truth: str) -> float:
    """The share of characters that are right."""
    mine, theirs = kit.letters(found), kit.letters(truth)
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio()


def milliseconds(read: Callable[[bytes], str], body: bytes) -> float:
    """Processor time of one reading."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        read(body)
        best = min(best, time.process_time() - began)
    return best * 1000


def main() -> None:
    """Print the two tables."""
    readers = {"ours": ours, "pdfplumber": plumber, "pypdf": pypdf}
    print("| PDF | " + " | ".join(readers) + " |\n| --- |" + " --- |" * len(readers))
    for sample in samples():
        cells = [
            f"{right(read(sample.body), sample.truth):.2%} · {milliseconds(read, sample.body) / sample.pages:.1f} ms"
            for read in readers.values()
        ]
        print(f"| {sample.name} | " + " | ".join(cells) + " |")
    print("\n| other files | ours | python-docx |\n| --- | --- | --- |")
    for name, body in {
        "docx": kit.as_docx(PARTS),
        "doc, wps": (kit.SAMPLES / "report.doc").read_bytes(),
        "rtf": (kit.SAMPLES / "report.rtf").read_bytes(),
        "ofd": kit.as_ofd(PARTS),
    }.items():
        peer = (
            f"{right(python_docx(body), TRUTH):.2%} · {milliseconds(python_docx, body):.0f} ms"
            if name == "docx"
            else "–"
        )
        print(f"| {name} | {right(ours(body), TRUTH):.2%} · {milliseconds(ours, body):.0f} ms | {peer} |")


if __name__ == "__main__":
    main()
