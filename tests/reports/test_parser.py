"""The public entries: saved texts with chrome, documents, names and versions of reports."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cppcc_archive.extract.document import Block, BlockKind, Document
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.reports import SiteHint, default_report_id, parse, parse_text
from cppcc_archive.reports.model import DocType
from cppcc_archive.reports.parser import MOST_FIGURES

URL = "http://www.example.gov.cn/col7/art/2024/art_7_1001.html"
BODY = """政协云山区第五届委员会
常务委员会工作报告
（2024年1月11日在政协云山区第五届委员会第三次会议上）
陈 立 群
各位委员：
我代表常务委员会,向大会报告工作。
一、2023年工作回顾
全年收到提案 148 件,立案 131 件。"""
SAVED = f"""当前位置：首页 > 云山区政协 > 领导讲话
政协云山区第五届委员会常务委员会工作报告


发布日期：2024-01-20 10:30 访问次数： 字号：[ ]


{BODY}


打印本页 关闭窗口
"""


def test_chrome_becomes_metadata_and_the_article_keeps_its_characters() -> None:
    report = parse_text(SAVED, URL)
    assert report.text == BODY
    assert report.title == "政协云山区第五届委员会常务委员会工作报告"
    assert report.published_at == datetime(2024, 1, 20, 10, 30, tzinfo=SHANGHAI)
    assert report.breadcrumb == ("首页", "云山区政协", "领导讲话")


def test_a_report_filed_under_speeches_is_still_a_report() -> None:
    report = parse_text(SAVED, URL)
    assert report.doc_type is DocType.STANDING_COMMITTEE_REPORT
    assert report.doc_type_evidence.startswith("title: ")


def test_windows_line_ends_are_kept() -> None:
    report = parse_text(SAVED.replace("\n", "\r\n"), URL)
    assert report.text == BODY.replace("\n", "\r\n")
    assert report.speaker == "陈立群"
    assert [indicator.span for indicator in report.indicators] == ["148 件", "131 件"]


def test_a_text_without_chrome_stays_whole_and_names_itself() -> None:
    report = parse_text(BODY, URL)
    assert report.text == BODY
    assert report.title == "政协云山区第五届委员会常务委员会工作报告"
    assert report.published_at is None


def test_a_document_and_its_saved_text_give_the_same_report() -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, line) for line in BODY.split("\n"))
    saved = parse_text(SAVED, URL)
    document = Document(
        url=URL,
        encoding="utf-8",
        title=saved.title,
        published_at=saved.published_at,
        blocks=blocks,
        breadcrumb=saved.breadcrumb,
    )
    assert parse(document) == saved


def test_a_label_heads_its_paragraph_and_a_form_to_fill_in_has_no_headings() -> None:
    lines = (
        "关于征集文史资料的通知",
        "一、征集内容：反映本县改革开放以来重大事件、重要人物、老字号的文章，要求史实准确",
        "二、聚焦中心：在服务高质量发展中彰显政协新作为新担当",
        "1．________　________",
        "2．（　　　　）",
    )
    blocks = tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)
    document = Document(url=URL, encoding="utf-8", title=lines[0], published_at=None, blocks=blocks)
    assert [(item.heading, item.run_in) for item in parse(document).outline] == [
        ("征集内容", True),
        ("聚焦中心：在服务高质量发展中彰显政协新作为新担当", False),
    ]


def test_a_bold_line_is_still_part_of_the_outline_by_its_words() -> None:
    blocks = (
        Block(BlockKind.PARAGRAPH, "一、工作回顾", bold=True),
        Block(BlockKind.PARAGRAPH, "强化理论武装", bold=True),
        Block(BlockKind.PARAGRAPH, "全年组织学习12次，覆盖全体委员，取得了良好的效果。"),
        Block(BlockKind.PARAGRAPH, "提升协商实效", bold=True),
        Block(BlockKind.PARAGRAPH, "全年组织协商6次，覆盖全部界别，取得了良好的效果。"),
    )
    document = Document(url=URL, encoding="utf-8", title="工作报告", published_at=None, blocks=blocks)
    assert [(item.level, item.heading) for item in parse(document).outline] == [
        (1, "工作回顾"),
        (2, "强化理论武装"),
        (2, "提升协商实效"),
    ]


def test_tables_are_text_and_never_headings() -> None:
    rows = (("序号", "提案", "件"), ("一、", "集体提案", "21件"))
    text = "\n".join("\t".join(row) for row in rows)
    blocks = (Block(BlockKind.PARAGRAPH, "一、提案情况"), Block(BlockKind.TABLE, text, rows=rows))
    document = Document(url=URL, encoding="utf-8", title="提案工作情况报告", published_at=None, blocks=blocks)
    report = parse(document)
    assert [item.heading for item in report.outline] == ["提案情况"]
    assert [(item.code, item.value) for item in report.indicators] == [("proposals_collective", 21.0)]


def test_the_site_is_the_prior_for_names_without_a_place() -> None:
    site = SiteHint("jinan-shizhong", "济南市市中区政协", "370103")
    report = parse_text("区政协召开主席会议\n5月7日，区政协召开第30次主席会议。", URL, site=site)
    assert (report.organisation, report.division_code) == ("中国人民政治协商会议济南市市中区委员会", "370103")
    assert parse_text("区政协召开主席会议\n5月7日，区政协召开第30次主席会议。", URL).organisation is None


def test_report_ids_survive_https_and_moved_columns() -> None:
    first = default_report_id("http://www.example.gov.cn/col7/art/2024/art_7_1001.html")
    assert first == default_report_id("https://www.example.gov.cn/art/2024/1/20/art_7_1001.html")
    assert first != default_report_id("http://www.example.gov.cn/art/2024/1/20/art_7_1002.html")
    assert first != default_report_id("http://other.example.gov.cn/col7/art/2024/art_7_1001.html")
    query = "http://www.example.gov.cn/show.aspx?id={}"
    assert default_report_id(query.format(1)) != default_report_id(query.format(2))


def test_a_given_report_id_is_used_as_it_is() -> None:
    document = Document(url=URL, encoding="utf-8", title=None, published_at=None, blocks=())
    assert parse(document, report_id="known").report_id == "known"


def test_layout_makes_no_new_version_and_words_do() -> None:
    version = parse_text(SAVED, URL).version_id
    assert (
        version == parse_text(SAVED.replace("访问次数： ", "访问次数：512 ").replace("立 群", "立  群"), URL).version_id
    )
    assert version != parse_text(SAVED.replace("148", "149"), URL).version_id


def test_an_empty_text_is_a_report_that_knows_nothing() -> None:
    report = parse_text("", URL)
    assert (report.text, report.title, report.doc_type) == ("", None, DocType.OTHER)
    assert report.indicators == report.outline == report.paragraphs == ()


def test_the_day_of_publication_decides_an_ambiguous_date() -> None:
    text = "政协青河县第九届委员会常务委员会工作报告\n发布日期：{}\n（2022111日）\n各位委员：\n我报告工作。"
    expected = {"2022-01-12": "2022年1月11日", "2022-11-03": "2022年11月1日", "2023-06-01": None}
    for published, reading in expected.items():
        report = parse_text(text.format(published), URL)
        assert [item.expected for item in report.anomalies] == [reading]
        assert report.event_date == (None if reading is None else date(2022, *map(int, reading[5:-1].split("月"))))


def test_what_follows_a_whole_title_is_no_part_of_it() -> None:
    title = "云山区政协二○一〇年度反映社情民意信息工作总结(草案)"
    for following in ("各民主党派、各街道工委:", "区政协办公室 2011年1月8日", "类别\t件数", "2010年，委员会认真履职。"):
        assert parse_text(f"{title}\n{following}\n正文。", URL).title == title


def test_a_title_broken_over_lines_is_put_together() -> None:
    report = parse_text(
        "政协云山区第五届委员会常务委员会\n工　作　报　告\n（2013年1月9日）\n各位委员：\n我报告工作。", URL
    )
    assert report.title == "政协云山区第五届委员会常务委员会工作报告"


def test_a_text_that_begins_with_prose_has_no_title() -> None:
    assert parse_text("全年共收到提案171件。", URL).title is None


def test_a_title_kept_apart_from_the_text_tells_its_holes_too() -> None:
    text = "当前位置：首页 > 报告\n政协第届青河县委员会常务委员会工作报\n发布日期：2024-01-12\n各位委员：\n我报告工作。"
    holes = [item for item in parse_text(text, URL).anomalies if item.field == "title"]
    assert [(item.span, item.start, item.expected) for item in holes] == [("第届", 2, None), ("工作报", 15, "工作报告")]


def test_words_before_a_name_are_no_part_of_it() -> None:
    for place in ("——2023年1月4日在青河县政协第五届委员会第二次会议上", "关于召开青河县政协五届三次会议的通知"):
        assert parse_text(f"工作报告\n{place}\n各位委员：", URL).organisation == "中国人民政治协商会议青河县委员会"
    assert parse_text("关于召开区政协五届三次会议的通知\n各位委员：", URL).organisation is None
    assert parse_text("常宁市政协考察组来青河开展文旅调研\n常宁市政协一行来青河考察。", URL).organisation is None


def test_a_number_with_a_blank_inside_is_read_whole_and_reported() -> None:
    report = parse_text("提案工作\n共收到提案 1 98 件，满意率 95. 5 %。", URL)
    assert [(item.value, item.span) for item in report.indicators] == [(198.0, "1 98 件"), (95.5, "95. 5 %")]
    assert [(item.kind, item.expected) for item in report.anomalies] == [
        ("split_number", "198"),
        ("split_number", "95.5"),
    ]


@pytest.mark.parametrize("blank", [" ", "\xa0", "\u2009", "\u202f"])
def test_blanks_for_thousands_are_read_and_reported(blank: str) -> None:
    report = parse_text(f"提案工作\n共收到提案1{blank}151件，立案 2{blank}025 件。", URL)
    assert [(item.value, item.span) for item in report.indicators] == [
        (1151.0, f"1{blank}151件"),
        (2025.0, f"2{blank}025 件"),
    ]
    assert [item.expected for item in report.anomalies if item.kind == "split_number"] == ["1151", "2025"]


def test_a_number_that_may_be_two_is_reported_and_left_as_it_stands() -> None:
    report = parse_text("提案工作\n共收到提案18 71件。", URL)
    assert [(item.kind, item.span, item.expected) for item in report.anomalies] == [("split_number", "18 71件", None)]
    report = parse_text("提案工作\n共收到提案1’151件。", URL)
    assert [(item.kind, item.span) for item in report.anomalies] == [("split_number", "1’151件")]
    for apart in ("共收到提案18\t71件。", "共收到提案18\u300071件。", "收到附表2 71件提案。"):
        assert not [item for item in parse_text(f"提案工作\n{apart}", URL).anomalies if item.kind == "split_number"]


def test_cells_of_a_row_are_no_broken_number() -> None:
    report = parse_text("提案统计表\n收到\t12\t98件\n", URL)
    assert [item.value for item in report.indicators] == [98.0]


def test_titles_of_other_pages_below_the_text_are_no_text() -> None:
    saved = f"{SAVED}\n相关新闻：\n· 我区收到政协提案243件\n· 区政协召开会议\n"
    assert parse_text(saved, URL).text.endswith(BODY[-10:])


def test_below_a_slogan_the_subtitle_says_what_the_document_is() -> None:
    report = parse_text(
        "凝心聚力谱新篇\n——政协云山区第五届委员会常务委员会工作报告\n（2024年1月9日）\n陈立群\n各位委员：", URL
    )
    assert (report.title, report.doc_type) == ("凝心聚力谱新篇", DocType.STANDING_COMMITTEE_REPORT)
    assert report.doc_type_evidence.startswith("title: ")


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("审查提案，有3件提案未被立案。", "proposals_not_filed"),
        ("提案工作。尚未办复31件。", "other"),
        ("提案工作。不满意率1.5%。", "other"),
        ("提案办复率未达到100%。", "other"),
        ("信息工作。未被省政协采用的12篇。", "other"),
    ],
)
def test_what_did_not_happen_is_not_counted_as_done(sentence: str, code: str) -> None:
    assert [item.code for item in parse_text(sentence, URL).indicators] == [code]


def test_a_lost_term_of_three_digits_and_a_place_cut_short_are_read() -> None:
    assert parse_text("政协第100届青河县委员会\n政协第届青河县委员会第四次会议。", URL).anomalies
    assert parse_text("近日，" + "甲" * 594 + "新城区政协召开会议。", URL).text


def test_a_paragraph_that_ends_without_a_stop_lost_it() -> None:
    whole = (
        "一年来，区政协常委会围绕中心、服务大局，深入开展调研视察和民主监督，积极建言资政。"
        "全年召开常委会会议四次，主席会议十二次，各项工作都取得了新的进展"
    )
    report = parse_text(f"区政协工作总结\n{whole}\n{whole}。", "http://www.example.gov.cn/1.htm")
    assert [(item.kind, item.span, item.expected) for item in report.anomalies] == [("lost_stop", "展", "展。")]


def test_the_last_of_several_run_in_sections_ends_with_its_paragraph() -> None:
    text = "一、主要工作\n一是强化学习。召开会议。\n二是深入调研。开展调研8次。\n各位委员，共走访120人次。\n二、打算\n"
    report = parse_text(text, "http://www.example.gov.cn/1.htm")
    assert [report.outline[item.section or 0].heading for item in report.indicators] == ["深入调研", "主要工作"]


@pytest.mark.parametrize("place", ["临湖区", "溪州市临湖区"])
def test_a_site_whose_place_no_list_has_goes_by_one_name_that_of_its_entry(place: str) -> None:
    site = SiteHint("linhu", f"{place}政协")
    titles = ("政协溪州市临湖区第八届委员会常务委员会工作报告", "政协临湖区委员会工作要点", "工作动态")
    found = {parse_text(title, "http://www.example.gov.cn/1.htm", site=site).organisation for title in titles}
    assert found == {f"中国人民政治协商会议{place}委员会"}


def test_the_end_of_a_name_that_no_list_has_is_no_other_place() -> None:
    report = parse_text("政协临河口区委员会工作要点\n", "http://www.example.gov.cn/1.htm")
    assert report.division_code is None
    assert report.organisation in (None, "中国人民政治协商会议临河口区委员会")


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("数说2023·区政协的答卷", ""),
        ("区政协召开提案办理协商会", "1月16日，会议通报了2023年度提案办理情况。"),
        ("政协青河县委员会主席会议工作情况通报（2023年度）", ""),
    ],
)
def test_a_text_that_is_no_report_says_which_year_it_tells_of(title: str, lead: str) -> None:
    text = f"{title}\n发布日期：2024-01-16\n{lead}\n收到提案418件。\n"
    (found,) = parse_text(text, "http://www.example.gov.cn/1.htm").indicators
    assert (found.period, found.figure_year) == ("reviewed", 2023)


def test_a_number_alone_on_its_line_counts_what_the_line_below_does() -> None:
    report = parse_text(
        "数说2023·区政协的答卷\n回眸一年，一组数据。\n27次\n召开党组会议27次\n", "http://www.example.gov.cn/1.htm"
    )
    assert [item.code for item in report.indicators] == ["meetings_other", "meetings_other"]


def test_of_a_page_of_countless_numbers_the_first_are_read_and_the_rest_is_said() -> None:
    # (The limit itself: compiled code has it written in, and no test could set it.)
    report = parse_text("云山区政协2024年提案工作情况的报告\n" + "提交提案7件。\n" * (MOST_FIGURES + 10), URL)
    assert len(report.indicators) == MOST_FIGURES
    assert f"{MOST_FIGURES + 10} figures, of which {MOST_FIGURES} were read" in report.warnings
    assert "figures, of which" not in "".join(parse_text(BODY, URL).warnings)
