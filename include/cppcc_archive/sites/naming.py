"""What a new entry is called: its id from the address, its division from the site's own name, its province's file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from cppcc_archive.sites import divisions
from cppcc_archive.sites.divisions import Division, DivisionMention
from cppcc_archive.sites.model import Site

_ENDING = re.compile(r"\.(?:(?:gov|com|org|net|edu|ac)\.cn|[a-z]{2,3}\.cn|gov|com|org|net|cn|example|test|invalid)$")
_NOBODYS = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$")
"""Names that RFC 2606 keeps from everybody."""
_SAYS_NOTHING = frozenset({"www", "zx", "szx", "qzx", "xzx", "zhengxie", "cppcc", "web"})

_FRAME = re.compile(
    r"中国人民政治协商会议|人民政协|政协|委员会|欢迎您|首页|官方网站|门户网站|网站|信息网|网$|[\s\-_—|·:：>]+"
)
"""What stands around a committee's place in the title of its site (海淀政协网 首页)."""

_PROVINCES = {
    "11": "beijing",
    "12": "tianjin",
    "13": "hebei",
    "14": "shanxi",
    "15": "neimenggu",
    "21": "liaoning",
    "22": "jilin",
    "23": "heilongjiang",
    "31": "shanghai",
    "32": "jiangsu",
    "33": "zhejiang",
    "34": "anhui",
    "35": "fujian",
    "36": "jiangxi",
    "37": "shandong",
    "41": "henan",
    "42": "hubei",
    "43": "hunan",
    "44": "guangdong",
    "45": "guangxi",
    "46": "hainan",
    "50": "chongqing",
    "51": "sichuan",
    "52": "guizhou",
    "53": "yunnan",
    "54": "xizang",
    "61": "shaanxi",
    "62": "gansu",
    "63": "qinghai",
    "64": "ningxia",
    "65": "xinjiang",
    "71": "taiwan",
    "81": "xianggang",
    "82": "aomen",
}


def id_for(url: str, taken: Collection[str]) -> str:
    """An id from the address, not in ``taken``: ``zx.jiangyin.gov.cn`` is ``jiangyin``, a section adds its folder."""
    parts = urlsplit(url)
    host = (parts.hostname or "site").lower()
    literal = bool(re.fullmatch(r"[\d.:]+", host))
    labels = [host] if literal else [name for name in _ENDING.sub("", host).split(".") if name not in _SAYS_NOTHING]
    words = labels or [host.split(".")[0]]
    if parts.port and literal:
        words.append(str(parts.port))
    words += [word for word in parts.path.split("/") if word and "." not in word]
    base = re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower()).strip("-")[:60].strip("-") or "site"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def province_file(division_code: str | None) -> str:
    """The registry file an entry belongs in: ``shandong.yaml``; ``other.yaml`` where the province is not known."""
    return f"{_PROVINCES.get((division_code or '')[:2], 'other')}.yaml"


def division_of(names: Sequence[str], text: str = "") -> Division | None:
    """The division whose committee calls itself by one of ``names`` (page title, SiteName), or None when that is open.

    The narrowest division named in the first name that has one. A name that several cities have (市中区) is settled by
    the only one of those cities that ``text`` (the home page) speaks of, if there is only one.
    """
    for name in names:
        if (short := divisions.lookup(_FRAME.sub("", name))) is not None:
            return short
        mentions = [mention for mention in divisions.find_in(name) if not mention.generic]
        if mentions:
            narrowest = max(mentions, key=lambda mention: _depth(mention))
            return narrowest.division or _settled(narrowest, text)
    return None


def unlikely_place(site: Site) -> str | None:
    """A warning of an entry that counts as a real county's though its address is no site's on the internet, as of a
    demo; None where all is well, or the entry says itself whether it is invented."""
    host = (urlsplit(site.base_url).hostname or "").lower()
    if site.invented is not None or site.is_invented or not _is_nobodys(host):
        return None
    found = None if site.division_code else division_of([site.name])
    code = found.code if found else site.division_code
    return code and (
        f"{host} is no address of the internet's, and the entry counts as {divisions.full_name(code)}: a committee "
        "that is made up needs `invented: true`, or its figures are taken for that place's"
    )


def _is_nobodys(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return bool(_NOBODYS.search(host))


def _depth(mention: DivisionMention) -> int:
    levels = ("province", "city", "county")
    return max(levels.index(row.level) for row in (mention.candidates or ()))


def _settled(mention: DivisionMention, text: str) -> Division | None:
    spoken = Counter(
        code
        for found in divisions.find_in(text)
        if found.division is not None
        for code in (found.division.code, found.division.parent)
        if code
    )
    standing = [row for row in mention.candidates if row.stands]
    likely = [row for row in standing if spoken[row.code] or spoken[row.parent or ""]]
    return likely[0] if len(likely) == 1 else None
