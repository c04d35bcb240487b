"""Whether a home page says that it is the committee's: by the names in its title and in the signature at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cppcc_archive.sites import divisions
from cppcc_archive.sites.model import Site

FOOTER = 800
"""Characters at the end of a home page among which its signature stands."""

_PLACE = r"[\u4e00-\u9fff]{2,20}?"
_COMMITTEE = re.compile(
    rf"(?:中国人民政治协商会议|政协)({_PLACE})委员会|({_PLACE})(?:人民政协|政协)(?![\u4e00-\u9fff]{{2,20}}?委员会)"
)
_SIGNED = re.compile(
    r"[^。\s]{0,30}\s?版权所有[^。]{0,40}|(?:主\s?办|承\s?办|主\s?管|版\s?权|[Cc]opyright|©)[^。]{0,40}"
)
"""Who a page belongs to, as its end says it. Names elsewhere there are mostly links to other committees."""

_BEFORE = re.compile(r"^.*(?:欢迎您?(?:访问|光临|来到)?|(?:主\s?[办管]|承\s?办)(?:单位)?|版\s?权|所\s?有)")
_KIND = re.compile(r"(?:自治[区州县旗]|[省市区县旗州盟])$")


@dataclass(frozen=True, slots=True)
class Named:
    """``title`` and ``footer``: whether each names the site's committee; ``others``: the committees that the title
    names instead."""

    title: bool
    footer: bool
    others: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the page says that it is the committee's."""
        return self.title or self.footer


def named_on(site: Site, titles: Sequence[str], text: str) -> Named:
    """What a home page with these ``titles`` (title, SiteName) and this ``text`` says of whose it is."""
    in_title = [place for title in titles for place in _places(title)]
    signed = " ".join(found[0] for found in _SIGNED.finditer(text[-FOOTER:]))
    title = any(_is_own(site, place) for place in in_title)
    others = () if title else tuple(dict.fromkeys(f"{place}政协" for place in in_title if _is_place(place)))
    return Named(title, any(_is_own(site, place) for place in _places(signed)), others)


def _places(text: str) -> Iterator[str]:
    for found in _COMMITTEE.finditer(text):
        yield _BEFORE.sub("", found[1] or found[2])


def _is_own(site: Site, place: str) -> bool:
    """A name that means one division must mean the site's; any other must be the entry's own, long or short."""
    meant = divisions.lookup(place)
    if meant is not None and site.division_code is not None:
        return meant.code == site.division_code
    own = site.name.removesuffix("政协")
    return own.endswith(place) or place.endswith((own, _stem(own)))


def _stem(name: str) -> str:
    stem = _KIND.sub("", name)
    return stem if len(stem) > 1 else name


def _is_place(name: str) -> bool:
    return bool(_KIND.search(name)) or divisions.lookup(name) is not None
