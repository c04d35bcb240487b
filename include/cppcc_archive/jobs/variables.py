"""Environment variables as values: what does not parse is refused with the variable's name. Imports nothing, so that a
DAG file may use it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from math import isfinite
from urllib.parse import urlsplit

from cppcc_archive.errors import SettingsError

_CONTACT = re.compile(r"[^\s@]+@(?P<domain>[^\s@]+)|https?://[^\s/]+\S*")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)", re.IGNORECASE)
_NOBODY = (".local", ".localhost", ".localdomain", ".internal", ".lan", ".test", ".invalid")
"""Ends of names that lead nowhere outside one's own network."""


def number(env: Mapping[str, str], name: str, default: float, *, least: float) -> float:
    """The number that ``name`` holds, ``default`` where it holds nothing."""
    text = env.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        raise SettingsError(f"{name}={text!r} is not a number; unset it for the default {default:g}") from None
    if not isfinite(value):
        raise SettingsError(f"{name}={text!r} is no finite number; unset it for the default {default:g}")
    if not value >= least:
        raise SettingsError(f"{name}={text!r} is below {least:g}")
    return value


def whole_number(env: Mapping[str, str], name: str, default: int, *, least: int = 1) -> int:
    """The whole number that ``name`` holds, ``default`` where it holds nothing."""
    value = number(env, name, default, least=least)
    if value != int(value):
        raise SettingsError(f"{name}={env[name]!r} is no whole number; unset it for the default {default}")
    return int(value)


def contact(env: Mapping[str, str], name: str) -> str | None:
    """A mail or web address for the user agent; None where there is none. One that reaches nobody from outside is
    refused: whoever crawls only this machine needs none."""
    text = env.get(name, "").strip()
    if not text:
        return None
    found = _CONTACT.fullmatch(text)
    if not (found and text.isascii() and text.isprintable()):
        raise SettingsError(f"{name}={text!r} is no mail or web address where a site's keeper can reach you")
    if not _is_public(found["domain"] or _host(text)):
        raise SettingsError(
            f"{name}={text!r} reaches nobody from outside: name a mail address or web page under a public domain, as "
            "archive@example.org (to crawl this machine alone, leave it out)"
        )
    return text


def web_address(env: Mapping[str, str], name: str) -> str | None:
    """The http or https address that ``name`` holds; None where it holds nothing."""
    text = env.get(name, "").strip()
    if not text:
        return None
    if not (text.startswith(("http://", "https://")) and _host(text) and text.isascii() and text.isprintable()):
        raise SettingsError(f"{name}={text!r} is no web address: write https://doi.org/10.… or a page of yours")
    return text


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_public(host: str) -> bool:
    """Whether a name may be known to everybody, or a number is nobody's private one."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return _DOMAIN.fullmatch(host) is not None and not host.lower().endswith(_NOBODY)


def proxies(found: Mapping[str, str]) -> dict[str, str]:
    """The proxies by scheme (and ``no``: hosts without one), as the usual variables name them."""
    for scheme in ("http", "https"):
        url = found.get(scheme)
        if not url:
            continue
        try:
            parts = urlsplit(url if "://" in url else f"http://{url}")
            usable = parts.scheme in {"http", "https", "socks5", "socks5h"} and parts.hostname and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise SettingsError(f"{scheme.upper()}_PROXY={url!r} is no proxy's address; write http://host:port")
    return {scheme: url for scheme, url in found.items() if scheme in {"http", "https", "no"}}
