# ruff: noqa: E501  (a clue is read as one line)
"""The lines of a page that could be its title, each looked at once with all that is seen of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cppcc_archive.extract import chrome, filing
from cppcc_archive.extract.blocks import own_cells
from cppcc_archive.extract.body.kinds import is_below_picture, linked_share
from cppcc_archive.extract.boxes import are_alike, is_row
from cppcc_archive.extract.elements import BLOCK_TAGS
from cppcc_archive.extract.head.clues import Hint
from cppcc_archive.extract.head.evidence import Clue, Table
from cppcc_archive.extract.head.lines import around, is_day, parted, tells_day, titled_part
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.dates import first_date
from cppcc_archive.markup.text import breaks_off

SURE = 2.5  # the sum from which a line is a title
_CHINESE = re.compile(r"[\u3400-\u9fff]")
PLACE = re.compile(
    r"^\s*[>＞»‹←]|位置(?:是|在)?\s*[:：]|^(?:网站|返回)?首\s*页|首\s*页\s*[/／\\·－-]|>>|>\s|»|\s>|当前栏目|[|｜].*[|｜]"
)
"""The way here, or a menu."""
SECTION = re.compile(
    r"^(?:相关(?:信息|新闻|链接|文章)|推荐阅读|.{0,8}菜单|图片新闻|通知公告|(?:本站|网站|站内)公告|公告栏|(?:AI|智能)\s?(?:摘要|速览|总结|导读).{0,20}|新闻中心|正文|内容|详细信息|信息公开|(?:(?:文章|文件|稿件|新闻|信息|公文|基本|公开|发布)(?:基本)?(?:信息|属性|详情|档案|资料)|关于本文|元数据)|导航|登录|搜索|请输入.*"
    r"|分享到?|网站导航|当前位置.*|友情链接|最新(?:动态|消息|文章|信息)|热[点门](?:排行|文章|新闻|推荐)?|政协(?:简介|概况)"
    r"|第?[0-9A-Z]{1,3}版(?:[:：][^，。]{0,8})?|今天是.*|您?好?[,，]?欢迎.*|.{0,12}欢迎(?:您|你).{0,8}|(?:设为|加入)(?:首页|收藏).*|(?:联系)?(?:地址|电话|邮编|传真|邮箱)[:：].*)[:：]?$"
)
DOCUMENTS = frozenset("公告 通告 通知 启事 讣告 声明 公示 贺信 唁电 喜报".split())  # noqa: SIM905
"""What a page of one paper is called whole."""
_NUMBERED = re.compile(
    r"^(?:(?:19|20)\d\d年)?第?[\d一二三四五六七八九十]+[期号辑](?:[（(]总.*)?$|[\u3400-\u9fff][（(][\d一二三四五六七八九十]{1,3}[)）]$|之[一二三四五六七八九十]+$"
)
_DOCUMENT_NUMBER = re.compile(r"[\u3400-\u9fff]{1,12}[〔\[（(【](?:19|20)\d\d[〕\]）)】]第?\d{1,4}号")
_LABELLED = re.compile(
    r"^\W{0,2}(?:文章|帖子|本文)?(?:主\s*题|[标题名]\s*[题目称])\W{0,2}[:：]\s*|^\[[^\[\]]{1,6}\]\s*"
)
_CALLED = re.compile(r"(?:来信|信件|留言|咨询|提案|文章)?(?:标\s*题|主\s*题|题\s*目|案\s*由)\s*[:：]?")
"""What a form calls its title."""
_ROWS, _FEWEST_ROWS = 12, 3  # rows of a table that are looked at, and of them such as have several cells
_CELL = 4  # elements between a line and the row of a form
_EXPLAINS = ("图为", "问：", "问:", "答：", "答:")
_SECOND = "—－―（("  # how a second line of a title begins
_ROW_TAGS, _LONGEST_ROW, _SHORTEST_DAY = BLOCK_TAGS - {"td"}, 100, 4  # what a row of a list is, letters of it, of a day
_NAME, _SMALL = 8, 4  # letters of a column's name, and nodes of a link in a menu
_PUBLISHER = re.compile(
    r"[\u3400-\u9fff]{1,8}(?:网|[日晚早时学]报|通讯社|发布|客户端|频道|电视台|(?:融媒体?|新闻|传媒)中心|在线)"
)
_SPEAKER = re.compile(
    r"[\u3400-\u9fff]{2,12}(?:主席|委员|常委|主任|秘书长|书记|部长|县长|区长|市长)\s[\u3400-\u9fff\s]{2,5}"
)
_PART = re.compile(chrome.NUMBERED)


_SHORTEST, _LONGEST = 3, 150
_VERSE, _VERSES = re.compile(r"^[\u3400-\u9fff]{4,9}(?:[，。！？；、][\u3400-\u9fff]{4,9})?[，。！？；、]?$"), 4
"""A line of a poem, and how many of them are one."""
_INFO_WITHIN = 3
_LONGEST_DAY = 24  # letters of a day and what it is called, in one heading with a title
_FAR, _TOO_FAR = 120, 1500  # letters of prose above a line from which it is hardly a title, and surely none
_SHORT_TITLE = 6  # letters of what ``<title>`` says from which a line that has more may be meant
_AGAIN = 12  # lines below a bar with the title within which the title itself stands
_AGAIN_AND_AGAIN = 2  # more elements of one class than a title's
_OF_WORD = "Mso"  # how the classes of Word's own styles begin: every paragraph has one
_FOOT = 10  # lines at a page's end among which its foot says whose site it is
_SENTENCE, _MENU = 12, 3  # letters of a sentence, links in one line that make it a menu


@dataclass(slots=True)
class _Page:
    """What all candidates of a page are looked at beside: ``informs`` which lines are info lines (empty: not asked)."""

    nodes: Nodes
    lines: Sequence[Line]
    hint: Hint
    informs: Sequence[bool]
    _menu: dict[str, list[int]] | None = None
    _in_menu: dict[str, bool] = field(default_factory=dict)
    _rows: dict[int, str] = field(default_factory=dict)
    _foot: str | None = None
    _data: dict[int, bool] = field(default_factory=dict)

    def in_menu(self, short: str) -> bool:
        """Whether a small link says so that stands beside another; in a list of articles there is a day beside, or
        longer ones are."""
        nodes, links = self.nodes, self.nodes.tagged["a"]
        if self._menu is None:
            self._menu = {}
            for number, at in enumerate(links):
                if nodes.ends[at] - at < _SMALL:
                    self._menu.setdefault(nodes.text(at).strip(), []).append(number)
        if short not in self._in_menu:
            self._in_menu[short] = any(
                (len(links) == 1 or any(len(nodes.text(at).strip()) <= _NAME for at in _beside(links, number)))
                and not self._has_day(links[number], short)
                for number in self._menu.get(short, ())
            )
        return self._in_menu[short]

    def _has_day(self, link: int, text: str) -> bool:
        """Whether a link stands in one row of a list with a day."""
        at = max(self.nodes.around(link, _ROW_TAGS), 0)
        if at not in self._rows:
            self._rows[at] = self.nodes.text(at)[:_LONGEST_ROW]
        row = self._rows[at]
        return len(row) > len(text) + _SHORTEST_DAY and first_date(row) is not None

    def is_column(self, at: int) -> bool:
        """Whether a line is the name of a column, and leads nowhere."""
        line = self.lines[at]
        return len(line.text) <= _NAME and line.at not in self.nodes.linked and self.in_menu(chrome.letters(line.text))

    def is_datum(self, line: Line) -> bool:
        """Whether a line is all that a cell says in a table whose rows have several, and its own has others."""
        cell = self.nodes.around(line.at, ("td", "th"), _CELL)
        own = chrome.letters(line.text)
        if (
            cell < 0
            or own != chrome.letters(self.nodes.text(cell))
            or own == chrome.letters(self.nodes.text(self.nodes.parents[cell]))
        ):
            return False
        table = self.nodes.around(cell, ("table",), _CELL)
        if table not in self._data:
            rows = own_cells(self.nodes, table) if table >= 0 else []
            filled = (sum(self.nodes.text(one).strip() != "" for one in row) for row in rows[:_ROWS])
            self._data[table] = sum(count > 1 for count in filled) >= _FEWEST_ROWS
        return self._data[table]

    @property
    def foot(self) -> str:
        """The letters of the lines in which the page says whose it is."""
        if self._foot is None:
            last = (line.text for line in self.lines[-_FOOT:])
            self._foot = chrome.letters("".join(text for text in last if chrome.is_footer(text) or "主办" in text))
        return self._foot

    def often(self, classes: str) -> bool:
        """Whether more elements have just these classes than a title's."""
        is_name = classes != "" and not classes.startswith(_OF_WORD)
        alike = (len(places) for (_, others), places in self.nodes.named.items() if others == classes)
        return is_name and sum(alike) > _AGAIN_AND_AGAIN


def _beside(links: Sequence[int], number: int) -> list[int]:
    return [*links[max(number - 1, 0) : number], *links[number + 1 : number + 2]]


def candidates(nodes: Nodes, lines: Sequence[Line], hint: Hint) -> list[TitleLine]:
    """The lines that could be the title, in order."""
    links = nodes.linked
    sure = _sure(lines, hint, links)
    if sure >= 0:
        # An info line is looked for near the one line that is sure first.
        near = range(max(0, sure - _INFO_WITHIN), sure + 1 + _INFO_WITHIN)
        informs = [at in near and tells_day(parted(nodes, line)) for at, line in enumerate(lines)]
        if any(informs[sure + 1 :]):
            return [TitleLine(_Page(nodes, lines, hint, informs), sure, chrome.letters(lines[sure].text), is_sure=True)]
    page = _Page(nodes, lines, hint, [tells_day(parted(nodes, line)) for line in lines])
    found: list[TitleLine] = []
    prose = 0.0
    for at, line in enumerate(lines):
        text, short = line.text, chrome.letters(line.text)
        size = len(short)
        is_prose = size > 20 and "。" in text
        if (
            line.at in links
            and not (short in hint.title or short in hint.parts or (hint.row and hint.row in short))
            and (line.end == line.at + 1 or 2 * linked_share(nodes, line, links) > 1)
        ):
            continue  # a menu or a list of other articles
        if (
            (
                _SHORTEST <= size <= _LONGEST
                or (short and (short == hint.title or short in DOCUMENTS or _is_called(lines, at)))
            )
            and not (is_prose and size > 60)
            and (not page.informs[at] or (len(hint.title) > _NAME and hint.title in short) or _before_day(nodes, line))
        ):
            found.append(TitleLine(page, at, short, prose_above=prose > _FAR))
        if is_prose and not (at > 0 and lines[at - 1].at in links):
            prose += size
            if prose > _TOO_FAR:
                break
    return found


def _sure(lines: Sequence[Line], hint: Hint, links: frozenset[int]) -> int:
    """The only line that is just what ``<title>`` says, -1 where there is none or several: with an info line near below
    nothing else need be looked at."""
    size = len(hint.title)
    if size <= _NAME:
        return -1
    likely = [at for at, line in enumerate(lines) if size <= len(line.text) < 2 * size and line.at not in links]
    found = [at for at in likely if chrome.letters(lines[at].text) == hint.title]
    return found[0] if len(found) == 1 else -1


class TitleLine:
    """One line and what is seen of it; of the one that ``is_sure`` it is not asked whether it names the site. ``at`` is
    its number among the lines, ``told`` the share of its letters in what ``<title>`` says without the site's name (1:
    just that), ``informed`` how many lines below it an info line stands (0: none)."""

    def __init__(self, page: _Page, at: int, short: str, *, prose_above: bool = False, is_sure: bool = False) -> None:
        nodes, lines, informs = page.nodes, page.lines, page.informs
        line, (title, parts, names, row, whole), links = lines[at], page.hint, nodes.linked
        text = line.text
        label = _LABELLED.match(text)
        if label and label[0] != text and (text[label.end() - 1] != "]" or title == short[len(label[0].strip()) :]):
            text, short = text[label.end() :], short[len(chrome.letters(label[0])) :]
        if informs[at] and (own := _before_day(nodes, line)):
            text, short = own, chrome.letters(own)
        if text == line.text and not (informs[at] or PLACE.search(text)):
            text = titled_part(nodes, line, title, row)
            short = chrome.letters(text)
        rest = short.replace(title, "", 1)
        is_dated = len(rest) < _LONGEST_DAY and first_date(rest) is not None
        is_whole = (line.is_heading and not is_dated) or short == whole or "。" in text or text[0] in _SECOND
        is_whole = is_whole or _goes_on(text, title)
        if _NAME < len(title) < len(short) - 6 and title in short and not is_whole:
            text = short = title  # with the way here or the info line beside it
        box, heading, stands_out, is_named, anchors = around(nodes, line)
        near = range(at + 1, min(at + 1 + _INFO_WITHIN, len(lines)))
        informed = next((below - at for below in near if informs[below] or filing.is_field(lines[below].text)), 0)
        between = [other.text for other in lines[at + 1 : at + informed]]
        following = [other for other in lines[at + 1 : at + 7] if not chrome.is_toolbar(other.text)]
        # A page about the office itself is called as a column is (机构设置), and its text stands below.
        is_headed = short == title and (heading > 0 or stands_out > 0 or is_named)
        if is_headed:
            below = next((other for other in following if not tells_day(other.text)), line)
            is_headed = below.at not in links and "。" in below.text[_SENTENCE:]
        elif heading == 1 and title.startswith(short):
            is_headed = True  # a name beside its post
        self.at, self.text, self.short = at, text, short
        self.heading, self.stands_out, self.is_named, self.informed = heading, stands_out, is_named, informed
        self.prose_above = prose_above
        texts = [index for index in range(line.at, line.end) if nodes.texts[index]]
        self.is_link = 2 * len(links.intersection(texts)) > len(texts)
        self.is_menu = anchors >= _MENU and len(nodes.within("a", max(line.at - 2, 0), line.end)) >= _MENU
        is_just = short in (title, whole) or (short in parts and len(short) == max(map(len, parts)))
        self.told = 1.0 if is_just else len(short) / len(title) if short in title else 0.0
        is_inside = len(title) >= _SHORT_TITLE and title in short and len(short) < 2 * len(title)
        self.in_title = short in parts or (bool(title) and (short in title or is_inside))
        self.heads_info = informed > 0 and all(
            len(chrome.letters(one)) <= _NAME or one[0] in _SECOND or _NUMBERED.search(one) for one in between
        )
        above = range(max(0, at - 3), at)
        # (What stands above that line as well is typed into the text again.)
        self.below_info = any(
            informs[up]
            and not (up and short == chrome.letters(lines[up - 1].text))
            and not any("。" in one.text for one in lines[up + 1 : at])
            for up in above
        )
        has_second = bool(between) and all(one[0] in _SECOND for one in between)
        # (A list beside it may lead to the very article that <title> names, right above its info line.)
        is_own = informed == 1 and (self.told == 1 or short in DOCUMENTS)
        is_in_menu = len(short) <= _NAME and not (has_second or is_own) and page.in_menu(short)
        self.is_name = not is_headed and (short in names or (not is_sure and (is_in_menu or short in page.foot)))
        self.listed = bool(row) and (short == row or (len(row) >= 8 and short.startswith(row)))
        self.like_above = (
            at > 0 and not (stands_out or heading or informs[at - 1]) and are_alike(nodes, line, lines[at - 1])
        )
        unlinked = [other for other in following if other.at not in links]
        self.text_below = informed > 0 or len(unlinked) > 3 or any(len(other.text) > 15 for other in unlinked)
        # (A column's name, or what a series is called, stands between now and then.)
        way = at - 2 if at > 1 and len(chrome.letters(lines[at - 1].text)) < _SHORT_TITLE else at - 1
        self.below_way = at > 0 and (
            page.is_column(at - 1) or any(PLACE.search(lines[up].text) for up in (at - 1, way))
        )
        self.above_prose = bool(following) and (
            (len(following[0].text) > 20 and "。" in following[0].text)
            or chrome.GREETING.match(following[0].text) is not None
            or all(_VERSE.match(other.text) for other in following[:_VERSES])
        )
        later, before = lines[at + 1 : at + _AGAIN], lines[max(at - _AGAIN, 0) : at]
        is_told = label is not None or (at > 0 and lines[at - 1].text[-1] in ":：")
        is_value = is_told and any(other.text == text for other in later)
        is_labelled = _is_called(lines, at)
        self.again = is_value or any(other.is_heading and chrome.letters(other.text) == short for other in later)
        if is_labelled and not self.again:
            self.again = any(chrome.letters(other.text) == short and other.at not in links for other in before)
        self.heads_day = at + 1 < len(lines) and is_day(lines[at + 1].text)
        self.below_sentence = (
            at > 0 and lines[at - 1].text[-1] in "。！？" and not (at > 1 and lines[at - 2].at in links)
        )
        self.is_called = is_labelled and -1 < nodes.around(line.at, ("tr", "dl", "li"), _CELL) < lines[at - 1].at
        self.is_datum = not self.is_called and self.told < 1 and page.is_datum(line)
        self.repeated = page.often(nodes.attribute(box, "class"))
        self.is_row = is_row(nodes, lines, at)
        self.is_caption = is_below_picture(nodes, lines, at)
        # (A caption above fields, each label in a cell of its own, is a form's.)
        self.heads_fields = (
            heading not in (1, 2, 3)
            and len(short) <= _NAME
            and at + 1 < len(lines)
            and filing.is_label(lines[at + 1].text)
            and nodes.around(lines[at + 1].at, ("tr", "dl", "li"), _CELL) >= 0
        )
        self.is_section = not is_headed and SECTION.match(short) is not None
        has_link_below = at + 1 < len(lines) and lines[at + 1].at in links
        self.heads_links = (has_link_below and not chrome.is_toolbar(lines[at + 1].text)) or is_row(
            nodes, lines, at + 1
        )


_BODY = "<div>会议强调，要广泛凝聚共识，积极建言资政，服务发展。</div>"

# fmt: off
TITLES = Table[TitleLine](
    SURE,
    Clue("the listing names it", 9.0, "<p>政协委员话振兴", lambda one: one.listed),
    Clue("<title> says just it", 8.0, "<title>委员话振兴-青沙政协</title><p>委员话振兴", lambda one: one.told == 1),
    Clue("it is short as a column's name, and no info line stands right below", -6.0, "<title>委员风采</title><p>委员风采<p>一位乡村医生的十年<p>2025-01-07", lambda one: one.told == 1 and len(one.short) <= _NAME and not one.heads_info),
    Clue("<title> has it", 3.5, "<title>要闻：县政协举行会议_1</title><p>县政协举行会议", lambda one: one.in_title and one.told < 1),
    Clue("an info line stands right below", 5.0, "<p>委员话振兴<p>发布时间：2025-01-07", lambda one: one.informed == 1),
    Clue("an info line stands near below", 3.5, "<p>委员话振兴<p>——侧记<p>发布时间：2025-01-07", lambda one: one.informed > 1),
    Clue("an info line stands right above", 2.0, "<p>2025-01-07 来源：办公室<p>委员话振兴", lambda one: one.below_info),
    Clue("a day stands alone right below", 2.0, "<p>委员话振兴<p>（2025年1月7日）", lambda one: one.heads_day and not one.short.endswith(chrome.OFFICES)),
    Clue("a heading of the first level", 3.0, "<h1>委员话振兴</h1>", lambda one: one.heading == 1),
    Clue("a heading of the second level", 2.5, "<h2>委员话振兴</h2>", lambda one: one.heading == 2),
    Clue("a lesser heading", 1.5, "<h4>委员话振兴</h4>", lambda one: one.heading > 2),
    Clue("it is large, bold or in the middle", 1.5, "<center><font size=5>委员话振兴", lambda one: one.stands_out > 0),
    Clue("it is so in two ways", 2.0, "<title>青沙县政协</title><center><b>委员话振兴</b></center>", lambda one: one.stands_out > 1 and one.told < 1),
    Clue("its element is named for it", 2.0, "<div class=news-title>委员话振兴", lambda one: one.is_named),
    Clue("the way here stands right above", 2.0, "<p>首页 > 要闻<p>委员话振兴", lambda one: one.below_way),
    Clue("prose stands right below", 1.5, "<p>委员话振兴<p>会议强调，要广泛凝聚共识，积极建言资政，服务发展。", lambda one: one.above_prose),
    Clue("text stands below it", 1.0, "<p>委员话振兴<p>会议强调，要凝聚共识，建言资政。", lambda one: one.text_below),
    Clue("it says what a document is", 1.0, "<p>关于报送提案的通知", lambda one: one.short.startswith("关于") or one.short.endswith("通知") or one.short in DOCUMENTS),
    Clue("it names site or column", -12.0, "<title>青沙县政协</title><p>青沙县政协", lambda one: one.is_name),
    Clue("it leads away", -7.0, "<title>委员话振兴</title><a href=/1.html>委员话振兴</a>", lambda one: one.is_link),
    Clue("it is a menu", -9.0, "<a>政协概况</a> <a>政协要闻</a> <a>通知公告</a>", lambda one: one.is_menu),
    Clue("it is the way here", -9.0, "<p>当前位置：首页 > 要闻", lambda one: PLACE.search(one.text) is not None),
    Clue("it heads a section of the site", -9.0, "<h3>热点排行</h3>", lambda one: one.is_section),
    Clue("it is the caption of a form about the article", -3.0, "<div>文章信息</div><table><tr><th>发布日期<td>2025-01-07<tr><th>来源<td>办公室</table>", lambda one: one.heads_fields and not one.in_title and not one.is_called),
    Clue("links stand right below it", -3.0, "<h5>近期更新</h5><ul><li><a href=/1.html>县政协举行会议</a> 2025-01-07<li><a href=/2.html>委员话振兴</a> 2025-01-06</ul>", lambda one: one.heads_links),
    Clue("it heads what stands below articles", -9.0, "<h3>相关文章</h3>", lambda one: chrome.opens_other_section(one.text)),
    Clue("it tells author or hits", -9.0, "<p>撰稿：何远山", lambda one: chrome.is_info_line(one.text) and not one.in_title),
    Clue("a sentence stands right above it", -2.0, "<p>会议强调了这一点。<p>委员话振兴", lambda one: one.below_sentence),
    Clue("a picture stands right above it", -3.0, "<p>委员话振兴<p><img src=/1.jpg><p>水泉镇新貌<p>2025-01-07", lambda one: one.is_caption),
    Clue("it explains, asks or answers", -4.0, "<p>图为会议现场", lambda one: one.short.startswith(_EXPLAINS)),
    Clue("it is furniture", -12.0, "<p>【打印】【关闭】", lambda one: filing.is_label(one.text) or filing.is_index_line(one.text) or chrome.is_furniture(one.text) or chrome.is_empty_label(one.text)),
    Clue("the label beside it in a form calls it the title", 9.0, "<table><tr><td>来信标题<td>西街路灯何时修好<tr><td>来信内容<td><p>路灯坏了。<p>盼修好。</table>", lambda one: one.is_called and not one.again),
    Clue("it is a cell of a table", -6.0, "<table><tr><td>性别<td>女<tr><td>界别<td>农业<tr><td>工作单位<td>水利站</table>", lambda one: one.is_datum),
    Clue("a sentence ends in it, or it as one does", -8.0, "<p>会议还研究了其他事项。", lambda one: one.short[-1] in "；，、" or ("。" in one.short and one.told < 1)),
    Clue("it breaks off", -6.0, "<p>县政协召开会议研究…", lambda one: breaks_off(one.text) and one.told < 1),
    Clue("it greets", -5.0, "<p>各位委员：", lambda one: one.short[-1] in ":："),
    Clue("it is a day", -9.0, "<p>（2025年1月7日）", lambda one: len(one.short) < 20 and first_date(one.text) is not None and one.told < 1),
    Clue("it is an issue's number, or one of a series that <title> names", -6.0, "<title>优秀提案选登</title><p>优秀提案选登（三）", lambda one: one.told < 1 and _NUMBERED.search(one.short) is not None and (one.in_title or one.short[0] == "第")),
    Clue("it is a document's number", -6.0, "<p>青政协发〔2025〕3号<p>2025-01-07", lambda one: _DOCUMENT_NUMBER.fullmatch(one.short) is not None),
    Clue("an office signs with it", -2.5, "<p>县政协办公室", lambda one: len(one.short) < 20 and one.short.endswith(chrome.OFFICES)),
    Clue("it names a paper, a site or who speaks, right above the day", -5.0, "<p>松溪日报<p>2025-01-07", lambda one: one.told < 1 and one.informed == 1 and (_PUBLISHER.fullmatch(one.text) or _SPEAKER.fullmatch(one.text)) is not None),
    Clue("prose stands above it", -4.0, f"{_BODY * 8}<p>青沙县委宣传部", lambda one: one.prose_above),
    Clue("a line like it stands right above", -5.0, "<p>委员话振兴<p>县政协举行会议", lambda one: one.like_above),
    Clue("it heads a numbered part", -3.0, "<p><b>一、强化协商</b>", lambda one: _PART.match(one.short) is not None),
    Clue("it is a post and a name", -2.5, "<p>县政协副主席　何远山", lambda one: one.told < 1 and _SPEAKER.fullmatch(one.text) is not None),
    Clue("it stands again, in a heading or out of a form", -12.0, "<table><tr><td>名称：<td>委员话振兴</table><div>委员话振兴</div>", lambda one: one.again),
    Clue("elements named like its own stand on the page again and again", -3.0, "<div class=post>主席何远山</div><div class=post>副主席李一山</div><div class=post>秘书长赵建</div>", lambda one: one.repeated),
    Clue("it is one of several rows, each with its day", -12.0, "<ul><li><b>县政协举行会议</b><br><i>2025-01-07</i><li><b>委员话振兴</b><br><i>2025-01-06</i></ul>", lambda one: one.is_row),
    Clue("it is very short", -1.5, "<p>县区动态", lambda one: len(one.short) < 6),
    Clue("it is long", -2.0, f"<p>{'县政协委员视察乡村道路' * 6}", lambda one: len(one.short) > 60),
    Clue("it has no Chinese", -6.0, "<p>Copyright 2025", lambda one: _CHINESE.search(one.short) is None),
    Clue("it begins as a second line does, or ends as a first", -4.0, "<p>——在全体会议上", lambda one: one.text[0] in _SECOND or one.text.endswith(("——", "--"))),
)
# fmt: on


def _before_day(nodes: Nodes, line: Line) -> str:
    """What stands before the line's day in another element than that, long as a title is and no office's name; "" for
    nothing."""
    own = nodes.texts[line.at].strip()
    rest = line.text[len(own) :].strip() if line.text.startswith(own) else ""
    is_apart = line.end > line.at + 1 and nodes.parents[line.at] != nodes.parents[line.end - 1]
    if not is_apart or len(own) < _NAME or not 0 < len(rest) < _LONGEST_DAY or first_date(rest) is None:
        return ""
    is_other = own.endswith(chrome.OFFICES) or _PUBLISHER.fullmatch(own) or chrome.is_info_line(own)
    return "" if is_other or first_date(own) else own


def _is_called(lines: Sequence[Line], at: int) -> bool:
    """Whether the line above one is a label that calls it the title."""
    return at > 0 and _CALLED.fullmatch(lines[at - 1].text) is not None


def _goes_on(text: str, title: str) -> bool:
    """Whether a line begins with what ``<title>`` says and goes on at once, and tells no day: that was cut short."""
    begin = text[: len(title)]
    return begin == title and _CHINESE.match(text, len(title)) is not None and first_date(text[len(title) :]) is None
