"""Opinions on their way, own papers, press, aid and local history, in words beside the usual ones."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import codes_of

HEAD = "政协青河县第九届委员会常务委员会工作报告\n（2025年1月9日）\n各位委员：\n一、2024年工作回顾\n"
OPINIONS = "反映社情民意。"
HISTORY = "\n（三）文史工作\n"
CODED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        f"{OPINIONS}收到社情民意230条，向承办部门转送41条，送有关部门研办26件。",
        ("opinions_submitted", "opinions_reported", "opinions_reported"),
    ),
    (f"{OPINIONS}信息经县政协办转送县水利局等部门52条。", ("opinions_reported",)),
    (f"{OPINIONS}呈送县委信息17篇，呈市委信息12篇。", ("opinions_reported", "opinions_reported")),
    (
        f"{OPINIONS}采编信息88条。12个联络站报送信息190条，采编入刊61条。",
        ("opinions_edited", "platforms", "opinions_submitted", "opinions_edited"),
    ),
    (
        f"{OPINIONS}获全国、省、市政协采用的社情民意分别为3件、14件、52件。",
        ("opinions_adopted_national", "opinions_adopted_provincial", "opinions_adopted_city"),
    ),
    (f"{OPINIONS}与上年相比，信息报送量增加52条，达到263条。", ("other", "opinions_submitted")),
    (f"{OPINIONS}对6篇社情民意信息，县委书记、县长均作出批示。", ("opinions_commented",)),
    (
        f"{OPINIONS}14篇信息登上市政协《社情民意》，3条上了中办、国办刊物。",
        ("opinions_adopted_city", "opinions_adopted_national"),
    ),
    (
        f"{OPINIONS}32条被省、市有关部门采用，另有5条被盟委信息刊物采用。",
        ("opinions_adopted", "opinions_adopted_city"),
    ),
    (f"{OPINIONS}民进中央、民盟中央采用我县委员信息4条。", ("opinions_adopted_ministry",)),
    (f"{OPINIONS}编发《社情民意信息》专刊24期共81条。", ("opinions_edited", "opinions_edited")),
    ("办好《政协简讯》，共出十八期。《青河政协》刊物出版6期。", ("bulletins", "bulletins")),
    ("《青河工作》全年刊出36期，载170则，约6.4万字。", ("bulletins", "articles_published", "other")),
    ("在《人民政协报》上稿9篇、《团结报》4篇、《凤江时报》38篇。", ("articles_published",) * 3),
    ("订阅《人民政协报》280份、《凤江日报》360份。", ("other", "other")),
    ("全年见报57篇，广播31条。发表宣传稿182篇，系列推文14期。", ("articles_published",) * 4),
    ("委员短视频上线，观看52万人次。直播协商7场，收看36万人次。", ("readership", "consultations", "readership")),
    ("86名委员收看了开幕会。", ("participations",)),
    ("收集困难问题142条，帮助破解126条。", ("problems_reported", "problems_solved")),
    ("查出安全隐患24处，限期消除24处。协商助力破解21个难点。", ("problems_reported", *["problems_solved"] * 2)),
    ("受理群众诉求并办结152件，满意率95%。", ("problems_solved", "other")),
    ("商量平台受理议题116个，促成解决104件。", ("other", "problems_solved")),
    ("协商成果15条转化为政策举措。", ("suggestions_adopted",)),
    ("“有事好商量”协商成果办结164件。", ("problems_solved",)),
    ("帮销滞销苹果40吨，销售额28万元。", ("other", "aid_value")),
    ("委员集资十一万元翻修校舍。委员集资50万元投资兴办砖厂。", ("aid_value", "investment")),
    ("法律界委员为农民工讨薪94人，安排待业青年七十二人。", ("people_aided", "people_aided")),
    ("港澳委员捐建教学楼，出资600万港元。", ("aid_value",)),
    ("助学金发放到6个乡镇82名学生手中。资助贫困生6名，合计3万元。", ("other", *["people_aided"] * 2, "aid_value")),
    ("委员牵线引来企业8家，引来的资金有3.2亿元。", ("projects_attracted", "investment")),
    ("委员企业技改投资1.8亿元。委员回乡办厂投资2400万元。", ("investment", "investment")),
    (
        "引进纺织企业1家，投资1.4亿元。经委员引荐，侨商投资260万美元办农场。",
        ("projects_attracted", *["investment"] * 2),
    ),
    ("引进汽车零部件项目5个。", ("projects_attracted",)),
    (f"{HISTORY}编纂《青河老街》图册1种，选图240幅，征集老地图19幅。", ("history_volumes", *["history_items"] * 2)),
    (f"{HISTORY}文史资料征集：收稿88篇，录用46篇。", ("history_items", "history_items")),
    (f"{HISTORY}收到史料来稿140篇，采编65篇。", ("history_items", "history_items")),
    (f"{HISTORY}铅印文史资料5辑、每辑1200册。付印文史书稿4部。", ("history_volumes", "other", "history_volumes")),
    (f"{HISTORY}编辑文史资料14辑，入选稿件420篇。", ("history_volumes", "history_items")),
    (f"{OPINIONS}精编细改，刊发《社情民意》22期。编辑刊发社情民意信息17期。", ("opinions_edited", "opinions_edited")),
    (f"{OPINIONS}收集社情民意稿件97篇，转有关部门办理31件。", ("opinions_submitted", "opinions_reported")),
    (f"{OPINIONS}委员采写信息143篇，侨界6条。", ("opinions_submitted", "other")),
    (f"{OPINIONS}教育界委员采写信息14条，台侨界6条，新阶层界9条。", ("opinions_submitted",) * 3),
    (f"{OPINIONS}采编报送信息183条。", ("opinions_edited",)),
    (
        f"{OPINIONS}征集信息58篇，精选16篇呈送省政协，上报信息31期至市政协。",
        ("opinions_submitted", *["opinions_reported"] * 2),
    ),
    (f"{OPINIONS}将37条信息转送县直有关部门，报送县疫情防控指挥部52条。", ("opinions_reported", "opinions_reported")),
    (f"{OPINIONS}入选省政协信息刊物4篇。省、市、县三级采用91条。", ("opinions_adopted_provincial", "opinions_adopted")),
    (f"{OPINIONS}农工党县委报送的2篇信息被农工党中央采用。", ("opinions_adopted_ministry",)),
    (f"{OPINIONS}信息通报编印11期。对信息办理逐件跟踪48件。", ("bulletins", "other")),
    ("向县委报送《议政专报》7期。《青河简报》发布27期。编出大会快报6期。", ("bulletins",) * 3),
    ("外宣用稿量比上年下降9篇，现为132篇。撰写通讯稿51则。", ("other", "articles_published", "articles_published")),
    ("表彰优秀通讯员9名。丛书受到表彰，2部丛书获优秀成果奖。", ("honours", "honours")),
    ("获专利14项。全县少数民族人口21.3万人。", ("other", "other")),
    ("查找不足27条。查找堵点36个，推动疏通31个。", ("problems_reported", "problems_reported", "problems_solved")),
    ("为34户困难牧户发放棉被，花费2.1万元。委员义卖筹得3.6万元。", ("people_aided", "aid_value", "aid_value")),
    ("县财政安排专项资金400万元，委员另筹50万元。委员减免租金280万元。", ("other", "aid_value", "aid_value")),
    ("疫情期间为商户减租180户。我们帮过的学生有820名。", ("people_aided", "people_aided")),
    ("政协委员54名现场捐款。每年每生3000元。", ("participations", "other")),
    ("直播带货17场，成交额52万元，金额共24万元。", ("activities", "aid_value", "aid_value")),
    ("达成意向性项目12个。吸引投资1.1亿元。促成企业增资4800万元。", ("projects_attracted", "investment", "investment")),
    ("旅港委员投资70万美元建针织厂。引进资金420万元、项目4个。", ("investment", "investment", "projects_attracted")),
    ("比上届多出版文史资料2辑。编印《提案选编》1册，26万字。", ("other", "other", "other")),
    (f"{HISTORY}人物类文史稿52篇，民俗类38篇，工商类24篇。", ("history_items",) * 3),
    (f"{HISTORY}编发《青河文史》季刊3期。书稿38万字，较初稿压缩5万字。", ("history_volumes", "history_words", "other")),
    (
        f"{OPINIONS}全国政协用稿2篇。4条信息见于省政协《各界反映》。",
        ("opinions_adopted_national", "opinions_adopted_provincial"),
    ),
    (
        "排查隐患43起，梳理堵点31个，打通27个。协商议事室接单120件，办成114件。",
        ("problems_reported", "problems_reported", "problems_solved", "other", "problems_solved"),
    ),
    (
        "资助失学儿童21名。引进客商投资建厂4家。委员返乡创办茶厂，投资900万元。",
        ("people_aided", "projects_attracted", "investment"),
    ),
    (
        f"{HISTORY}出版《青河古桥》一书1600册，征集史料52篇，录制视频8集，翻拍旧照190张。",
        ("other", *["history_items"] * 3),
    ),
)


@pytest.mark.parametrize(("sentence", "codes"), CODED, ids=[sentence for sentence, _ in CODED])
def test_what_is_sent_printed_and_given_is_told_in_other_words(sentence: str, codes: tuple[str, ...]) -> None:
    assert codes_of(sentence, HEAD) == codes
