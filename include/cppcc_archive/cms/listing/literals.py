"""JavaScript literals in a page's scripts: objects, arrays, strings and numbers, read and never run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

MOST_DEEP = 40
_EFFORT = 4
"""Characters looked at in all, as a multiple of the code's length: what begins like a literal and is none costs only
so much."""

_SPACE = re.compile(r"\s*")
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?(?:[eE][+-]?\d{1,3})?")
_NAME = re.compile(r"[A-Za-z_$][\w$]{0,60}")
_STRING = re.compile(
    r"""("(?:[^"\\\n]|\\(?:.|\Z))*+(?:"|(?=\n)|\Z)|'(?:[^'\\\n]|\\(?:.|\Z))*+(?:'|(?=\n)|\Z)"""
    r"""|`(?:[^`\\$]|\\(?:.|\Z)|\$(?!\{))*+(?:`|(?=\$\{)|\Z))""",
    re.DOTALL,
)
"""A string, or what is left of one that its line, or a template's first expression, cuts off: looked at once."""
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_SHORTHAND = {"!0": True, "!1": False, "void 0": None}  # how tools that make scripts small write some of them
_BEGINS = re.compile(r"[{\[](?=\s*[\]}\"'`{\[\w$-])|(?<=JSON\.parse\()\s*(?=[\"'`])")
_FUNCTION = re.compile(r"\(\s*function\s*\(([\w$,\s]*)\)\s*\{")
_WRAPPED = re.compile(r"(?:(?:JSON\.(?:stringify|parse)|\$\.(?:parseJSON|param)|eval|encodeURIComponent|Object)\s*)?\(")
_ASSIGNED = re.compile(r"(?:\b([A-Za-z_$][\w$]{0,60})\s*=(?!=)|\bJSON\.parse\s*\()\s*(?=[\[{\"'(])")
_PART = re.compile(
    r"""\s*(?:["'](?P<text>(?<=")[^"\n]{0,300}(?=")|(?<=')[^'\n]{0,300}(?='))["']|`(?P<template>[^`\n]{1,300})`"""
    r"""|(?P<name>[A-Za-z_$][\w$.]{0,60})(?![\w$.(]))"""
)
_HOLE = re.compile(r"\$\{([^{}`]{1,60})\}")
_PLUS = re.compile(r"\s*\+\s*")
_PUSHED = re.compile(r"\b([A-Za-z_$][\w$]{0,60})\.push\s*\(\s*(?=\{)")
_ASSIGNED_VALUE = re.compile(r"\b(?:var|let|const)?\s*([A-Za-z_$][\w$]{0,60})\s*=\s*(?=[\"'\d])")


class NoLiteralError(ValueError):
    """What stands here is no literal (a call, an unknown name, an unclosed bracket)."""


class Literals:
    """Reads literals in one piece of code. ``names`` are variables that may stand for a value."""

    def __init__(self, code: str, names: Mapping[str, Any] | None = None) -> None:
        self._code = code
        self._names = names or {}
        self._left = _EFFORT * len(code) + 1000

    def read(self, at: int) -> tuple[Any, int]:
        """The value at ``at`` and where it ends. Raises NoLiteralError for anything else."""
        value, end = self._value(at, 0)
        return value, end

    def assigned(self) -> Iterator[tuple[str, Any]]:
        """Objects and arrays that variables are set to (``var data = [...]``), with the variable's name, in order."""
        at = 0
        while match := _ASSIGNED.search(self._code, at):
            at = match.end()
            try:
                value, at = self.read(at)
            except NoLiteralError:
                continue
            if isinstance(value, str):
                value = from_json(value)
            if isinstance(value, dict | list):
                yield match[1] or "", value

    def _value(self, at: int, depth: int) -> tuple[Any, int]:
        at = self._skip(at)
        if depth > MOST_DEEP or self._left <= 0:
            raise NoLiteralError
        code = self._code
        first = code[at : at + 1]
        if first == "{":
            return self._object(at + 1, depth + 1)
        if first == "[":
            return self._array(at + 1, depth + 1)
        if first and first in "\"'`":
            return self._string(at)
        if wrapped := _WRAPPED.match(code, at):
            value, end = self._value(wrapped.end(), depth + 1)
            return value, self._closed(end, ")")
        if number := _NUMBER.match(code, at):
            self._left -= number.end() - at
            return (float(number[0]) if any(c in number[0] for c in ".eE") else int(number[0])), number.end()
        for short, means in _SHORTHAND.items():
            if code.startswith(short, at):
                return means, at + len(short)
        if name := _NAME.match(code, at):
            self._left -= name.end() - at
            if name[0] in _WORDS:
                return _WORDS[name[0]], name.end()
            if name[0] in self._names:
                return self._names[name[0]], name.end()
        raise NoLiteralError

    def _object(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        at = self._skip(at)
        while self._code[at : at + 1] != "}":
            key, at = self._key(at)
            value, at = self._value(self._closed(at, ":"), depth)
            found[key] = value
            at = self._next(at, "}")
        return found, at + 1

    def _array(self, at: int, depth: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        at = self._skip(at)
        while self._code[at : at + 1] != "]":
            value, at = self._value(at, depth)
            found.append(value)
            at = self._next(at, "]")
        return found, at + 1

    def _next(self, at: int, end: str) -> int:
        """Past the comma behind a member; where the closing bracket stands."""
        at = self._skip(at)
        if self._code[at : at + 1] == ",":
            return self._skip(at + 1)
        if self._code[at : at + 1] != end:
            raise NoLiteralError
        return at

    def _key(self, at: int) -> tuple[str, int]:
        if name := _NAME.match(self._code, at) or _NUMBER.match(self._code, at):
            self._left -= name.end() - at
            return name[0], name.end()
        return self._string(at)

    def _string(self, at: int) -> tuple[str, int]:
        match = _STRING.match(self._code, at)
        self._left -= match.end() - at if match else 1
        if match is None or not _is_closed(match[0]):
            raise NoLiteralError
        return unescaped(match[0][1:-1]), match.end()

    def _closed(self, at: int, mark: str) -> int:
        at = self._skip(at)
        if self._code[at : at + 1] != mark:
            raise NoLiteralError
        return at + 1

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._code, at)
        end = match.end() if match else at
        self._left -= end - at + 1
        return end


def pieced(code: str, value: Callable[[str, str], str | None]) -> tuple[str | None, int]:
    """A text that ``code`` begins by putting together (``'/list?page=' + n``, ```/list?page=${n}```), and its end.

    ``value`` gives what a name stands for, knowing what stands before it. None where one stays open, and for a text of
    one piece.
    """
    made, at, pieces = "", 0, 0
    while match := _PART.match(code, at):
        if match["name"] and not pieces:
            return None, 0
        whole = _HOLE.split(match["template"]) if match["template"] else [match["text"] or "", match["name"] or ""]
        for number, piece in enumerate(whole):
            if number % 2 and piece:
                filled = value(piece.strip(), made)
                if filled is None:
                    return None, 0
                made, pieces = made + filled, pieces + 1
            elif not number % 2:
                made, pieces = made + unescaped(piece), pieces + 1
        at = match.end()
        if (plus := _PLUS.match(code, at)) is None:
            break
        at = plus.end()
    return (made, at) if pieces > 1 else (None, 0)


def pushed(code: str) -> Iterator[list[Any]]:
    """The arrays that a script fills record by record (``list.push({...})``)."""
    reader = Literals(code, simple_variables(code))
    found: dict[str, list[Any]] = {}
    at = 0
    while match := _PUSHED.search(code, at):
        at = match.end()
        try:
            record, at = reader.read(at)
        except NoLiteralError:
            continue
        found.setdefault(match[1], []).append(record)
    yield from found.values()


def strings(code: str) -> Iterator[tuple[int, int, str]]:
    """The string literals of ``code`` in order: where each begins and ends, and what it says."""
    for match in _STRING.finditer(code):
        if _is_closed(match[0]):
            yield match.start(), match.end(), unescaped(match[0][1:-1])


def values_in(code: str) -> Iterator[Any]:
    """The objects and arrays of ``code`` that stand in no other (those in a text for ``JSON.parse`` as that text), in
    order; the parameters of a function around them are what it is called with (``(function(a){return {t: a}}(1))``)."""
    reader, at = Literals(code, _parameters(code)), 0
    while match := _BEGINS.search(code, at):
        try:
            value, at = reader.read(match.start())
        except NoLiteralError:
            at = match.start() + 1
            continue
        yield value


def _parameters(code: str) -> dict[str, Any]:
    """What the parameters of a function stand for that a script calls where it writes it."""
    function, (_, called, values) = _FUNCTION.search(code), code.rpartition("}(")
    if not function or not called:
        return {}
    try:
        given, _ = Literals(f"[{values.rstrip().rstrip(';)')}]").read(0)
    except NoLiteralError:
        return {}
    return dict(zip(re.split(r"\s*,\s*", function[1].strip()), given, strict=False))


def simple_variables(code: str) -> dict[str, Any]:
    """Variables set to a text or a number (``var channelId = '5'``); of several settings the first."""
    reader = Literals(code)
    found: dict[str, Any] = {}
    for match in _ASSIGNED_VALUE.finditer(code):
        if match[1] not in found:
            try:
                found[match[1]] = reader.read(match.end())[0]
            except NoLiteralError:
                continue
    return found


def unescaped(text: str) -> str:
    """A string literal's content with its escapes undone; half a surrogate pair becomes U+FFFD."""
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(_escape, text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\u" in text else plain


def _escape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])


def _is_closed(text: str) -> bool:
    return len(text) > 1 and text[-1] == text[0]


def from_json(text: str) -> Any:
    """The object or array that ``text`` is as JSON; None for any other text."""
    if text[:1] not in ("[", "{"):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
