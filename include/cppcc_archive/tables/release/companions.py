"""What makes a release stand alone: README in two languages, citation, metadata for catalogues. Pure but for git."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cppcc_archive import __version__
from cppcc_archive.tables.release.datapackage import LICENSE, Written
from cppcc_archive.tables.schema import Table

_TEMPLATES = Path(__file__).with_name("templates")
_CREATOR = "Contributors of cppcc-archive"
_ABOUT = (
    "Reports of China's district and county committees of the CPPCC (区县政协) as tables: texts, figures with the "
    "characters they were read from, and where each page is archived."
)


_SUBJECTS = ("CPPCC", "区县政协", "提案", "local politics", "China")

_OF_CROISSANT = [
    "citeAs",
    "column",
    "equivalentProperty",
    "extract",
    "field",
    "fileProperty",
    "fileObject",
    "fileSet",
    "format",
    "includes",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "separator",
    "source",
    "subField",
    "transform",
]
_CROISSANT_TERMS: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _OF_CROISSANT},
}
"""The context as the standard has it, whole: its own reader, mlcroissant, takes no part of it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the pages of a release say of it. Counts are of rows; ``counties`` and ``present`` of the last year."""

    name: str
    created: str
    before: str | None
    parser_version: str
    commit: str | None
    tables: Sequence[Table]
    rows: Mapping[str, int]
    places: int
    first_year: int
    last_year: int
    counties: int
    present: int
    conflicts: int
    several: int
    warned: int
    anomalies: int
    gone: int
    edited: int
    invented: int = 0
    cite_at: str | None = None
    version: str = __version__

    @property
    def citation(self) -> str:
        """How to cite it, in English."""
        head = f"{_CREATOR} ({self.created[:4]}). District CPPCC report archive (区县政协报告档案), release {self.name}"
        invented = " [invented committees of a demo, no data]" if self.invented else ""
        return f"{head}{invented}. Data set.{f' {self.cite_at}' if self.cite_at else ''}"

    @property
    def citation_zh(self) -> str:
        """How to cite it, in Chinese."""
        invented = "（演示用虚构政协，不是数据）" if self.invented else ""
        where = f"{self.cite_at} 。" if self.cite_at else ""
        head = f"cppcc-archive 贡献者：《区县政协报告档案》，{self.name} 版{invented}"
        return f"{head}，数据集，{self.created[:4]} 年。{where}"

    @property
    def invented_note(self) -> str:
        """Said wherever the release is described when it holds what is made up; else empty."""
        if not self.invented:
            return ""
        return (
            f"INVENTED COMMITTEES, NO DATA: {self.invented} of the {self.places} committees in this release, their "
            "sites, reports and figures are made up to show the programs (column invented of sites). Nothing of theirs "
            "says anything about China."
        )

    @property
    def invented_note_zh(self) -> str:
        """The same in Chinese."""
        if not self.invented:
            return ""
        return (
            f"虚构的政协，不是数据：本版 {self.places} 个政协中有 {self.invented} 个连同其网站、报告和数字"
            "都是为演示程序而虚构的（`sites` 的 `invented` 一列），不能说明中国的任何情况。"
        )

    @property
    def about(self) -> str:
        """What the release is, in a sentence or two."""
        return f"{self.invented_note} {_ABOUT}".strip()


def pages(facts: Facts) -> dict[str, bytes]:
    """``README.md``, ``README.zh.md`` and ``CITATION.cff`` by name."""
    names = ("README.md", "README.zh.md", "CITATION.cff")
    return {
        name: (_templates().get_template(f"{name}.j2").render(facts=facts).strip() + "\n").encode() for name in names
    }


def datacite(facts: Facts, size: int) -> dict[str, Any]:
    """Metadata as DataCite 4.5 and Zenodo take it; who deposits the release adds the DOI."""
    return {
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Tables"},
        "creators": [{"name": _CREATOR, "nameType": "Organizational"}],
        "titles": [
            {"title": f"District CPPCC report archive, release {facts.name}", "lang": "en"},
            {"title": f"区县政协报告档案，{facts.name} 版", "titleType": "TranslatedTitle", "lang": "zh"},
        ],
        "publisher": {"name": "cppcc-archive"},
        "publicationYear": facts.created[:4],
        "dates": [
            {"date": facts.created[:10], "dateType": "Issued"},
            # 4.6 has "Coverage" for it.
            {"date": f"{facts.first_year}/{facts.last_year}", "dateType": "Other", "dateInformation": "coverage"},
        ],
        "language": "zh",
        "subjects": [{"subject": word} for word in _SUBJECTS],
        "descriptions": [{"description": facts.about, "descriptionType": "Abstract", "lang": "en"}],
        "geoLocations": [{"geoLocationPlace": "China"}],
        "rightsList": [{"rights": LICENSE["title"], "rightsUri": LICENSE["path"], "rightsIdentifier": LICENSE["name"]}],
        "version": facts.name,
        "sizes": [f"{size} bytes"],
        "formats": ["application/vnd.apache.parquet", "text/csv"],
        **({"url": facts.cite_at} if facts.cite_at else {}),
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }


def zenodo(facts: Facts) -> dict[str, Any]:
    """``.zenodo.json``: the deposit's metadata in Zenodo's own words, of which the form is filled."""
    return {
        "title": f"District CPPCC report archive (区县政协报告档案), release {facts.name}",
        "upload_type": "dataset",
        "description": facts.about,
        "creators": [{"name": _CREATOR}],
        "publication_date": facts.created[:10],
        "version": facts.name,
        "language": "zho",
        "access_right": "open",
        "license": LICENSE["name"].lower(),
        "keywords": [*_SUBJECTS],
        "notes": f"To cite: {facts.citation}",
    }


def croissant(facts: Facts, files: Sequence[Written]) -> dict[str, Any]:
    """Metadata as catalogues of data sets for machine learning read it (MLCommons Croissant 1.0)."""
    listed = [file for file in files if file.table and file.path.endswith(".parquet")]
    return {
        "@context": _CROISSANT_TERMS,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"cppcc-archive-{facts.name}",
        "description": facts.about,
        "version": _in_numbers(facts.name),
        "datePublished": facts.created[:10],
        "license": LICENSE["path"],
        "creator": {"@type": "sc:Organization", "name": _CREATOR},
        "citeAs": facts.citation,
        **({"url": facts.cite_at} if facts.cite_at else {}),
        "distribution": [*map(_file_object, listed), *map(_file_set, facts.tables)],
        "recordSet": [_record_set(table) for table in facts.tables],
    }


def _in_numbers(name: str) -> str:
    """A release's name as Croissant wants a version, in three numbers: 2026.12.1, the day's second one 2026.12.1+2."""
    year, month, day, *number = (int(part) for part in name.split("-"))
    return ".".join(map(str, (year, month, day))) + "".join(f"+{one}" for one in number)


def _file_object(file: Written) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file.digest,
    }


def _file_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": table.name,
        "encodingFormat": "application/x-parquet",
        "includes": f"{table.name}/*.parquet",
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": f"{table.name}-rows",
        "name": table.name,
        "description": table.description,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}-rows/{column.name}",
                "name": column.name,
                "description": column.description,
                "dataType": _croissant_type(str(column.type)),
                "source": {"fileSet": {"@id": table.name}, "extract": {"column": column.name}},
            }
            for column in table.columns
        ],
    }


@cache
def commit() -> str | None:
    """The commit of the checkout this code runs from; None where it was installed otherwise."""
    here = Path(__file__).parent
    try:
        asked = ["git", "-C", str(here), "rev-parse", "HEAD"]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None


def as_json(value: Any) -> bytes:
    """JSON for people to read, too."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _croissant_type(kind: str) -> str:
    words = {"int": "sc:Integer", "double": "sc:Float", "bool": "sc:Boolean", "date": "sc:Date", "time": "sc:DateTime"}
    return next((name for start, name in words.items() if kind.startswith(start)), "sc:Text")


@cache
def _templates() -> Environment:
    # Markdown and YAML, not HTML: nothing is escaped.
    return Environment(loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, autoescape=False)  # noqa: S701
