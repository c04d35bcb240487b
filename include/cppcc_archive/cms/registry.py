"""The families by name, detection over all of them, and listing reading that falls back to generic row finding."""

from __future__ import annotations

from collections.abc import Mapping

from cppcc_archive.cms.anhui import Anhui
from cppcc_archive.cms.base import Detection, Family, Listing, PageRequest
from cppcc_archive.cms.empirecms import EmpireCms
from cppcc_archive.cms.epoint import Epoint
from cppcc_archive.cms.founder import Founder
from cppcc_archive.cms.generic import Generic
from cppcc_archive.cms.gkmlpt import Gkmlpt
from cppcc_archive.cms.hanweb import Hanweb
from cppcc_archive.cms.querystring import QueryString
from cppcc_archive.cms.siteserver import SiteServer
from cppcc_archive.cms.trs import Trs
from cppcc_archive.cms.ucap import Ucap
from cppcc_archive.cms.vsb import Vsb
from cppcc_archive.cms.webplus import WebPlus
from cppcc_archive.cms.wuxi import Wuxi
from cppcc_archive.errors import RegistryError
from cppcc_archive.markup.page import Page

_GENERIC = Generic()

FAMILIES: Mapping[str, Family] = {
    family.name: family
    for family in (
        Hanweb(),
        Trs(),
        Ucap(),
        Vsb(),
        WebPlus(),
        SiteServer(),
        Gkmlpt(),
        EmpireCms(),
        Epoint(),
        Founder(),
        Anhui(),
        Wuxi(),
        QueryString(),
        _GENERIC,
    )
}
"""Every family, by the name a site's ``cms`` field carries."""


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
    """Read a listing page or data answer as ``family`` does; where that finds nothing, as the generic family does."""
    found = family.listing(page, request)
    if found.links or found.next or family is _GENERIC:
        return found
    return _GENERIC.listing(page, request)
