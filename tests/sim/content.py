"""What simulated committees publish: invented articles of an invented district, as many as are asked for."""

from __future__ import annotations

import random
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.sim.server import Route

_WORK = (
    "围绕全区中心工作",
    "深入开展协商议政",
    "扎实推进民主监督",
    "认真办理委员提案",
    "广泛凝聚各界共识",
    "持续加强自身建设",
)
_KINDS = (
    "常委会工作报告",
    "提案工作情况的报告",
    "专题协商会发言摘要",
    "调研视察活动综述",
    "主席会议纪要",
    "社情民意信息专报",
)


@dataclass(frozen=True)
class SimArticle:
    """One article: ``number`` is its id in the CMS."""

    number: int
    title: str
    day: date
    paragraphs: tuple[str, ...]
    attachments: tuple[tuple[str, str], ...] = ()

    @property
    def html(self) -> str:
        """The body's markup, with the late edits in runs of their own that office programs leave."""
        parts = [f"<p style='text-indent:2em'>{text}</p>" for text in self.paragraphs]
        parts += [f'<p><a href="{path}">{name}</a></p>' for path, name in self.attachments]
        return "\n".join(parts)


@dataclass
class SimSite:
    """A site to serve: ``routes`` of the server, and where its articles are. ``columns`` are paths by name."""

    family: str
    name: str
    columns: dict[str, list[SimArticle]]
    routes: MutableMapping[str, Route] = field(default_factory=dict)
    article_paths: dict[int, str] = field(default_factory=dict)
    column_paths: dict[str, str] = field(default_factory=dict)


def articles(count: int, seed: int = 0, newest: date = date(2025, 3, 1), paragraphs: int = 12) -> list[SimArticle]:
    """``count`` articles, newest first, a few days apart, the same for the same ``seed``."""
    chance = random.Random(seed)
    found, day = [], newest
    for index in range(count):
        number = seed * 10_000 + count - index
        title = f"云山区政协第{number % 12 + 1}次{chance.choice(_KINDS)}（第{number}号）"
        texts = tuple(
            f"{day.year}<font>年</font>{day.month}<span>月</span>，区政协{'，'.join(chance.sample(_WORK, 4))}，"
            f"立案提案<b>{chance.randint(80, 300)}</b>件，办复率{chance.randint(90, 100)}%，"
            f"召开各类会议{chance.randint(3, 40)}次。"
            for _ in range(paragraphs)
        )
        found.append(SimArticle(number, title, day, texts))
        day -= timedelta(days=chance.randint(1, 9))
    return found
