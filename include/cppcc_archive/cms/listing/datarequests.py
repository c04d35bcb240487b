"""The requests by which lists are filled with data: those that scripts make, those that a site's entry describes, and
the one for the page after."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from cppcc_archive.cms.base import Described, PageRequest
from cppcc_archive.cms.listing.anchors import base_url, resolve
from cppcc_archive.cms.listing.literals import Literals, NoLiteralError, pieced, simple_variables
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import absolute

if TYPE_CHECKING:
    from cppcc_archive.cms.rowsource import RowSource

_JSON = "application/json;charset=UTF-8"
_PAGE_NAMES = frozenset(
    {"page", "pageno", "pagenum", "pageindex", "pagenumber", "currentpage", "current", "curpage", "pn", "p", "pageid"}
)
_START_NAMES = frozenset({"start", "offset", "startrow", "startindex", "begin"})
_SIZE_NAMES = frozenset({"pagesize", "size", "limit", "rows", "rowsperpage", "perpage", "length", "pagecount", "num"})
_CALL = re.compile(
    r"(?:\$|jQuery|axios|this\.\$http|request|http)\.(?P<how>get|post|getJSON|ajax)\s*\(\s*"
    r"|\b(?:fetch|axios|request)\s*\(\s*"
    r"|\.open\s*\(\s*[\"'](?P<xhr>GET|POST)[\"']\s*,\s*"
    r"|\b(?:table\.render|flow\.load)\s*\(\s*|\.(?:datagrid|bootstrapTable|DataTable|jqGrid)\s*\(\s*"
    r"|\$\([^()\n]{1,60}\)\.load\s*\(\s*"
)
_URL_FIELD = re.compile(r"""\burl\s*:\s*(?P<q>["'`])(?P<url>[^"'`\s]{2,500})(?P=q)""", re.IGNORECASE)
_METHOD = re.compile(r"""\b(?:type|method)\s*:\s*["'](?P<method>get|post)["']""", re.IGNORECASE)
_JSON_TYPE = re.compile(r"application/json|JSON\.stringify")
_DATA = re.compile(r"\b(?:data|body|where|queryParams|params|postData)\s*:\s*(?=[{\"'J`])")
_SEND = re.compile(r"\.send\s*\(\s*(?=[{\"'J`])")
_LAST_KEY = re.compile(r"[?&](\w{1,40})=$")
_PLUS = re.compile(r"\s*\+")
_COMMA = re.compile(r"\s*,\s*")
_CLOSED_CALL = re.compile(r"\}\s*\)\s*;?\s*(?:\$|axios|fetch|var|function|\n\s*\n)")
_WITHIN = 1200
"""Characters of a call in which its parts are looked for."""
_NO_LIST = re.compile(
    r"login|captcha|verif|visit|count|click|hits?\b|stat(?:istic)?s?\b|weather|banner|menu|nav|config|upload|token|user"
    r"|comment|vote|\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?)$",
    re.IGNORECASE,
)
_LISTS = re.compile(r"list|query|search|page|article|news|info|content|column|channel|cat|data", re.IGNORECASE)


def described_request(base: str, source: RowSource, number: int | None = None) -> PageRequest:
    """The request for one page (default: the first) of a list as the site's entry describes it."""
    page = source.first_page if number is None else number
    url = absolute(base, source.url.replace("{page}", str(page))) or base
    described = Described(source, page)
    if not source.is_post:
        return PageRequest(url, described=described)
    body = _filled(source.body, page)
    if isinstance(body, str):
        kind = {"Content-Type": _JSON} if body.lstrip()[:1] in ("{", "[") else {}
        return PageRequest(url, body, kind, described)
    return PageRequest(url, json.dumps(body or {}, ensure_ascii=False), {"Content-Type": _JSON}, described)


def data_requests(page: Page, code: str) -> Iterator[PageRequest]:
    """The requests for data that scripts of the page make, likely lists first."""
    base, names = base_url(page), simple_variables(code)
    found: dict[object, PageRequest] = {}
    for match in _CALL.finditer(code):
        request = _request(base, code, match, names)
        if request is not None and not _NO_LIST.search(urlsplit(request.url).path):
            found.setdefault(request.key, request)
    return iter(sorted(found.values(), key=lambda request: not _LISTS.search(urlsplit(request.url).path)))


def _request(base: str, code: str, call: re.Match[str], names: Mapping[str, Any]) -> PageRequest | None:
    """One call as a request: ``$.get(url)``, ``$.post(url, data)``, ``$.ajax({url, data})``, ``fetch(url, …)``."""
    text = code[call.end() : call.end() + _WITHIN]
    if cut := _CLOSED_CALL.search(text):
        text = text[: cut.end()]
    reader = Literals(text, names)
    target: Any
    target, end = pieced(text, _fills(names))
    if target is None:
        try:
            target, end = reader.read(0)
        except NoLiteralError:
            target, end = None, 0
        if isinstance(target, str) and target.endswith("/") and _PLUS.match(text, end):
            return None  # what names the list stays open
    if isinstance(target, str):
        data = _second(reader, text, end) if call["how"] in ("get", "post", "getJSON") else _data(reader, text)
    else:
        field = _URL_FIELD.search(text)
        target, data = (field["url"] if field else None), _data(reader, text)
    url = resolve(base, target) if isinstance(target, str) else None
    if url is None:
        return None
    named = _METHOD.search(text)
    if "post" not in (call["how"], (call["xhr"] or "").lower(), named["method"].lower() if named else ""):
        return PageRequest(_with_query(url, data) if isinstance(data, dict) else url)
    return _post(url, data, bool(_JSON_TYPE.search(text)) or call[0].startswith(("axios", "this")))


def _fills(names: Mapping[str, Any]) -> Callable[[str, str], str | None]:
    """What a name stands for in an address that a script puts together: its value, or the first page where it is the
    number of one."""

    def value(name: str, before: str) -> str | None:
        known = names.get(name.rpartition(".")[2])
        if isinstance(known, str | int):
            return str(known)
        key = _LAST_KEY.search(before)
        field = key[1].lower().replace("_", "") if key else ""
        firsts = ((_PAGE_NAMES, "1"), (_START_NAMES, "0"), (_SIZE_NAMES, "20"))
        return next((first for fields, first in firsts if field in fields), None)

    return value


def _post(url: str, data: Any, as_json: bool) -> PageRequest:
    if as_json and not isinstance(data, str):
        return PageRequest(url, json.dumps(data or {}, ensure_ascii=False), {"Content-Type": _JSON})
    if isinstance(data, str):
        return PageRequest(url, data, {"Content-Type": _JSON} if data[:1] in ("{", "[") else {})
    return PageRequest(url, {str(key): _plain(value) for key, value in (data or {}).items()})


def _second(reader: Literals, text: str, at: int) -> Any:
    """The second argument of a call, where it is a literal."""
    comma = _COMMA.match(text, at)
    if comma is None:
        return None
    try:
        return reader.read(comma.end())[0]
    except NoLiteralError:
        return None


def _data(reader: Literals, text: str) -> Any:
    for match in (*_DATA.finditer(text), *_SEND.finditer(text)):
        try:
            return reader.read(match.end())[0]
        except NoLiteralError:
            continue
    return None


def _with_query(url: str, data: Mapping[str, Any]) -> str:
    query = urlencode({key: _plain(value) for key, value in data.items() if value is not None})
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False) if value is not None else ""


def _filled(value: Any, page: int) -> Any:
    """``value`` with ``{page}`` filled in; a text that is nothing else becomes the number itself."""
    if isinstance(value, str):
        return page if value == "{page}" else value.replace("{page}", str(page))
    if isinstance(value, dict):
        return {key: _filled(part, page) for key, part in value.items()}
    return [_filled(part, page) for part in value] if isinstance(value, list) else value


def next_page(request: PageRequest, rows: int, total: int | None) -> PageRequest | None:
    """The request with its page number (or first record) moved on; None at the end, or where it has none."""
    if isinstance(request.form, str):
        try:
            body = json.loads(request.form)
        except ValueError:
            body = None
        if isinstance(body, dict) and (moved := _moved(body, rows, total)) is not None:
            return replace(request, form=json.dumps(moved, ensure_ascii=False))
        if body is None and (moved := _moved(dict(parse_qsl(request.form)), rows, total)) is not None:
            return replace(request, form=urlencode(moved))
    elif request.form and (moved := _moved(request.form, rows, total)) is not None:
        return replace(request, form={key: str(value) for key, value in moved.items()})
    parts = urlsplit(request.url)
    moved = _moved(dict(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=60)), rows, total)
    if moved is None:
        return None
    return replace(request, url=urlunsplit(parts._replace(query=urlencode(moved, quote_via=quote))))


def _moved(fields: Mapping[str, Any], rows: int, total: int | None) -> dict[str, Any] | None:
    size = next((int(value) for key, value in fields.items() if _is_number(key, value, _SIZE_NAMES)), 0) or rows
    for names, step in ((_PAGE_NAMES, 1), (_START_NAMES, size)):
        for key, value in fields.items():
            if not _is_number(key, value, names):
                continue
            following = int(value) + step
            seen = (
                following * size
                if step == 1 and int(value) == 0
                else (following - 1) * size
                if step == 1
                else following
            )
            if total is not None and seen >= total:
                return None
            return {**fields, key: following if isinstance(value, int) else str(following)}
    return None


def _is_number(key: str, value: Any, names: frozenset[str]) -> bool:
    number = value if isinstance(value, int) and not isinstance(value, bool) else None
    if isinstance(value, str) and value.isdecimal() and len(value) < 7:
        number = int(value)
    return number is not None and 0 <= number < 1_000_000 and key.lower().replace("_", "") in names
