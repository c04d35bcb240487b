"""The command line: ``cppcc``. JSON on stdout, progress and logs on stderr, exit 0 / 1 (work failed) / 2 (bad usage
or input).

Stages are imported inside the commands, so that ``cppcc extract`` does not pay for the warehouse.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cppcc_archive import __version__
from cppcc_archive.errors import ArchiveError, InputError, QuietNightError

if TYPE_CHECKING:
    from cppcc_archive.jobs.settings import Settings

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Errors of ours end in one line naming thing and remedy."""
    options = _parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    # Says at every command where it found the S3 keys.
    logging.getLogger("botocore").setLevel(logging.WARNING)
    command: Command = options.command
    try:
        return command(options)
    except ArchiveError as error:
        print(f"cppcc: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader (head, less) went away; nothing of ours failed. Keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("cppcc: stopped; what was written stays, the next run goes on from there", file=sys.stderr)
        return 1


def _extract(options: argparse.Namespace) -> int:
    from cppcc_archive.extract import extract

    _print(extract(_read(options.file), options.url, options.charset).to_json())
    return 0


def _parse(options: argparse.Namespace) -> int:
    from cppcc_archive.extract import extract
    from cppcc_archive.jobs.hints import hint_for_url
    from cppcc_archive.markup.decode import decode
    from cppcc_archive.reports import parse, parse_text

    body = _read(options.file)
    hint = hint_for_url(_settings(options).registry(), options.url)
    if options.text:
        report = parse_text(decode(body, options.charset).text, options.url, site=hint)
    else:
        report = parse(extract(body, options.url, options.charset), site=hint)
    _print(report.to_json())
    return 0


def _sites_list(options: argparse.Namespace) -> int:
    _print([site.model_dump(mode="json", exclude_defaults=True) for site in _settings(options).registry().sites])
    return 0


def _sites_show(options: argparse.Namespace) -> int:
    _print(_settings(options).registry().get(options.site_id).model_dump(mode="json"))
    return 0


def _sites_validate(options: argparse.Namespace) -> int:
    sites = _settings(options).registry().sites
    _print({"valid": True, "sites": len(sites)})
    return 0


def _sites_check(options: argparse.Namespace) -> int:
    from cppcc_archive.jobs.onboarding import check_site

    settings = _settings(options)
    found = check_site(settings.registry().get(options.site_id), settings.crawl())
    _print(found.to_json())
    return 0 if found.ok else 1


def _sites_add(options: argparse.Namespace) -> int:
    from cppcc_archive.jobs.onboarding import add_site

    settings = _settings(options)
    found = add_site(options.url, settings.crawl(), sites_path=settings.sites, site_id=options.id, name=options.name)
    _print(found.to_json())
    return 0 if found.ok else 1


def _crawl(options: argparse.Namespace) -> int:
    from cppcc_archive.crawl.model import Scope
    from cppcc_archive.jobs.crawl import collect, crawl, year_scope

    if options.year and (options.since or options.until):
        raise InputError("--year already says since and until: give one or the other")
    settings = _settings(options)
    registry = settings.registry()
    sites = [registry.get(site_id) for site_id in options.site_ids] or registry.crawlable()
    scope = year_scope(options.year) if options.year else Scope(options.since, options.until)
    summary = crawl(settings, sites, scope).to_json()
    _print(summary)
    for site in summary["sites"]:
        print(f"{site['site_id']}: {site['result']} {site['reason']}".rstrip(), file=sys.stderr)
    try:
        collect(settings, [summary], [summary["shard"]])
    except QuietNightError as error:
        print(f"cppcc: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _build(options: argparse.Namespace) -> int:
    from cppcc_archive.jobs.build import build_year
    from cppcc_archive.tables.query import require_archive

    store = _settings(options).open_store()
    require_archive(store)
    result = build_year(store, options.year, reparse=options.reparse)
    _print(result.to_json())
    return 0


def _query(options: argparse.Namespace) -> int:
    from cppcc_archive.tables.query import query, render, require_archive

    store = _settings(options).open_store()
    # Mistakes in the question come first; an answer from nowhere is no answer.
    answer = query(store, options.sql)
    require_archive(store)
    print(render(answer, options.format))
    return 0


def _audit(options: argparse.Namespace) -> int:
    from cppcc_archive.jobs.audit import audit, require_whole
    from cppcc_archive.tables.query import require_archive

    settings = _settings(options)
    store = settings.open_store()
    if next(store.keys("warc/"), None) is None:  # the objects alone are an archive: tables are made from them
        require_archive(store)
    found = audit(store, settings.registry(), part=options.part, repair=options.repair).to_json()
    _print(found)
    for one in found["warnings"]:
        print(f"{one['what']}: {one['detail']} ({one['remedy']})", file=sys.stderr)
    require_whole(found["problems"])
    return 0


def _coverage(options: argparse.Namespace) -> int:
    from cppcc_archive.jobs.coverage import coverage, summary
    from cppcc_archive.tables.query import require_archive

    settings = _settings(options)
    store = settings.open_store()
    require_archive(store)
    _print(summary(coverage(store, settings.registry())))
    return 0


def _release(options: argparse.Namespace) -> int:
    from cppcc_archive.tables.query import require_archive
    from cppcc_archive.tables.release import release

    store = _settings(options).open_store()
    require_archive(store)
    _print(release(store, options.date).to_json())
    return 0


def _settings(options: argparse.Namespace) -> Settings:
    from cppcc_archive.jobs.settings import Settings

    settings = Settings.from_environment()
    if getattr(options, "store", None):
        settings = replace(settings, store_uri=options.store)
    if getattr(options, "sites", None):
        settings = replace(settings, sites=options.sites)
    return settings


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror}; name a file, or - for standard input") from None


def _print(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise argparse.ArgumentTypeError(f"{text!r} is no http:// or https:// address")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write YYYY-MM-DD") from None


def _part(text: str) -> tuple[int, int]:
    number, slash, parts = text.partition("/")
    if not (slash and number.isdecimal() and parts.isdecimal() and 1 <= int(number) <= int(parts)):
        raise argparse.ArgumentTypeError(f"{text!r} is no part; write 2/8 for the second of eight")
    return int(number), int(parts)


def _year(text: str) -> int:
    if not (text.isdigit() and 1990 <= int(text) <= 2100):
        raise argparse.ArgumentTypeError(f"{text!r} is no publication year from 1990 on")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cppcc", description="The district CPPCC report archive (区县政协报告档案).")
    parser.add_argument("--version", action="version", version=f"cppcc {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--store", metavar="URI", help="s3://bucket/prefix or a folder (default: CPPCC_STORE)")
    registry = argparse.ArgumentParser(add_help=False)
    registry.add_argument("--sites", type=Path, metavar="FILE", help="registry file read instead of the built-in one")
    page = argparse.ArgumentParser(add_help=False)
    page.add_argument("file", nargs="?", default="-", metavar="FILE", help="the page; - or nothing: standard input")
    page.add_argument("--url", required=True, type=_web_address, help="the page's address")
    page.add_argument("--charset", metavar="NAME", help="the label of the HTTP header, if there was one")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    add = commands.add_parser("extract", parents=[common, page], help="one page as a Document, JSON")
    add.set_defaults(command=_extract)
    add = commands.add_parser("parse", parents=[common, registry, page], help="one page as a Report, JSON")
    add.add_argument("--text", action="store_true", help="the input is plain text already")
    add.set_defaults(command=_parse)

    sites = commands.add_parser("sites", help="the site registry").add_subparsers(required=True, metavar="ACTION")
    both = [common, registry]
    sites.add_parser("list", parents=both, help="all sites").set_defaults(command=_sites_list)
    add = sites.add_parser("show", parents=both, help="one site with its defaults")
    add.add_argument("site_id", metavar="ID")
    add.set_defaults(command=_sites_show)
    sites.add_parser("validate", parents=both, help="check every entry").set_defaults(command=_sites_validate)
    add = sites.add_parser("check", parents=both, help="visit a site politely and say what is there")
    add.add_argument("site_id", metavar="ID")
    add.set_defaults(command=_sites_check)
    add = sites.add_parser("add", parents=both, help="visit a new site and write its entry")
    add.add_argument("url", type=_web_address, metavar="URL")
    add.add_argument("--id", help="the entry's id (default: made from the address)")
    add.add_argument("--name", help="the committee's name (default: as the site calls itself)")
    add.set_defaults(command=_sites_add)

    add = commands.add_parser("crawl", parents=both, help="fetch what is new into the archive")
    add.add_argument("site_ids", nargs="*", metavar="SITE_ID", help="default: every crawlable site")
    add.add_argument("--since", type=_day, metavar="DATE", help="published on or after")
    add.add_argument("--until", type=_day, metavar="DATE", help="published on or before")
    add.add_argument("--year", type=_year, metavar="Y", help="one publication year")
    add.set_defaults(command=_crawl)

    add = commands.add_parser("build", parents=[common], help="captures to tables")
    add.add_argument("--year", type=_year, metavar="Y", help="one publication year (default: all)")
    add.add_argument("--reparse", action="store_true", help="read all captures again, put back what tables lost")
    add.set_defaults(command=_build)

    add = commands.add_parser("audit", parents=both, help="whether the archive is whole, and which sites fell silent")
    add.add_argument("--repair", action="store_true", help="write rows and indexes that the archive's objects tell")
    add.add_argument("--part", type=_part, default=(1, 1), metavar="N/M", help="read only this part of the objects")
    add.set_defaults(command=_audit)

    add = commands.add_parser("release", parents=[common], help="the tables as they are now, as plain Parquet files")
    add.add_argument("--date", type=_day, metavar="D", help="the release's name (default: today)")
    add.set_defaults(command=_release)

    add = commands.add_parser("coverage", parents=both, help="which sites and years there are reports of, and the gaps")
    add.set_defaults(command=_coverage)

    add = commands.add_parser("query", parents=[common], help="SQL over the tables, by name (DuckDB)")
    add.add_argument("sql", metavar="SQL")
    add.add_argument("--format", choices=("table", "csv", "json"), default="table")
    add.set_defaults(command=_query)
    return parser


if __name__ == "__main__":
    sys.exit(main())
