"""Search: a phrase is found exactly where its characters stand in a row, and the index follows the tables."""

from __future__ import annotations

import hashlib
import itertools
import re
import sqlite3
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_archive.errors import InputError
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.search import Index


class Texts(Archive):
    """An archive of nothing but texts, by report; as they are at each question."""

    def __init__(self, **texts: str) -> None:
        self.texts = texts
        self.facts: dict[str, str] = {}
        super().__init__(self._made, itertools.count(step=60.0).__next__)

    def _made(self) -> duckdb.DuckDBPyConnection:
        made = duckdb.connect()
        made.execute(
            "CREATE TABLE reports (report_id TEXT, version_id TEXT, title TEXT, text TEXT, "
            "doc_type TEXT DEFAULT 'other', published_year INTEGER DEFAULT 2025, division_code TEXT DEFAULT '370103', "
            "site_id TEXT DEFAULT 'qinghe', organisation TEXT, published_date DATE)"
        )
        for name, text in self.texts.items():
            row = [name, hashlib.md5(text.encode()).hexdigest(), self.facts.get(name), text]
            made.execute("INSERT INTO reports (report_id, version_id, title, text) VALUES (?, ?, ?, ?)", row)
        return made


def found(index: Index, texts: Texts, question: str) -> set[str]:
    return {hit.report_id for hit in index.search(texts, question).hits}


@settings(max_examples=60)
@given(
    texts=st.lists(st.text(alphabet='提案办理aB1“”"*，。 \n\u200b', max_size=12), min_size=1, max_size=6),
    phrase=st.text(alphabet='提案办理aB1“"*，', min_size=1, max_size=4),
)
def test_a_text_is_found_exactly_when_it_has_the_phrase(tmp_path_factory, texts: list[str], phrase: str) -> None:
    held = Texts(**{f"r{number}": text for number, text in enumerate(texts)})
    index = Index(tmp_path_factory.mktemp("index") / "search.sqlite")
    index.update(held)
    # A question in quotes is one phrase; a quote inside would end it.
    wanted = phrase.replace('"', "").replace("“", "")
    if not wanted:
        return
    bare = {name: "".join(text.split()).replace("\u200b", "").lower() for name, text in held.texts.items()}
    assert found(index, held, f'"{wanted}"') == {name for name, text in bare.items() if wanted.lower() in text}


def test_phrases_set_apart_must_all_occur(tmp_path: Path) -> None:
    held = Texts(both="征集提案，开展视察", one="征集提案", other="视察")
    index = Index(tmp_path / "search.sqlite")
    index.update(held)
    assert found(index, held, "提案 视察") == {"both"}


@pytest.mark.parametrize("question", ["174件", "１７４件", "ＡPp", "98％", "98%"])
def test_digits_and_latin_letters_are_found_in_either_width(tmp_path: Path, question: str) -> None:
    held = Texts(half="立案174件，办复率98%，开发App", full="立案１７４件，办复率９８％，开发ＡＰＰ", other="立案151件")
    index = Index(tmp_path / "search.sqlite")
    index.update(held)
    hits = index.search(held, question).hits
    assert {hit.report_id: len(hit.contexts) for hit in hits} == {"half": 1, "full": 1}


def test_the_index_follows_edits_and_deletions_and_reads_only_what_is_new(tmp_path: Path) -> None:
    held = Texts(a="立案151件", b="立案152件")
    index = Index(tmp_path / "search.sqlite")
    assert index.update(held) == 2
    assert index.update(held) == 0
    held.texts["a"] = "立案174件"
    assert index.update(held) == 1
    assert found(index, held, "151") == set()
    assert found(index, held, "174") == {"a"}
    del held.texts["b"]
    index.update(held)
    assert found(index, held, "立案") == {"a"}


class EveryVersion(Texts):
    """The same, with the texts of all versions there ever were, as a store has them, but for the ``lost``."""

    def __init__(self, **texts: str) -> None:
        self.ever: set[tuple[str, str]] = set()
        self.lost: set[tuple[str, str]] = set()
        super().__init__(**texts)

    def _made(self) -> duckdb.DuckDBPyConnection:
        made = super()._made()
        made.execute(
            "CREATE TABLE stood (report_id TEXT, version_id TEXT, text TEXT, published_year INT, site_id TEXT)"
        )
        self.ever |= set(self.texts.items())
        for name, text in self.ever - self.lost:
            version = hashlib.md5(text.encode()).hexdigest()
            made.execute("INSERT INTO stood VALUES (?, ?, ?, 2025, 'qinghe')", [name, version, text])
        made.execute("CREATE VIEW texts AS FROM stood")
        return made


def indexed(path: Path) -> dict[str, int]:
    """The characters that the index itself has, by how many reports."""
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE VIRTUAL TABLE temp.listed USING fts5vocab('main', 'characters', 'row')")
        return dict(raw.execute("SELECT term, doc FROM temp.listed").fetchall())


def test_a_text_that_was_replaced_or_is_gone_leaves_the_index(tmp_path: Path) -> None:
    held = EveryVersion(a="立案151件", b="收到提案", c="视察")
    held.facts["a"] = "通报"
    path = tmp_path / "search.sqlite"
    index = Index(path)
    index.update(held)
    assert {"1", "收", "视", "通"} <= indexed(path).keys()
    held.texts["a"], held.facts["a"] = "立案29件", "公告"
    del held.texts["b"]
    index.update(held)
    fresh = tmp_path / "fresh.sqlite"
    Index(fresh).update(held)
    assert indexed(path) == indexed(fresh)
    assert found(index, held, "29") == {"a"} and found(index, held, "公告") == {"a"}


def test_a_text_that_is_not_the_one_that_was_indexed_takes_nothing_else_out(tmp_path: Path) -> None:
    # Lost when it was indexed, there when it is replaced: to be told of other characters would spoil the index.
    held = EveryVersion(a="立案151件", b="立案151件")
    held.lost = {("a", "立案151件")}
    index = Index(tmp_path / "search.sqlite")
    index.update(held)
    held.lost = set()
    held.texts["a"] = "视察"
    index.update(held)
    assert found(index, held, "立案151件") == {"b"} and found(index, held, "视察") == {"a"}


def test_a_title_of_its_own_is_followed_and_ends_before_the_text(tmp_path: Path) -> None:
    held = Texts(a="立案151件")
    index = Index(tmp_path / "search.sqlite")
    index.update(held)
    held.facts["a"] = "提案工作报告"
    assert index.update(held) == 1
    assert found(index, held, "工作报告") == {"a"}
    assert found(index, held, "报告立案") == set()


def test_an_index_that_is_lost_or_of_another_shape_is_made_anew(tmp_path: Path) -> None:
    held = Texts(a="立案151件")
    path = tmp_path / "search.sqlite"
    Index(path).update(held)
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 999")
    index = Index(path)
    assert index.update(held) == 1
    assert found(index, held, "立案") == {"a"}


def test_a_hit_shows_the_words_around(archive: Archive, index: Index) -> None:
    got = index.search(archive, "征集提案")
    assert got.total == 2
    contexts = [context for hit in got.hits for context in hit.contexts]
    assert all(context.found == "征集提案" for context in contexts)
    assert any(context.after.startswith("171件") for context in contexts)


def test_a_hit_leads_to_the_phrase_or_at_least_to_its_paragraph(client, archive: Archive) -> None:
    page = client.get("/search", params={"q": "征集提案"}).text
    report, line, text = re.findall(r'href="\./report/(\w+)#c-(\d+):~:text=([^"]+)"', page)[0]
    assert unquote(text) == "征集提案"
    paragraph = client.get(f"/report/{report}").text.partition(f'id="c-{line}">')[2].partition("</p>")[0]
    assert "征集提案" in re.sub("<[^>]+>", "", paragraph)


def test_a_sentence_that_says_a_phrase_thrice_is_shown_once(tmp_path: Path) -> None:
    near = "经审查立案174件，立案率88.3%，未立案的23件转为来信"
    held = Texts(one=f"{near}。{'办理' * 40}。所有立案提案均已办复")
    index = Index(tmp_path / "search.sqlite")
    index.update(held)
    ((first, second),) = [hit.contexts for hit in index.search(held, "立案").hits]
    assert first.after.startswith("174件") and "未立案" in first.after and second.before.endswith("所有")


@pytest.mark.parametrize("question", ['""', "\u200b", '"  " “”'])
def test_a_question_without_a_letter_gets_the_form_again_and_a_word(client, archive, index, question: str) -> None:
    answer = client.get("/search", params={"q": question, "lang": "zh"})
    assert answer.status_code == 200 and 'id="q"' in answer.text and "请输入要检索的词句" in answer.text
    with pytest.raises(InputError, match="write a word"):
        index.search(archive, question)


@pytest.mark.parametrize(
    "question", ['提案" OR "1', "NEAR(提案 办理)", "a*b", "x" * 5000, "'; DROP TABLE documents", "提 AND NOT 案"]
)
def test_no_question_is_an_order_to_the_database(index: Index, archive: Archive, question: str) -> None:
    index.search(archive, question)
    assert index.search(archive, "提案").total
