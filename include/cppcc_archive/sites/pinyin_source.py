"""How ``data/pinyin.csv`` is made: the names of all divisions in Hanyu Pinyin, without tones.

Run it again when ``data/divisions.csv`` gained names::

    pip install pypinyin==0.55.0        # MIT licence, named in NOTICE
    python -m cppcc_archive.sites.pinyin_source

Names are read as whole phrases, so that most characters of several readings come right (重庆 Chongqing, 厦门 Xiamen);
:data:`READINGS` has those that the dictionary gets wrong.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import Any

from cppcc_archive.sites.divisions import iter_divisions

FIELDS = ("name", "pinyin")

READINGS = {
    "蔚县": "Yuxian", "六安": "Lu'an", "六合": "Luhe", "乐清": "Yueqing", "乐亭": "Laoting", "台州": "Taizhou",
    "天台": "Tiantai", "丽水": "Lishui", "亳州": "Bozhou", "歙县": "Shexian", "黟县": "Yixian", "枞阳": "Zongyang",
    "濉溪": "Suixi", "铅山": "Yanshan", "婺源": "Wuyuan", "弋阳": "Yiyang", "洪洞": "Hongtong", "解州": "Haizhou",
    "繁峙": "Fanshi", "临朐": "Linqu", "莘县": "Shenxian", "单县": "Shanxian", "东阿": "Dong'e", "郯城": "Tancheng",
    "莒县": "Juxian", "浚县": "Xunxian", "泌阳": "Biyang", "柘城": "Zhecheng", "中牟": "Zhongmu",
    "荥阳": "Xingyang", "荥经": "Yingjing", "犍为": "Qianwei", "珙县": "Gongxian", "筠连": "Junlian",
    "郫县": "Pixian", "郫都": "Pidu", "邛崃": "Qionglai", "阆中": "Langzhong", "綦江": "Qijiang", "涪陵": "Fuling",
    "北碚": "Beibei", "番禺": "Panyu", "东莞": "Dongguan", "儋州": "Danzhou", "百色": "Baise", "岑溪": "Cenxi",
    "麻城": "Macheng", "黄陂": "Huangpi", "监利": "Jianli", "秭归": "Zigui", "郧县": "Yunxian", "耒阳": "Leiyang",
    "郴州": "Chenzhou", "汨罗": "Miluo", "茶陵": "Chaling", "枣强": "Zaoqiang", "井陉": "Jingxing",
    "大城": "Daicheng", "蠡县": "Lixian", "任丘": "Renqiu", "任县": "Renxian", "涿州": "Zhuozhou",
    "栾城": "Luancheng", "滦州": "Luanzhou", "覃塘": "Qintang", "会稽": "Kuaiji", "会昌": "Huichang",
    "会同": "Huitong", "长子": "Zhangzi", "长葛": "Changge", "长垣": "Changyuan", "朝阳": "Chaoyang",
    "牟定": "Mouding", "牟平": "Muping", "侯马": "Houma", "闽侯": "Minhou", "华亭": "Huating", "华县": "Huaxian",
    "华阴": "Huayin", "华容": "Huarong", "吴堡": "Wubu", "柞水": "Zhashui", "洋县": "Yangxian", "临洮": "Lintao",
    "宕昌": "Tanchang", "岷县": "Minxian", "尉犁": "Yuli", "尉氏": "Weishi", "巴音郭楞": "Bayinguoleng",
    "曲阜": "Qufu", "曲江": "Qujiang", "阜阳": "Fuyang", "盱眙": "Xuyi", "邗江": "Hanjiang", "邳州": "Pizhou",
    "睢宁": "Suining", "睢县": "Suixian", "溧阳": "Liyang", "溧水": "Lishui", "甪直": "Luzhi", "厦门": "Xiamen",
    "漯河": "Luohe", "内黄": "Neihuang", "武陟": "Wuzhi", "获嘉": "Huojia", "修武": "Xiuwu", "乐陵": "Laoling",
    "费县": "Feixian", "鄄城": "Juancheng", "无棣": "Wudi", "茌平": "Chiping", "临猗": "Linyi", "隰县": "Xixian",
    "曾都": "Zengdu", "蚌山": "Bengshan",
}  # fmt: skip
"""Stems read otherwise than the dictionary reads them, and those where a slip would be awkward."""


def romanised(name: str, stem: str, lazy_pinyin: Any) -> str:
    """A name in Pinyin: the stem as one word, the kind not translated (山东省 → Shandong Sheng)."""
    words = [READINGS.get(stem) or READINGS.get(name) or _word(lazy_pinyin(stem, v_to_u=True))]
    parts = re.fullmatch(r"(.*?)((?:自治)?[省市区州县旗盟]|地区|特别行政区)?", name.removeprefix(stem))
    words += [_word(lazy_pinyin(part, v_to_u=True)) for part in (parts.groups() if parts else ()) if part]
    return " ".join(words)


def _word(syllables: list[str]) -> str:
    joined = syllables[0]
    for syllable in syllables[1:]:
        # Xi'an, not Xian.
        joined += f"'{syllable}" if re.match("[aoe]", syllable) else syllable
    return joined.capitalize()


def main() -> int:
    """Write the file beside the divisions."""
    from pypinyin import lazy_pinyin, load_single_dict  # type: ignore[import-not-found]

    # In names of places: long, not grown up (but for 长子); a capital, not "all".
    load_single_dict({ord("长"): "cháng", ord("都"): "dū"})

    stems = {division.name: division.stem for division in iter_divisions()}
    with (Path(__file__).with_name("data") / "pinyin.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows((name, romanised(name, stem, lazy_pinyin)) for name, stem in sorted(stems.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
