"""The families by name, detection over all of them, and listing reading that falls back to generic row finding."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from types import ModuleType

from cppcc_archive.cms import families
from cppcc_archive.cms.base import ArticleLink, Detection, Family, Listing, PageRequest
from cppcc_archive.cms.listing.scripted import described_listing, json_listing, scripted_listing
from cppcc_archive.errors import RegistryError
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.text import storable


def _families() -> Iterator[Family]:
    """One of each family that has a module in ``families/``, in the order of their names."""
    for module in sorted(pkgutil.iter_modules(families.__path__), key=lambda module: module.name):
        yield _family_in(import_module(f"{families.__name__}.{module.name}"))


def _family_in(module: ModuleType) -> Family:
    own = [
        kind
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__ and issubclass(kind, Family) and not name.startswith("_")
    ]
    if len(own) != 1:
        raise RegistryError(f"{module.__name__}: a module in families/ defines one public Family, not {len(own)}")
    return own[0]()


FAMILIES: Mapping[str, Family] = {family.name: family for family in _families()}
"""Every family, by the name a site's ``cms`` field carries."""

_GENERIC = FAMILIES["generic"]


def family(name: str) -> Family:
    """The family called ``name``; raises RegistryError naming the known ones."""
    found = FAMILIES.get(name)
    if found is None:
        raise RegistryError(f"unknown CMS family {name!r}: use one of {', '.join(sorted(FAMILIES))}, or leave cms out")
    return found


def detect(page: Page) -> list[Detection]:
    """What every family makes of ``page``, best first; families that see nothing of theirs are left out."""
    found = [family.detect(page) for family in FAMILIES.values()]
    return sorted((d for d in found if d.score > 0), key=lambda d: (-d.score, d.family == "generic"))


def listing(page: Page, request: PageRequest | None, family: Family) -> Listing:
    """Read a listing page or data answer as ``family`` does; where that finds nothing, as the generic family does, and
    at last what the page's scripts hold, write or ask for. What the rows say comes out storable.

    A list that the site's entry describes is read as it says: raises InputError where the answer is another.
    """
    found = _listing(page, request, family)
    return replace(found, links=tuple(map(_storable, found.links)))


def _listing(page: Page, request: PageRequest | None, family: Family) -> Listing:
    if request is not None and request.described is not None:
        return described_listing(page, request.described, family.url_date)
    found = family.listing(page, request) if family is not _GENERIC else Listing()
    if not _says_something(found):
        answer = json_listing(page, request, family.is_article_url, family.url_date)
        found = answer or _GENERIC.listing(page, request)
    return found if _says_something(found) else scripted_listing(page, _GENERIC.is_article_url, _GENERIC.url_date)


def _says_something(found: Listing) -> bool:
    return bool(found.links or found.next or found.elsewhere)


def _storable(link: ArticleLink) -> ArticleLink:
    url, title = storable(link.url), storable(link.title)
    return link if url is link.url and title is link.title else replace(link, url=url, title=title)
