"""The registry as files: read strictly with every mistake named, added to without touching what stands there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cppcc_archive.cms.rowsource import RowFields, RowSource
from cppcc_archive.errors import RegistryError
from cppcc_archive.sites.entries import write_yaml
from cppcc_archive.sites.model import Column, Expectation, Range, Site, SiteStatus
from cppcc_archive.sites.registry import Registry, append_site, load

THREE_LINES = "- id: yunshan\n  name: 云山区政协\n  base_url: http://zx.yunshan.example\n"


def _file(folder: Path, text: str, name: str = "sites.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _mistakes(path: Path) -> list[str]:
    with pytest.raises(RegistryError) as caught:
        load(path)
    return str(caught.value).replace(f"{path.parent}/", "").splitlines()


class TestReading:
    def test_three_lines_make_an_entry(self, tmp_path: Path) -> None:
        [site] = load(_file(tmp_path, THREE_LINES)).sites
        assert site == Site(id="yunshan", name="云山区政协", base_url="http://zx.yunshan.example")
        assert site.status is SiteStatus.UNVERIFIED

    def test_a_folder_is_read_file_by_file(self, tmp_path: Path) -> None:
        _file(tmp_path, THREE_LINES, "b.yaml")
        _file(tmp_path, THREE_LINES.replace("yunshan", "qinghe"), "a.yaml")
        registry = load(tmp_path)
        assert [site.id for site in registry.sites] == ["qinghe", "yunshan"]
        assert registry.files["qinghe"] == tmp_path / "a.yaml"

    def test_a_division_code_may_be_written_without_quotes(self, tmp_path: Path) -> None:
        [site] = load(_file(tmp_path, THREE_LINES + "  division_code: 370103\n")).sites
        assert site.division_code == "370103"

    @pytest.mark.parametrize("code", ["990103", "539903"])
    def test_invented_places_have_codes_that_no_province_or_no_city_has(self, tmp_path: Path, code: str) -> None:
        [site] = load(_file(tmp_path, THREE_LINES + f'  division_code: "{code}"\n')).sites
        assert site.division_code == code

    def test_lists_that_scripts_fill_are_described_one_or_several(self, tmp_path: Path) -> None:
        one = "  rows: {url: '/api?page={page}', path: data.list, fields: {title: bt, url: '/show?id={id}'}}\n"
        [site] = load(_file(tmp_path, THREE_LINES + one)).sites
        assert site.rows == (
            RowSource(
                url="/api?page={page}", path="data.list", fields=RowFields(title="bt", url="/show?id={id}", date=None)
            ),
        )
        two = "  rows:\n  - {url: /a, body: {channelId: 5, list: [1]}}\n  - {url: /b, body: 'id=5&p={page}'}\n"
        first, second = load(_file(tmp_path, THREE_LINES + two)).sites[0].rows
        assert (first.body, first.is_post) == ({"channelId": 5, "list": [1]}, True)
        assert (second.body, second.first_page) == ("id=5&p={page}", 1)

    def test_further_hosts_of_a_site_are_bare_names(self, tmp_path: Path) -> None:
        [site] = load(_file(tmp_path, THREE_LINES + "  hosts: [WWW.old.example, '[::1]:8080', a.example:81]\n")).sites
        assert site.hosts == ("www.old.example", "[::1]:8080", "a.example:81")

    def test_an_empty_file_holds_no_sites(self, tmp_path: Path) -> None:
        assert load(_file(tmp_path, "# nothing yet\n")).sites == ()

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        assert _mistakes(tmp_path / "none.yaml") == ["none.yaml: no such registry file or folder"]


class TestMistakes:
    @pytest.mark.parametrize("day", ["2024-13-01", "2024-02-30", "soon"])
    def test_a_date_that_is_none_has_its_line(self, tmp_path: Path, day: str) -> None:
        [mistake] = _mistakes(_file(tmp_path, THREE_LINES + f"  since: {day}\n"))
        assert mistake.endswith(f"since: must be a date like 2024-01-31 (is '{day}')")
        assert mistake.startswith("sites.yaml:4:")

    def test_a_wrong_shape_is_told_in_the_words_of_the_file(self, tmp_path: Path) -> None:
        [mistake] = _mistakes(_file(tmp_path, THREE_LINES + "  columns: /gzbg/\n"))
        assert "must be a list" in mistake

    def test_all_are_named_at_once_with_file_line_and_field(self, tmp_path: Path) -> None:
        found = _mistakes(
            _file(
                tmp_path,
                "- id: Yun_Shan\n"
                "  name: 云山区政协\n"
                "  base_url: ftp://zx.yunshan.example\n"
                "  columns:\n"
                "  - path: /a/\n"
                "    titel: 领导讲话\n"
                "- id: qinghe\n"
                "  base_url: http://zx.qinghe.example\n"
                "  delay_seconds: -1\n"
                "- just words\n",
            )
        )
        places = [line.split(": ")[:3] for line in found]
        assert places[:3] == [
            ["sites.yaml:1", "Yun_Shan", "id"],
            ["sites.yaml:3", "Yun_Shan", "base_url"],
            ["sites.yaml:6", "Yun_Shan", "columns[0].titel"],
        ]
        assert ["sites.yaml:7", "qinghe", "name"] in places
        assert ["sites.yaml:9", "qinghe", "delay_seconds"] in places
        assert found[-1].startswith("sites.yaml:10: is no site")
        assert len(found) == 6

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("colums: []", "sites.yaml:4: yunshan: colums: unknown field: did you mean columns?"),
            ("cms: hanwb", "sites.yaml:4: yunshan: cms: unknown CMS family 'hanwb': did you mean hanweb?"),
            ("expect: {links_per_rum: {min: 1}}", "expect.links_per_rum: unknown field: did you mean links_per_run?"),
            ('division_code: "370193"', "no division has the code 370193"),
            ('division_code: "3701"', "sites.yaml:4: yunshan: division_code:"),
            ("columns: [{path: 'javascript:void(0)'}]", "column path 'javascript:void(0)' is no http(s) address"),
            ("hosts: ['http://old.example/']", "write www.example.gov.cn, without http:// and path"),
            ("rows: {url: /a, methd: POST}", "rows[0].methd: unknown field: did you mean method?"),
            ("rows: [{url: /a, fields: {titel: t}}]", "rows[0].fields.titel: unknown field: did you mean title?"),
            ("rows: {url: /a, method: GET, body: a=1}", "a GET has no body"),
            ("rows: {url: 'mailto:a'}", "rows url 'mailto:a' is no http(s) address"),
            ("since: 2024-05-01\n  until: 2023-05-01", "until lies before since"),
            ("name: 又一个", 'duplicate key "name"'),
            ("note: [", "is no valid YAML"),
            ("note: &a x\n  proxy: *a", "alias *a is not allowed"),
            ("note: [&a x, *a]", "sites.yaml:4: alias *a is not allowed"),
            ("note: " + "[" * 5000 + "]" * 5000, "sites.yaml:4: is nested too deeply"),
            ("note:\n" + "".join(" " * depth + "a:\n" for depth in range(3, 400)), "is nested too deeply"),
        ],
    )
    def test_each_says_what_to_do(self, tmp_path: Path, line: str, said: str) -> None:
        assert said in "\n".join(_mistakes(_file(tmp_path, f"{THREE_LINES}  {line}\n")))

    def test_a_wrong_code_is_answered_with_the_right_one_where_the_name_tells(self, tmp_path: Path) -> None:
        text = '- id: a\n  name: 济南市市中区政协\n  base_url: http://a.example\n  division_code: "370193"\n'
        assert _mistakes(_file(tmp_path, text))[0].endswith("济南市市中区 is 370103")

    def test_an_id_counts_once_across_files(self, tmp_path: Path) -> None:
        _file(tmp_path, THREE_LINES, "a.yaml")
        _file(tmp_path, THREE_LINES.replace("zx.", "www."), "b.yaml")
        with pytest.raises(RegistryError, match=r"b\.yaml:1: yunshan: id: is taken already at .*a\.yaml:1"):
            load(tmp_path)

    def test_an_address_with_the_same_columns_counts_once(self, tmp_path: Path) -> None:
        twin = THREE_LINES + THREE_LINES.replace("id: yunshan", "id: twin").replace(".example", ".example/index.html")
        assert "the same address and columns as yunshan" in _mistakes(_file(tmp_path, twin))[0]
        section = twin + "  columns: [{path: /qinghe/}]\n"
        assert len(load(_file(tmp_path, section)).sites) == 2

    def test_a_file_must_be_a_list_in_utf8_and_small(self, tmp_path: Path) -> None:
        assert "must be a list of sites" in _mistakes(_file(tmp_path, "id: yunshan\n"))[0]
        path = tmp_path / "gbk.yaml"
        path.write_bytes(THREE_LINES.encode("gbk"))
        assert _mistakes(path) == ["gbk.yaml:2: is not UTF-8: save the file as UTF-8"]
        assert "larger than" in _mistakes(_file(tmp_path, "#" * (5 << 20)))[0]

    @given(st.text(max_size=80))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sites.yaml"
            path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
            try:
                assert isinstance(load(path), Registry)
            except RegistryError as error:
                assert str(path) in str(error)


class TestAsking:
    def test_get_answers_a_near_miss_with_the_near_ids(self) -> None:
        registry = Registry((Site(id="jinan-shizhong", name="市中区政协", base_url="http://a.example"),))
        assert registry.get("jinan-shizhong").name == "市中区政协"
        with pytest.raises(RegistryError, match="did you mean jinan-shizhong"):
            registry.get("jinan-shizong")
        with pytest.raises(RegistryError, match="sites list"):
            registry.get("zzz")

    @pytest.mark.parametrize(
        ("fields", "crawled"),
        [
            ({}, True),
            ({"status": "active"}, True),
            ({"status": "paused"}, False),
            ({"status": "retired"}, False),
            ({"until": date(2024, 1, 1)}, False),
            ({"since": date(2025, 6, 2)}, False),
            ({"since": date(2025, 6, 1), "until": date(2025, 6, 1)}, True),
        ],
    )
    def test_only_sites_in_force_are_crawled(self, fields: dict[str, object], crawled: bool) -> None:
        site = Site.model_validate({"id": "a", "name": "某区政协", "base_url": "http://a.example", **fields})
        assert (site in Registry((site,)).crawlable(date(2025, 6, 1))) is crawled


FULL = Site(
    id="yunshan",
    name="云山区政协",
    division_code="370103",
    base_url="http://zx.yunshan.example",
    cms="hanweb",
    columns=(Column(path="/col/col1/index.html", name="领导讲话: 全部"), Column(path="/b?x=1&y=#2")),
    delay_seconds=2.5,
    status=SiteStatus.ACTIVE,
    since=date(2020, 1, 2),
    expect=Expectation(articles_per_year=Range(min=20)),
    note="moved: see # the old one",
)


class TestWriting:
    def test_an_entry_leaves_defaults_out(self) -> None:
        assert write_yaml(Site(id="a", name="某区政协", base_url="http://a.example")) == (
            "- id: a\n  name: 某区政协\n  base_url: http://a.example\n"
        )

    def test_what_is_written_is_read_again(self, tmp_path: Path) -> None:
        assert load(_file(tmp_path, write_yaml(FULL))).sites == (FULL,)

    @given(st.text(min_size=2, max_size=30), st.text(max_size=30))
    @example(name="云山\x85区", note="one\n two\u2028three ")
    @example(name="yes", note="\ufeff")
    def test_any_name_and_note_survive(self, name: str, note: str) -> None:
        site = Site(id="a", name=name, base_url="http://a.example", note=note)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sites.yaml"
            append_site(path, site)
            assert load(path).sites == (site,)

    def test_comments_order_and_layout_stay(self, tmp_path: Path) -> None:
        before = f"# 云山省\n\n{THREE_LINES}  # checked by hand\n  cms:   trs   # odd spacing\n"
        path = _file(tmp_path, before)
        append_site(path, FULL.model_copy(update={"id": "qinghe", "base_url": "http://zx.qinghe.example"}))
        assert path.read_text(encoding="utf-8").startswith(before)
        assert [site.id for site in load(path).sites] == ["yunshan", "qinghe"]

    def test_an_indented_list_goes_on_indented(self, tmp_path: Path) -> None:
        path = _file(tmp_path, "".join(f"  {line}" for line in THREE_LINES.splitlines(keepends=True)))
        append_site(path, FULL.model_copy(update={"id": "qinghe"}))
        assert [site.id for site in load(path).sites] == ["yunshan", "qinghe"]

    def test_a_new_file_begins_with_its_header(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "yunshan.yaml"
        append_site(path, FULL, header="云山省")
        assert path.read_text(encoding="utf-8").startswith("# 云山省\n\n- id: yunshan\n")
        assert load(path).sites == (FULL,)

    def test_an_empty_list_is_filled(self, tmp_path: Path) -> None:
        path = _file(tmp_path, "# none\n[]\n")
        append_site(path, FULL)
        assert load(path).sites == (FULL,)

    def test_a_taken_id_changes_nothing(self, tmp_path: Path) -> None:
        path = _file(tmp_path, THREE_LINES)
        with pytest.raises(
            RegistryError, match=r"sites\.yaml was not changed:\n.*sites\.yaml:5: yunshan: id: is taken"
        ):
            append_site(path, FULL)
        assert path.read_text(encoding="utf-8") == THREE_LINES
        assert [item.name for item in tmp_path.iterdir()] == ["sites.yaml"]


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "0x" + "f" * 9000])
def test_a_number_of_thousands_of_digits_is_a_mistake_with_a_line(tmp_path: Path, number: str) -> None:
    file = tmp_path / "sites.yaml"
    file.write_text(f"- id: yunshan\n  delay_seconds: {number}\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"sites\.yaml:2: .*digits"):
        load(file)


def test_a_remembered_registry_needs_no_yaml(tmp_path: Path) -> None:
    """Every task and command reads it; importing what reads and checks YAML takes longer than all else does."""
    file = tmp_path / "sites.yaml"
    entry = "- id: county{0}\n  name: 第{0}县政协\n  base_url: http://www.county{0}.gov.cn/\n"
    file.write_text("".join(map(entry.format, range(1000))), encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from cppcc_archive.sites.registry import load\n"
        "registry = load(Path(sys.argv[1])); print(len(registry.sites), registry.get('county7').name)\n"
        "print(sorted({'ruamel.yaml', 'cppcc_archive.cms.registry'} & sys.modules.keys()))\n"
    )
    environ = {**os.environ, "PYTHONPATH": "include", "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", script, str(file)]
    told = [subprocess.run(command, env=environ, capture_output=True, text=True).stdout for _ in range(2)]
    assert told[0].startswith("1000 第7县政协")
    assert told[1] == "1000 第7县政协\n[]\n"
