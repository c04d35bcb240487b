"""``wuxi`` - the Wuxi platform: ``/doc/YYYY/MM/DD/<id>.shtml``."""

from __future__ import annotations

import re
from typing import ClassVar

from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark


class Wuxi(PatternFamily):
    """The platform of Wuxi and its districts."""

    name = "wuxi"
    article_forms: ClassVar = (re.compile(r"/doc/(?:19|20)\d\d/\d\d/\d\d/(?P<id>\d+)(?:_\d+)?\.s?html?$"),)
    article_weight = 0.9
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"""(?:src|href)=["'][^"']{0,150}/uploadfiles/20\d{4}/""", 0.1, "upload folder"),
    )
