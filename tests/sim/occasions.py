"""What invented committees write now and then: poems, interviews, agendas, chronicles, rules, a single sentence."""

from __future__ import annotations

from datetime import date

from tests.sim.writing import Author, Written

NAMES = {
    "title": ("wzbt", "show_title", "tit1", "nr_bt", "article_tt", "H1title", "con-t", "xwbt", "dt_title", "m_t"),
    "info": ("wzxx", "show_info", "property", "laiyuan", "nr_xx", "con-i", "fb", "date_box", "explain", "m_x"),
    "body": ("wznr", "show_text", "MyContent", "nr_nr", "infoText", "con-c", "textbox", "TxtCnt", "zw_nr", "m_c"),
    "box": ("wzk", "show_box", "pageR", "nr_k", "rightbox", "con-b", "w720", "rbox", "cont-r", "m_b"),
    "side": ("cl", "lnav", "pageL", "zuo", "leftbox", "subnav", "w230", "lbox", "cont-l", "m_s"),
    "foot": ("yj", "footbox", "pageF", "dbu", "copyrights", "link_foot", "w1", "fbox", "dbxx", "m_f"),
}
"""What the parts of such sites' pages are named."""
_NUMERALS = "〇一二三四五六七八九"


def in_words(day: date) -> str:
    """二〇二五年一月七日."""

    def small(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if not tens else "十" if tens == 1 else _NUMERALS[tens] + "十") + (_NUMERALS[ones] if ones else "")

    return "".join(_NUMERALS[int(char)] for char in str(day.year)) + f"年{small(day.month)}月{small(day.day)}日"


class OccasionalAuthor(Author):
    """Writes what the other generator's authors do not as well: poems, interviews, agendas, chronicles, rules."""

    def write(self, day: date) -> Written:
        if self._chance.random() < 0.6:
            return super().write(day)
        return self._chance.choice(
            (self._poem, self._interview, self._agenda, self._chronicle, self._rules, self._brief)
        )(day)

    def _made(self, title: str, day: date, lines: list[str]) -> Written:
        return Written(title, day, self.source(), tuple(lines), ("",) * len(lines))

    def _poem(self, day: date) -> Written:
        words = (
            "春风过处满山青",
            "一路歌声到县城",
            "委员履职为民生",
            "古渡新桥气象宏",
            "灯火万家入梦迟",
            "同心共筑幸福城",
        )
        lines = [
            f"{self._chance.choice(words)}，" if at % 2 == 0 else f"{self._chance.choice(words)}。"
            for at in range(self._chance.choice((4, 8)))
        ]
        return self._made(self._chance.choice(("七律·履职有感", "春日登山", "诗二首")), day, lines)

    def _interview(self, day: date) -> Written:
        lines = []
        for _ in range(self._chance.randint(2, 4)):
            lines += [
                f"问：如何看待{self._chance.choice(('老旧小区改造', '乡村教育', '特色产业'))}？",
                f"答：{self.sentence(day)}",
            ]
        return self._made(f"对话委员：{self._chance.choice(('何远山', '梁慧', '孙立'))}", day, lines)

    def _agenda(self, day: date) -> Written:
        lines = [f"{self._place}县政协全体会议日程安排如下", f"{day.month}月{day.day}日上午"]
        lines += [
            f"{hour}:{'00' if hour % 2 else '30'}　{what}"
            for hour, what in zip(
                range(8, 13), ("委员报到", "预备会议", "开幕大会", "分组讨论", "界别协商"), strict=False
            )
        ]
        return self._made("全体会议日程", day, lines[: self._chance.randint(4, 7)])

    def _chronicle(self, day: date) -> Written:
        lines = [
            f"{month}月{self._chance.randint(1, 28)}日　{self.sentence(day)}"
            for month in range(1, self._chance.randint(3, 7))
        ]
        return self._made(f"{self._place}县政协{day.year}年大事记", day, lines)

    def _rules(self, day: date) -> Written:
        lines = [f"第{number}条　{self.sentence(day)}" for number in "一二三四五六"[: self._chance.randint(3, 6)]]
        lines.insert(0, f"（{day.year}年{day.month}月{day.day}日主席会议通过）")
        return self._made(
            f"{self._place}县政协{self._chance.choice(('提案工作条例', '委员履职考核办法', '专门委员会通则'))}",
            day,
            lines,
        )

    def _brief(self, day: date) -> Written:
        return self._made(
            f"{self._place}县政协{self._chance.choice(('慰问困难群众', '举行升旗仪式', '开展植树活动'))}",
            day,
            [self.sentence(day)],
        )
