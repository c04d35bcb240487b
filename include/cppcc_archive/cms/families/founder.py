"""``founder`` - 方正: ``staticpages/YYYYMMDD/<id>.html``, listings ``staticmores/004/004-2.html`` (1-based).

News groups run its newspaper system: ``/YYYY-MM/DD/content_<id>.htm``, listings ``node_<id>.htm``, ``node_<id>_2.htm``.
"""

from __future__ import annotations

import re
from typing import ClassVar

from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark


class Founder(PatternFamily):
    """Founder (方正翔宇) newspaper and portal sites."""

    name = "founder"
    article_forms: ClassVar = (
        re.compile(r"/staticpages/(?:19|20)\d{6}/(?P<id>[a-z]*[0-9a-f]+(?:-\d+)?)\.s?html?$"),
        re.compile(r"/content_(?P<id>\d+)(?:_\d+)?\.s?html?$"),
    )
    article_weight = 0.85
    column_forms: ClassVar = (
        re.compile(r"/staticmores/\d+/\d+-\d+\.s?html?$"),
        re.compile(r"/node_\d+(?:_\d+)?\.s?html?$"),
    )
    column_weight = 0.6
    marks: ClassVar[tuple[Mark, ...]] = (
        mark(r"<!--(?:enpproperty|/?enpcontent|enorth)", 0.8, "enpproperty/enpcontent comments"),
        mark(r"<founder-(?:content|title|date)", 0.8, "founder-* elements"),
        mark(r"more-page-wrap", 0.2, "more-page pager"),
    )
