"""Aid, gifts, investments and the members in them, as news and stories of members tell them: what counts as which."""

from __future__ import annotations

import pytest

from cppcc_archive.reports import parse_text
from tests.reports.figures.reading import SITE

OTHER = "other"
HEAD = "青河县政协委员履职纪实\n2025年1月9日\n"
CODED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("委员企业安置就业人员近600人。", ("people_aided",)),
    ("委员林芳投资1800万元的果汁加工项目投产。", ("investment",)),
    ("一期投资240万元建成香菇种植基地3个。", ("investment", OTHER)),
    ("委员捐款31万元，其中捐款5000元以上的9人。", ("aid_value", OTHER, "participations")),
    ("县政协机关党支部16名党员，陆续把爱心款投入募捐箱，共捐善款2300元。", ("participations", "aid_value")),
    ("慰问16名老党员，共送上慰问金8000元。", ("visits", "aid_value")),
    ("全县共有53名政协委员（不含驻县单位委员）捐款27万元。", ("participations", "aid_value")),
    ("茶园项目收益覆盖96户310名贫困人员。", ("people_aided", "people_aided")),
    ("20多名政协委员分批前往困难群众家中，送上年货。", ("participations",)),
    ("读书群吸引86位政协委员加入。", ("participations",)),
    ("加入民革的委员12名。", (OTHER,)),
    (
        "委员开展助农直播，14名委员参加了6场直播，卖出茶叶920单，销售额近8万元。",
        ("participations", "activities", OTHER, "aid_value"),
    ),
    ("协调县茶叶商会投资7万元，县林业局出资5万元，共12万元帮助该村建起茶厂。", ("aid_value",) * 3),
    ("县水利局出资6万元，县供销社出资4万元，共10万元帮助该村修通机耕路。", ("aid_value",) * 3),
    ("县商会出资3万元，县政协补助2万元帮助该村养蜂，帮助制定发展规划1个。", ("aid_value", "aid_value", OTHER)),
    ("送医送药，服务农牧民1900人次，使130名老年人受益。", ("people_aided", "people_aided")),
    ("实施供水项目11个，2.3万人饮水条件得到改善。", (OTHER, "people_aided")),
    ("在发放仪式上，获得助学金的共有来自各乡镇的120名学生。", ("people_aided",)),
    ("走访白桦村。该村有农牧户213户、708人，其中贫困户31户。", (OTHER,) * 3),
    ("建起“委员之家”6个，在牧区建起“委员毡房”9处。", ("platforms", "platforms")),
    ("帮助销售农产品32万元。27家委员企业参与其中，捐资捐物140万元。", ("aid_value", OTHER, "aid_value")),
    ("收集教育、医疗等方面意见建议24条，合并为11条。", ("suggestions_made", OTHER)),
)


@pytest.mark.parametrize(("sentence", "codes"), CODED, ids=[sentence for sentence, _ in CODED])
def test_aid_is_told_by_who_gives_and_who_receives(sentence: str, codes: tuple[str, ...]) -> None:
    found = parse_text(HEAD + sentence, "http://www.example.gov.cn/1.htm", site=SITE).indicators
    assert tuple(one.code for one in found) == codes


def test_who_takes_part_in_it_is_no_part_of_it() -> None:
    text = f"{HEAD}帮助销售农产品32万元。27家委员企业参与其中，捐资捐物140万元。"
    found = parse_text(text, "http://www.example.gov.cn/1.htm", site=SITE).indicators
    assert {one.role for one in found} == {"total"}
    assert not any(one.warning for one in found)


def test_a_text_of_an_unknown_committee_that_names_a_municipality_lies_in_it() -> None:
    adopted = "全年收到社情民意96篇，其中区政协采用61篇，市政协采用17篇。"
    texts = f"信息工作总结\n荣获重庆市政协信息工作二等奖。{adopted}", f"信息工作总结\n{adopted}"
    levels = [parse_text(text, "http://www.example.com/1.htm").indicators[-1].code for text in texts]
    assert levels == ["opinions_adopted_provincial", "opinions_adopted_city"]
