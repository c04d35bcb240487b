"""What invented committees write: articles of every kind they publish, with the lines a reader would copy out."""

# ruff: noqa: E501 - a line of markup or of prose is read best in one piece
from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

PLACES = ("青沙", "云岭", "临河", "安平", "白石", "柳湾", "东桥", "南浦", "望江", "石塘")
_NAMES = ("何远山", "李一山", "赵建", "唐一舟", "梁慧", "王小路", "陈河", "周明月", "孙立", "吴清泉", "郑言", "马识途")
_TOWNS = ("白石镇", "柳湾村", "石桥村", "东门街道", "丰安社区", "望江乡", "南浦工业园", "高桥镇")
_THEMES = (
    *("乡村公路养护", "老旧小区改造", "中小学课后服务", "养老服务体系建设", "农村饮水安全", "历史文化街区保护"),
    *("营商环境优化", "水污染防治", "特色农业发展", "全民阅读", "停车难问题", "基层医疗能力提升"),
)
_ACTS = ("视察", "调研", "专题协商", "民主评议", "走访", "座谈")
_GROUPS = ("经济界委员", "教育界委员", "医卫界委员", "文史专员", "部分住县委员", "第三活动小组", "各委员联络组")
_VERBS = (
    "认真听取了情况介绍",
    "实地查看了工作进展",
    "同干部群众深入交谈",
    "提出了中肯的意见建议",
    "对下一步工作提出要求",
)
_CLAUSES = (
    *(
        "要坚持问题导向，把群众的急难愁盼放在首位",
        "要健全长效机制，明确责任单位和完成时限",
        "要加强统筹协调，形成工作合力",
    ),
    *("要发挥专门协商机构作用，广泛凝聚共识", "要深入一线了解实情，提出务实管用的对策", "要持续跟踪问效，推动成果转化"),
    *("既要尽力而为，又要量力而行", "切实把制度优势转化为治理效能", "努力交出一份让人民满意的答卷"),
)
_NOTICES = ("放假", "征集提案线索", "报送履职材料", "委员学习培训", "开展书画摄影展", "推荐优秀提案", "食堂改造")


@dataclass(frozen=True, slots=True)
class Written:
    """One article. ``lines`` are the body's paragraphs in order, ``aligned`` says of each whether it stands at the left
    (``""``), ``center`` or ``right``; ``pictures`` are lines that are a picture's caption; ``files`` are files' names."""

    title: str
    day: date
    source: str
    lines: tuple[str, ...]
    aligned: tuple[str, ...]
    pictures: frozenset[int] = frozenset()
    files: tuple[str, ...] = ()
    subtitle: str = ""


class Author:
    """Writes for one committee, ``place`` being its county."""

    def __init__(self, chance: random.Random, place: str) -> None:
        self._chance = chance
        self._place = place

    def write(self, day: date) -> Written:
        """One article of a kind by chance."""
        kinds = (self._news, self._news, self._news, self._notice, self._notice, self._report, self._list, self._essay)
        return self._chance.choice(kinds)(day)

    def _one(self, words: tuple[str, ...]) -> str:
        return self._chance.choice(words)

    def sentence(self, day: date) -> str:
        """One sentence of news."""
        place, chance = self._place, self._chance
        forms = (
            f"{day.month}月{day.day}日，{place}县政协{self._one(_ACTS)}组一行赴{self._one(_TOWNS)}，围绕{self._one(_THEMES)}"
            f"开展{self._one(_ACTS)}，县政协主席{self._one(_NAMES)}参加。",
            f"{self._one(_GROUPS)}先后来到{self._one(_TOWNS)}、{self._one(_TOWNS)}，{self._one(_VERBS)}，并就{self._one(_THEMES)}"
            f"进行了交流。",
            f"{self._one(_NAMES)}指出，{self._one(_CLAUSES)}；{self._one(_CLAUSES)}，{self._one(_CLAUSES)}。",
            f"会议强调，{self._one(_CLAUSES)}，{self._one(_CLAUSES)}。会议还研究了其他事项。",
            f"全年共收到提案{chance.randint(40, 300)}件，经审查立案{chance.randint(30, 260)}件，办复率{chance.randint(90, 100)}%，"
            f"委员满意和基本满意率达{chance.randint(90, 99)}.{chance.randint(0, 9)}%。",
            f"据了解，该{self._one(('项目', '片区', '中心', '示范点'))}总投资{chance.randint(2, 90)}00万元，"
            f"建成后将惠及{chance.randint(2, 40)}个村{chance.randint(1, 9)}万余名群众。",
            f"“{self._one(_THEMES)}，关键在落实。”座谈会上，委员{self._one(_NAMES)}说。",
            f"下一步，{place}县政协将围绕{self._one(_THEMES)}持续用力，{self._one(_CLAUSES)}。",
        )
        return forms[chance.randrange(len(forms))]

    def _paragraph(self, day: date, most: int = 3) -> str:
        return "".join(self.sentence(day) for _ in range(self._chance.randint(1, most)))

    def office(self) -> str:
        """Who signs."""
        place = self._place
        return self._one(
            (f"政协{place}县委员会办公室", f"{place}县政协办公室", f"{place}县政协提案委", f"中共{place}县委办公室")
        )

    def source(self) -> str:
        """Whom a page names as its source."""
        place = self._place
        return self._one(
            (
                f"{place}县政协",
                f"{place}日报",
                f"{place}县融媒体中心",
                f"{place}县政协办公室",
                f"{place}发布",
                "人民政协网",
            )
        )

    def _news(self, day: date) -> Written:
        chance, place = self._chance, self._place
        theme, name, town = self._one(_THEMES), self._one(_NAMES), self._one(_TOWNS)
        title = self._one(
            (
                f"{place}县政协{self._one(_ACTS)}{theme}工作",
                f"{name}到{town}调研{theme}",
                f"县政协召开{theme}专题协商会",
                f"【履职风采】{name}：用脚步丈量民情",
                f"“{theme}”怎么做？委员们这样说",
                f"{place}县政协第{chance.randint(2, 60)}次主席会议召开",
                f"{name}：为{theme}鼓与呼",
                f"县政协召开会议 研究{theme}",
                f"{name}督办重点提案",
            )
        )
        lines = [self._paragraph(day) for _ in range(chance.randint(1, 8))]
        aligned = [""] * len(lines)
        pictures = set()
        if chance.random() < 0.3:
            at = chance.randint(1, len(lines))
            lines.insert(
                at, self._one(("图为会议现场", f"图为{self._one(_GROUPS)}在{town}", f"（{name} 摄）", "调研现场"))
            )
            aligned.insert(at, "center")
            pictures.add(at)
        if chance.random() < 0.15:
            lines[0] = f"本报讯（记者 {name}）" + lines[0]
        if chance.random() < 0.12:
            lines.append(f"（{name} {self._one(_NAMES)}）")
            aligned.append(self._one(("", "right")))
        return Written(title, day, self.source(), tuple(lines), tuple(aligned), frozenset(pictures))

    def _notice(self, day: date) -> Written:
        chance, place, what = self._chance, self._place, self._one(_NOTICES)
        title = self._one(
            (
                f"关于{what}的通知",
                f"{place}县政协办公室关于{what}的公告",
                f"{what}通知",
                f"关于做好{day.year}年度{what}工作的通知",
            )
        )
        lines: list[str] = []
        if chance.random() < 0.5:
            lines.append(self._one(("各位委员：", "各委员联络组：", "各民主党派、各人民团体：", "机关各室委：")))
        lines.append(
            self._one(
                (
                    f"县政协办公室定于{day.year}年{day.month}月{min(day.day + 3, 28)}日起{what}。",
                    f"现将{what}有关事项通知如下，请遵照执行。",
                    f"因工作需要，{what}时间另行通知。",
                    self.sentence(day),
                )
            )
        )
        for number in range(chance.choice((0, 0, 0, 1, 2, 3))):
            lines.append(f"{'一二三'[number]}、{self._one(('时间安排', '报送方式', '有关要求', '联系方式'))}")
            lines.append(
                self._one(
                    (
                        self.sentence(day),
                        f"请于{day.month}月{min(day.day + 5, 28)}日前报送。",
                        f"联系人：{self._one(_NAMES)}，电话：0000-8207{chance.randint(1000, 9999)}。",
                        f"联系电话：0000-{chance.randint(1000000, 9999999)}",
                    )
                )
            )
        if chance.random() < 0.35:
            lines.append("特此通知。")
        aligned = [""] * len(lines)
        files: tuple[str, ...] = ()
        if chance.random() < 0.3:
            files = (f"{what}登记表.{self._one(('doc', 'xls', 'pdf', 'docx'))}",)
            lines.append(f"附件：{files[0]}" if chance.random() < 0.5 else f"附件：{what}登记表")
            aligned.append("")
        if chance.random() < 0.8:
            lines += [self.office(), f"{day.year}年{day.month}月{day.day}日"]
            aligned += ["right", "right"]
        return Written(title, day, self.source(), tuple(lines), tuple(aligned), files=files)

    def _report(self, day: date) -> Written:
        chance, place = self._chance, self._place
        term, session = chance.randint(6, 14), chance.randint(1, 5)
        title = self._one(
            (
                f"政协{place}县第{term}届委员会常务委员会工作报告",
                f"政协第{term}届{place}县委员会常务委员会关于提案工作情况的报告",
                f"在政协{place}县第{term}届委员会第{session}次会议闭幕会上的讲话",
            )
        )
        held = day - timedelta(days=chance.randint(1, 20))
        first = f"{held.year}年{held.month}月{held.day}日在政协{place}县第{term}届委员会第{session}次会议上"
        form = chance.randrange(3)
        lines = [(f"——{first}", f"（{first}）", f"（{held.year}年{held.month}月{held.day}日）")[form]]
        subtitle = lines[0] if form == 0 else ""
        aligned = ["center"]
        if chance.random() < 0.7:
            lines.append(self._one(_NAMES))
            aligned.append("center")
        lines.append("各位委员：")
        lines.append(f"我代表政协{place}县第{term}届委员会常务委员会，向大会报告工作，请予审议。")
        for number in range(chance.randint(2, 4)):
            lines.append(f"{'一二三四'[number]}、{self._one(_CLAUSES)}")
            for part in range(chance.randint(1, 3)):
                lead = f"（{'一二三'[part]}）{self._one(_THEMES)}。" if chance.random() < 0.5 else ""
                lines.append(lead + self._paragraph(day, 5))
        lines.append(f"各位委员，{self._one(_CLAUSES)}！")
        aligned += [""] * (len(lines) - len(aligned))
        return Written(title, day, self.source(), tuple(lines), tuple(aligned), subtitle=subtitle)

    def _list(self, day: date) -> Written:
        chance, place = self._chance, self._place
        title = self._one((f"{place}县政协常务委员名单", "优秀提案公示", "县政协领导分工", f"{day.year}年重点提案目录"))
        lines = [
            self._one(("（按姓氏笔画排列）", "经主席会议研究，现公示如下：", f"（{day.year}年{day.month}月通过）"))
        ]
        for _ in range(chance.randint(3, 12)):
            lines.append(
                self._one(
                    (
                        f"{self._one(_NAMES)}　{self._one(_NAMES)}　{self._one(_NAMES)}",
                        f"{self._one(_NAMES)}：主持县政协全面工作",
                        f"{chance.randint(1, 99)}号　关于加强{self._one(_THEMES)}的建议",
                        f"{self._one(_NAMES)}，{chance.randint(40, 59)}岁，{self._one(_TOWNS)}人",
                    )
                )
            )
        return Written(title, day, self.source(), tuple(lines), ("",) * len(lines))

    def _essay(self, day: date) -> Written:
        chance = self._chance
        title = self._one(
            (f"{self._one(_TOWNS)}旧事", f"父亲与{self._one(_TOWNS)}", "一件提案的诞生", "读书札记", "老街的早晨")
        )
        said = (
            "那年冬天下了很大的雪，我们走了一夜才到镇上",
            "母亲把油灯拨亮了一些",
            "“还早呢！”他说",
            "后来，桥修好了",
        )
        lines = [
            "。".join(self._one(said) for _ in range(chance.randint(1, 6))) + "。" for _ in range(chance.randint(3, 9))
        ]
        if chance.random() < 0.4:
            lines.append("（作者系县政协委员）")
        return Written(title, day, self.source(), tuple(lines), ("",) * len(lines))
