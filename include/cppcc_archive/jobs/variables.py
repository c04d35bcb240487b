"""Environment variables as values: what does not parse is refused with the variable's name. Imports nothing, so that a
DAG file may use it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite
from urllib.parse import urlsplit

from cppcc_archive.errors import SettingsError

_CONTACT = re.compile(r"[^\s@]+@[^\s@]+|https?://[^\s/]+\S*")


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
    """A mail or web address for the user agent; None where there is none."""
    text = env.get(name, "").strip()
    if not text:
        return None
    if not (_CONTACT.fullmatch(text) and text.isascii() and text.isprintable()):
        raise SettingsError(f"{name}={text!r} is no mail or web address where a site's keeper can reach you")
    return text


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
