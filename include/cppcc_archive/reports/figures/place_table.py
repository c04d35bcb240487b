# ruff: noqa: E501  (a row is read as one line)
"""Codes by what stands around a figure, where its own words call it by the name of another. Data: see :mod:`.positions` for
how a row is read."""

from __future__ import annotations

from typing import NamedTuple


class PlaceRow(NamedTuple):
    """``code`` (none: it stays) for a figure in one of ``units`` (none: any) that by its own words is one of ``told``, with these words
    ``before`` it in its sentence and ``behind`` it; ``last``: the figure before it is one of these; ``of_one``: one
    person did what it counts. Codes and units are parted by blanks.
    """

    told: str
    code: str
    before: str = ""
    behind: str = ""
    units: str = ""
    last: str = ""
    of_one: bool = False


_PEOPLE = "名 人 位"
_SITES = "个 家 所"
_FIGURE_LACKS = "的?委员[^，。；]{0,14}(?:不足|不到|少于|没有|未)"
_EACH = "(?:工资|薪酬|劳务费|报酬|(?<![减免]免)(?<!免[除去收])(?<!减收)租金|分红)[^，。；]{0,4}$|(?:生|[人户]|家庭|老人|儿童)每(?:年|月|学期|学年)$|(?:每[人名位户家]|人均)[^，。；0-9]{0,16}$|各自(?:送|发|赠|捐)[^。；]{0,24}$"
_AT_PLENARY = "(?:大会|会议|全会)期间，?(?:共|先后)?(?:收到|征集|立案)(?:[^，。；0-9]{0,20}提案)?$"
_POINTS = "[得加计记扣][0-9.]+分"
"""A scoring rule: ``立案1件得8分``."""
_CLASSED = "proposals_resolved proposals_planned proposals_deferred"
_RECEIVED = "proposals_submitted proposals_filed proposals_plenary"

# fmt: off
ROWS: tuple[PlaceRow, ...] = (
    PlaceRow("aid_value investment", "other", "(?:政府|局|部门)[^。；]*，整合[^，。；0-9]{0,6}资金$", units="元"),  # 县政府出台方案，整合资金530万元
    PlaceRow("other aid_value", "investment", "投资(?:兴业|办厂|建厂|创业)，(?:共|累计)?投入资金$", units="元"),  # 动员委员回村投资兴业，投入资金160万元
    PlaceRow("other", "proposals_plenary", "会议[^。；0-9]{0,6}(?:收到|提出|提交)[^。；0-9]{0,6}提案[^。]*[，：、；](?:[^，。；0-9]{1,2}届)?[一二三四五六七八九十]次(?:全体)?会议(?:期间)?$", units="件"),  # 各次会议收到的提案分别为：一次会议176件
    PlaceRow("proposals_share", "resolution_rate", "(?:^|[。；：])“?A类”?[^，。；0-9]{0,24}，占$", units="%"),  # A类为已经解决的提案，占71%
    PlaceRow("proposals_share", "planned_share", "(?:^|[。；：])“?B类”?[^，。；0-9]{0,24}，占$", units="%"),
    PlaceRow("proposals_share", "deferred_share", "(?:^|[。；：])“?[CD]类”?(?:[^，。；0-9]{0,24}，占|[^。；0-9]{0,30}，占)$", units="%"),
    PlaceRow("proposals_share", "other", "公开[^。；0-9]{0,16}[0-9]+件，占[^，。；0-9]{0,12}$"),  # 在网站公开提案128件，占立案总数的61%
    PlaceRow("proposals_resolved", "other", behind="[^，。；0-9]{0,8}转(?:化)?为“?[A-D]类"),  # 其中17件已落实转为A类
    PlaceRow("other", "proposals_assigned", "[^，。；0-9]{2,10}等?办理$", units="件", last="proposals_assigned"),  # 政府系统办理147件，法检群团办理8件
    PlaceRow("other", "proposals_replied", behind="提案在[^，。；]{0,16}(?:期限|时限|时间)内(?:全部|均|已)*(?:办复|答复|办结)"),  # 121件提案在规定时限内全部办复
    PlaceRow("handling_bodies", "other", "(?:接受|参加)(?:民主|现场|此次|本次)*(?:评议|测评|视察|督查)的$"),  # 接受评议的4个单位
    PlaceRow("suggestions_adopted", "suggestions_made", "(?:围绕|就|针对)[^。；0-9]*(?:提出|形成)了?(?:针对性|具体|可行性?|的)*(?:意见建议|意见和建议|对策建议|建议|意见)$", "(?!，?[^，。；0-9]{0,6}(?:采纳|吸[收纳]|落实|转化|采用))"),  # 围绕破解融资难等提出建议18条
    PlaceRow("suggestions_adopted", "suggestions_made", "(?:^|[，。；：])[^，。；0-9]{0,12}提出了[^。；0-9]*等$", "(?:针对性|具体|可行性?|合理化|的)*(?:意见)?建议(?!，?[^，。；0-9]{0,8}(?:采纳|吸|落实|转化|采用|列入|写入))"),  # 委员们提出了破解融资难、加强培训等9条建议
    PlaceRow("proposals_submitted other", "proposals_by_sector", "(?:围绕|聚焦|针对|关于|有关)[^，。；0-9]{4,40}的提案[有共达为计]*$", units="件"),  # 针对“停车难”问题的提案有31件
    PlaceRow("proposals_planned", "proposals_resolved", "(?:^|[，。；])部分采纳(?:或者?|和|及|、)列入计划的?有?$", units="件"),  # 部分采纳或列入计划的63件
    PlaceRow("other", "participations", "(?<![与同和对])$", "(?:[^，。；0-9]{0,6}委员|成员|县级干部)(?:分别|共|还)*(?:结对联系|联系|包联|挂联)", units=_PEOPLE),  # 领导班子7名成员联系7个贫困村
    PlaceRow("other members_total", "participations", behind="[^，。；0-9]{0,8}委员(?:[和及与、][0-9]+[名位人][^，。；0-9]{0,8}委员)?全部(?:编组|编入|进站|进室)", units=_PEOPLE),  # 197名县政协委员和18名市政协委员全部编组进室
    PlaceRow("other", "places_reached", "(?:查看|察看|踏看|走访|视察)[^。；]*[0-9][个家处所座]、(?![建新培打召举接协])[^，。；、0-9]{2,14}$", units="个 家 处 所 座 户", last="places_reached"),  # 实地查看福利院3家、照料中心8个、养老机构2家
    PlaceRow("other", "participations", "第[一二三四]批$", units=_PEOPLE, last="participations"),  # 组织26名委员培训，其中第一批14人，第二批12人
    PlaceRow("study_sessions other", "activities", "委员[^，。；0-9“”]{0,4}讲堂[^，。；0-9]{0,6}(?:，[^，。；0-9]{0,6}(?:举办|开展|开讲))?$", units="期 场 次"),  # 举办委员学习大讲堂7期
    PlaceRow("platforms", "other", "(?:促成|推动)(?:建成|新建|新增|建立|设立|建起)[^，。；委员政协0-9]{2,12}$|(?:提案|建议)(?:办理|采纳|落实)后，(?:新建|建成|新增)[^，。；委员政协0-9]{2,14}$"),  # 召开协商会，促成建成“骑手驿站”12处
    PlaceRow("other", "projects_attracted", behind="签约项目", units="个"),  # 12个签约项目中
    PlaceRow("other", "satisfaction_rate", "满意(?:和|或|及|、)比较满意率[^，。；0-9]{0,4}$", units="%"),  # 委员满意和比较满意率达到97%
    PlaceRow("other", "resolution_rate", "(?<!转)A类(?:提案)?(?:占比|比例|比率)(?:力争|要|确保|达到?|为)*$", units="%"),  # A类提案占比力争达到70%
    PlaceRow("suggestions_made", "suggestions_adopted", behind="(?:意见)?建议(?:均|已|全部)*被?(?:列入|写入|纳入|写进)", units="条"),  # 提出的加快改造等4条建议列入县规划
    PlaceRow("other", "members_total", "委员名额[^，。；0-9]{0,6}[0-9]+名，(?:现|实际|本次)*(?:安排|协商产生)$", units=_PEOPLE),  # 委员名额为180名，现安排177名
    PlaceRow("other", "members_group", "其[余他][0-9]+个界别共?$", units=_PEOPLE),  # 其余12个界别共83名
    PlaceRow("opinions_adopted_district", "suggestions_adopted", "吸[收纳]了?其中的?$", units="条 项"),  # 提出建议16条，县政府吸收了其中的7条
    PlaceRow("opinions_submitted", "other", behind="(?:社情民意)?信息[^。；0-9]{0,40}(?:未能|未被)(?:编报|采用|采编|报送|采纳)"),  # 有211条信息因选题过大未能编报
    PlaceRow("other", "research_reports", "(?:协商|调研|视察|监督|考察)报告(?:和|与|及|、)建议案$|建言成果$", units="份 篇 件 个"),  # 报送协商报告和建议案12份
    PlaceRow("research_reports", "other", "(?:讨论|审议|听取|协商)[^。；]{0,40}《[^》]*报告》等$", "报告"),  # 讨论《政府工作报告》等5个报告
    PlaceRow("plenary_speeches", "other", "(?:常委会(?:会议)?|主席会议|协商会|议政会|座谈会|恳谈会)上，?$", units=_PEOPLE),  # 专题议政性常委会会议上，7名委员作大会发言
    PlaceRow("other", "consultations", behind="议题(?:已|均)?(?:全部|均)?(?:完成|开展)了?协商"),  # 8个议题全部完成协商
    PlaceRow("other", "activities", "(?:庆祝|纪念)[^，。；]*系列活动$", units="项 场 次 个"),  # 举办庆祝建会70周年系列活动4项
    PlaceRow("articles_published", "other", "征文[^，。；0-9]{0,10}稿件$"),  # 征文收到稿件46篇
    PlaceRow("rules_made", "other", "档案$"),  # 完善委员履职档案196份
    PlaceRow("platforms", "other", "(?:政府|部门|局)[^。；委员政协]{0,12}重视，[^。；委员政协]*$"),  # 报告引起县政府重视，年内建立儿童之家9所
    PlaceRow("problems_solved", "other", "(?:新建|增设|安装|推动成立)[^，。；0-9问难困]{1,14}$"),  # 多次协商，推动新建充电桩140个
    PlaceRow("problems_solved", "problems_reported", "发现(?![^，。；0-9]{0,8}(?:解决|整改|化解|督促|推动))[^，。；0-9]{2,40}问题$"),  # 发现管护不落实等问题27个
    PlaceRow("problems_solved proposals_planned", "other", "(?:整改|解决)[0-9]+[个条项件]，(?:其余|还有|另外|另有|剩余)$|转为[A-C]类，(?:其余|还有|另外|另有|剩余)$"),  # 已整改25个，其余3个制定了整改计划
    PlaceRow("members_total participations", "members_group", "(?:文化程度|学历|职称)的?(?:政协)?委员(?:共|有)?$", units=_PEOPLE),  # 大专以上学历的委员142名
    PlaceRow("members_total members_group other", "members_total", "委员会由[^。；]{0,120}界别?的?$", "(?:政协)?委员组成", units=_PEOPLE),  # 第一届委员会由9个界别的43名委员组成
    PlaceRow("other", "members_total", "团结带领[^。；]*(?:、|和|及)(?:全体|广大)?$", "(?:政协)?委员(?:[，、]|$)", units=_PEOPLE),  # 团结带领9个专委会、213名委员，
    PlaceRow("other", "members_group", "常委(?:人数|总数)?由[^，。；0-9]{0,8}(?:[0-9]+[名人位](?:增加?|扩大|调整)[到至为])?$", units=_PEOPLE),  # 常委由37名增加到43名
    PlaceRow("participations", "other", "由$", "[^，。；0-9]{0,50}组成的?[^，。；0-9]{0,14}(?:[团队组]|专班)", units=_PEOPLE),  # 由9名委员和县水利局、县林业局负责人组成的调研组
    PlaceRow("participations", "other", behind="[^，。；]{0,4}[队成]员之一", units=_PEOPLE),  # 作为医疗队5名队员之一
    PlaceRow("visits", "people_aided", "接待走访(?:的)?群众$"),  # 接待走访群众8600人次
    PlaceRow("visits", "other", "排查[^，。；0-9]{0,4}(?:[0-9]+户、?)?$"),  # 入户排查住户940户2800人
    PlaceRow("people_aided", "other", "(?s)^(?!.*(?:委员|政协|提案)).*受益人口[^，。；0-9]{0,2}$|产值[^。；]*[0-9]亿?元[^。；]*带动[^。；]*$", units=_PEOPLE + " 户"),  # 全县建成供水工程160处，受益人口12万人
    PlaceRow("other proposals_submitted", "proposals_by_sector", "(?:^|[，。；])(?:针对|关于|对)$", "(?:反映|涉及|关于|有关)[^，。；0-9]{2,20}的提案", units="件"),  # 针对2件反映老旧小区改造的提案
    PlaceRow("other", "history_items", "文史(?:书籍|资料|专辑|丛书)《[^》]*》(?:第[^，。；]{1,6}辑)?，收录?(?:文章|文|史料|文稿)?$", units="篇"),  # 出版文史书籍《青河记忆》，收录文章52篇
    PlaceRow("other", "honours", "(?:^|[，。；、：])(?:优秀|先进)(?!提案)[^，。；、0-9]{1,8}$", units=_PEOPLE + " 家"),  # 优秀委员15名、优秀提案10件
    PlaceRow("honours other", "proposals_excellent", "优秀提案[^。；]*[一二三]等奖$", units="件"),  # 获奖优秀提案：一等奖2件
    PlaceRow("other", "honours", "(?:[特一二三]等|优秀|优胜|组织|鼓励|入围)奖(?:共|各|为|有)?[：（]?$"),  # 一等奖：3名
    PlaceRow("other", "", _EACH, units="元"),  # 每人发放价值200元的物资
    PlaceRow("other", "aid_value", "(?:发放|赠送|送去|送上|捐出|配送)[^，。；]{2,40}(?:物资|物品|药品|用品|礼品|器材|食品|农资|图书|书籍)(?:共计?|合计|总计|折合|折款|价值|约|达|总价值|、)*$", units="元"),  # 发放防疫物资共6万元
    PlaceRow("aid_value", "other", "推动(?:落实|设立|安排)[^，。；0-9]{0,10}资金$|(?:政府|局|部门|财政)[^，。；捐]{0,6}(?:整合|安排|拨付|拿出|投入)[^，。；]{0,8}资金$|(?:^|[，。；])[经由]?[^，。；协联向请]{1,10}(?:政府|局)(?:争取|协调)[^，。；0-9]{0,8}资金$|追[回讨][^，。；0-9]{0,8}$", units="元"),  # 提案推动落实扶持资金600万元
    PlaceRow("other", "aid_value", "(?:减免|免除|免收)[^，。；0-9国]{0,8}(?:租金|房租)$", units="元"),  # 减免商铺租金320万元
    PlaceRow("other", "aid_value", "(?:调拨|提供|捐出)了?$", "的?(?:爱心|医用|医疗|防疫|救灾)", units="元"),  # 提供104万元的爱心资助
    PlaceRow("other", "aid_value", "(?:协调|争取)、[^，。；0-9]{0,8}资金$|社会各界(?:筹资|捐资|集资)$", units="元"),  # 协调、争取、投入资金210万元
    PlaceRow("other", "", units="元"),
    PlaceRow("other", "members_group", "委员中，?(?:就|共|已)?有$", "(?:是|为|属)?(?:首次|第一次|初次|新[任当委]|连任|留任|继续)", units=_PEOPLE),  # 182名委员中有109名是首次担任
    PlaceRow("other members_attending", "members_total", behind="(?:政协)?委员中，?(?:实际)?(?:出席|到会|参加|实到|[有共]?[0-9]+[名人位](?:委员)?(?:出席|到会|参加|实到|提交))", units=_PEOPLE),  # 47名委员中出席会议38名, 213名委员中有187名委员参加
    PlaceRow("other", "members_total", "[合总共]计(?:：|，)(?:[共现]?有)?委员(?:共有?)?$", units=_PEOPLE),  # 总计：委员共有160名
    PlaceRow("other honours", "proposers", "(?:等|[由对将把])$", "(?:政协)?(?:委员)?(?:联名|联合|共同)?(?:提出|提交)的?[^，。；《“]{0,6}(?:提案|《[^》]{4,60}》|“[^”]{4,60}(?:提案|建议)”)", units=_PEOPLE),  # 林芳等6名委员联名提出的提案
    PlaceRow("other", "people_aided", "(?:[^认成作因以较]|促成|^)[为给]$", "(?![^，。；]{0,8}(?:委员|信息员|干部|单位|代表))[^，。；0-9]{1,12}(?:发放|提供|办理|解决|追[回讨]|落实|完成|免费|减免|安装|送[去上]|争取|购买|缴纳)", units=_PEOPLE + " 户"),  # 为286名教师发放补贴
    PlaceRow("other", "people_aided", "[对向][^，。；0-9]{0,12}$", "(?![^，。；]{0,8}(?:委员|信息员|干部|单位|代表))[^，。；0-9]{1,22}(?:资助(?!政策)|捐助|救助|捐款|发放了?(?:助学|奖学|慰问|救助|补助|物资))", units=_PEOPLE),  # 对张华等28名家庭贫困的大学生每人资助3000元
    PlaceRow("participations", "guests_received", "一行共?$", "，?(?:来|到|赴|莅临|前来)(?:我|本)?[区县市旗州](?:政协)?[^，。；]{0,8}(?:考察|学习|调研|交流|参观|观摩|取经)"),  # 秘书长带领部分委员一行16人，来我市考察
    PlaceRow("members_total other", "members_group", behind="[^，。；0-9]{0,6}(?:党员|盟员|会员|社员|成员)(?:担任|当选为?|任)[^，。；]{0,10}(?:政协)?委员", units=_PEOPLE),  # 共有12名民革党员担任区政协委员
    PlaceRow("members_total other", "members_group", "(?:本委联系|(?<![由有0-9])[0-9]{1,2}个界别)的$", "(?s:.{0,2})委员", units=_PEOPLE),  # 本委联系的26名委员, 8个界别的60名委员, while 现有12个界别的180名委员 are all
    PlaceRow("other", "members_total", "(?:增加|减少|调整|增)(?:到|至|为)$", units=_PEOPLE, last="members_total"),  # 委员由124名增加到145名
    PlaceRow("other", "people_aided", "(?:吸纳|带动|安置)了?$", "[^，。；0-9]{0,10}(?:就业|务工|创业|增收)", units=_PEOPLE),  # 吸纳110名妇女就业
    PlaceRow("other", "people_aided", "(?:使|让|为)(?:全[区县市旗])?$", "(?!(?:政协)?委员|干部|单位)[^，。；0-9]{1,8}(?:受益|受惠|得到|[喝用住吃]上|告别|实现|摆脱|走上|享受|增收|过上)", units=_PEOPLE),  # 使1300名牧民喝上放心水
    PlaceRow("other", "people_aided", behind="(?:群众|村民|居民|百姓)?的?(?:饮水|出行|就医|上学|吃水|行路|用电)[^，。；0-9]{0,10}(?:改善|解决|保障|巩固|提升)", units=_PEOPLE),  # 2.3万人饮水条件得到改善
    PlaceRow("other honours", "people_aided", "获得?(?:了)?[^，。；]{0,6}(?:助学金|奖学金|资助|补助|救助|善款|慰问金)的?[^。；0-9]{0,24}$", units=_PEOPLE),  # 获得助学金的共有来自各乡镇的120名学生
    PlaceRow("other", "participations", "(?:列席|旁听)(?:大会|会议|本次会议)?的?(?:有关)?(?:人员|人士|代表|同志|领导)?(?:有|共)?$", units=_PEOPLE),  # 列席人员34人
    PlaceRow("other", "participations", behind="[^，。；0-9]{0,12}(?:应邀|特邀)?(?:列席|旁听)(?:了)?(?:本次|这次)?(?:大会|会议|开幕会|闭幕会|[，。；])", units=_PEOPLE),  # 驻县省政协委员3名列席会议
    PlaceRow("other honours", "proposers", "等$", "(?:政协)?委员(?:联名)?[）：]", units=_PEOPLE),  # 林芳等6名委员：
    PlaceRow("other", "people_aided", "解决了?$", "[^，。；]{0,12}(?:难|问题)", units=_PEOPLE),  # 解决了390名学生乘车难问题
    PlaceRow("members_total", "members_group", "(?:[一-鿿]{2}(?<![县区市旗州盟届省国协])委员会|专委会|专委|[案济科文教卫体史法社族农环资城联侨业]委|界别|支部|联络组|活动组)(?:现|共|实|目前)*(?:有|由)(?:政协)?(?:委员)?$"),  # 教科文卫体委员会共有委员47名
    PlaceRow("other", "members_group", "(?:其中|[、，])[^，。；、0-9]{0,12}(?:界别?|专家|人才|负责人|(?<!机关)干部|人士|党员|委员|代表|博士|教师|医生|企业家|律师|农民|学者|教授)$", units=_PEOPLE, last="members_total members_group"),  # 联系委员38名，其中中共界9名、法律界12名，女委员10名
    PlaceRow("members_total other", "members_group", "(?:^|[，。；：、中])(?:其中)?(?![邀组走安选发推慰召动由对向有表评训培联结])[一-鿿]{1,5}(?:[和及与][一-鿿]{1,5})?界(?:政协)?委员$", units=_PEOPLE),  # 教育界委员14名、医药卫生界委员11名
    PlaceRow("other", "members_group", "有港澳(?:政协)?委员$|(?:^|[，。；：、])(?:新提名|连任|留任|特邀|女|少数民族|党外)(?:政协)?委员$|委员中，?(?:有|其中)?[一-鿿、]{2,10}(?<!未)(?:人士|人才|专家|党员|代表|学者|企业家|农民|工人|教师|医生|文化程度|学历|职称|族|界)$|本委(?:现|共)?联系[^，。；]{0,30}委员$|^\\s*(?:常务|女|港澳)委员$|(?:[案济科文教卫体史法社族农环资城联侨业]委|专委会|界别|活动组)(?:现|共)*(?:联系|有)(?:政协)?委员$", units=_PEOPLE),  # 提案委联系委员38名
    PlaceRow("members_total other", "members_group", "(?:^|[，。；：])(?:本|该|我)(?:小?组|委|室|界别|支部)(?:现有|共有|有|的)?$", "(?:政协)?委员(?!会)", units=_PEOPLE),  # 本组31名委员分属工、农、医
    PlaceRow("other", "members_total", "(?:任期之初|届初|换届时|换届之初|届首)的?$", "(?:政协)?委员(?=[，。；])", units=_PEOPLE),  # 任期之初240名委员
    PlaceRow("members_total other", "members_group", "(?:^|[，。；：])(?![邀组走安选发推慰召动由对向有表评训培联结])[一-鿿]{1,5}(?:[和及与][一-鿿]{1,5})?界别?的?$", "(?:政协)?委员(?!会|提)", units=_PEOPLE),  # 科技界15名委员与高校结对
    PlaceRow("other", "members_group", "(?:^|[，。；：、0-9名员])$", "(?:少数民族|女|党外|(?:中共)?党员|民主党派|无党派|港澳|新任|连任|基层|[一-鿿]{1,5}界别?)(?:政协)?委员(?=[，。；、])", units=_PEOPLE),  # 19名少数民族委员、7名宗教界委员
    PlaceRow("members_total", "members_group", "(?:港澳|港澳台|台胞|侨界|企业家|少数民族|[科医文体教农工经]\\S{0,2}界)(?:政协)?委员$", units=_PEOPLE),  # 港澳委员12名
    PlaceRow("members_total other", "", "委员$", units=_PEOPLE),
    PlaceRow(_CLASSED, "other", behind="(?:“?[B-D]”?类)?(?:的?提案)?(?:、[0-9]{1,4}件“?[B-D]”?类(?:提案)?)*(?:已|均|成功|顺利|全部)*(?:转化?(?:为|成)?|升级?为|变为)“?[AB]”?类"),  # 31件B类提案转为A类: answered once more
    PlaceRow("other", "places_reached", "(?:^|[，。；：])[^，。；：0-9]{0,14}?(?:到|赴|深入|前往)[^，。；0-9]{1,24}$", "(?:乡镇|[乡镇村]|社区|公社|街道|苏木|学校|医院|企业|单位|部门|园区|景区|农场|林场|工地)[^，。；0-9]{0,10}，(?:就|对|围绕|针对)[^，。；]{1,30}(?:调研|考察|视察|督查|走访|调查|检查|座谈|监督)", units=_SITES),  # 到石桥、云岭等3个乡镇，就医疗体制改革问题进行考察
    PlaceRow("other", "places_reached", "(?:到|赴|前往)(?:全[县区市旗州]|[^，。；0-9]{0,12}等)?(?:[0-9]+[余多]?[个所家][^，。；0-9]{1,10}[、和及]?)*$", "[^，。；0-9]{1,10}(?:[、和及][0-9]+[余多]?[个所家][^，。；0-9]{1,10})*，?[^，。；]{0,16}(?:调研|视察|考察|督查|走访|检查|协商|宣讲|察看|查看|座谈)", units=_SITES),  # 到全县13个镇47个村、12所学校，调研
    PlaceRow("other", "participations", "(?:捐|资助|认捐)[^，。；0-9]{0,4}[0-9一二三四五六七八九十百千.]{1,6}[万亿]?元(?:及?以上|以下|至[^，。；]{1,8}元)?的(?:有|达)?$", units=_PEOPLE),  # 捐款1万元以上的12人
    PlaceRow("proposals_submitted proposals_plenary", "proposals_assigned", "(?:承办|接办|办理)了?[^。；0-9]{0,12}(?:代表|人大|建议|议案)[^。；]{0,24}?[0-9]{1,4}件(?:（[^（）]*）)?[、，和]?(?:和|以及)?[^，。；0-9立案]{0,20}提案[有共为]{0,2}$|政府(?:系统|各部门)?(?:共|先后|累计)*(?:收集|接收|收到)、(?:办理|承办)[^，。；0-9]{0,12}提案[有共为]{0,2}$"),  # 承办代表建议88件，县政协十届二次会议提出的委员提案107件: the verb goes on
    PlaceRow("other", "proposals_submitted", "提$", "[^，。；0-9]{1,8}提案", units="件"),  # 提一件高质量的提案
    PlaceRow("proposals_assigned", "other", "(?:会办|协办|分办)[0-9]+件（[^（）]*$"),  # 会办81件（代表建议44件、政协提案37件）
    PlaceRow("proposals_submitted", "other", "(?:没有?|未曾?)(?:提出|提交|撰写|提|交|写)过?$"),  # 个别委员五年没有提过1件提案
    PlaceRow("proposals_submitted", "other", "代表[^。；]*(?:提出|提交)(?:意见|议案)?建议$"),  # 代表、委员提出建议71件、提案66件: the suggestions
    PlaceRow("proposals_submitted", "proposals_individual", of_one=True),  # 委员陈华一人提交6件
    PlaceRow("proposals_submitted", "proposals_assigned", "(?:局|(?<![政案专常])委|[县区市旗]委办|(?<!政协)办公室|政府|中心|管委会|街道|(?<![乡])镇|公司|医院|学校)(?:今年|全年|年内|本年度?|[12][0-9]{3}年)?(?:一?共|累计|先后|总共)*(?:收到|接收|接到|领到|受理|承接)了?[^，。；0-9]{0,16}提案(?:共|计|有)*$"),  # 区卫健局今年收到区政协提案19件
    PlaceRow("proposals_submitted", "proposals_by_sector", "(?:相关|此类|这类|该类|同类)(?:的|政协|委员)?提案(?:共|有|达|数|为|计)*$"),  # 相关提案达19件
    PlaceRow("proposals_submitted proposals_assigned other", "proposals_plenary", "(?:全会|大会|会议)提案(?:共|有|为)*$", "[^。0-9]*(?:平时|闭会|会后|休会)[^，。；0-9]{0,6}提案"),  # 全会提案189件集中交办，平时提案23件随时交办
    PlaceRow("proposals_submitted proposals_filed", "proposals_between", "(?:闭会|休会|会后|平时|会议之后)(?:期间)?(?:又|共|再|新)*(?:收到|征集|立案|提交)了?(?:提案)?$", last="proposals_plenary"),  # 全会期间立案149件，闭会期间立案14件
    PlaceRow("other", "proposals_merged", behind="提案[^。；0-9]{0,30}予以(?:并案|合并|归并)"),  # 24件提案主题相近，予以并案
    PlaceRow("other", "proposals_transferred", behind="提案[^。；0-9]{0,20}，(?:按|作|转)[^，。；0-9]{0,6}(?:信件|来信|社情民意)"),  # 34件提案涉及个案，按信件处理
    PlaceRow("proposals_replied proposals_resolved", "proposals_assigned", behind="(?:主办|承办|分办)件(?:中|，|全部|均|已)"),  # 22件主办件中A类14件
    PlaceRow("proposals_by_sector other", "proposals_assigned", "涉及我(?:局|委|办|镇|乡|中心|单位|街道|公司)[^，。；0-9]{0,10}提案[有共为]*$"),  # 涉及我局的政协提案有15件
    PlaceRow("proposals_assigned", "proposals_between", "(?:闭会|休会|平时|会后)(?:期间)?新?(?:收到|收|提交|征集)的$"),  # 闭会期间新收的12件提案一并交办
    PlaceRow("proposals_submitted", "proposals_assigned", "(?:人大|代表)建议[0-9]+件(?:，|、|和)[区县市旗州]?政协(?:委员)?提案$", "[^。]{0,24}由[0-9]+[个家][^，。；]{0,8}(?:承办|办理)"),  # 人大建议92件，政协提案137件，由66个单位承办
    PlaceRow("proposals_submitted", "proposals_assigned", "我[局委办镇乡部院][^。]*[；，](?:收到|承办)?[区县市旗州]?政协(?:委员)?提案$"),  # 我局收到代表建议8件；收到政协提案14件
    PlaceRow("proposals_submitted", "proposals_by_sector", "(?:^|[。；])(?:委员们?)?(?:围绕|聚焦|针对)(?![^，]{0,14}(?:中心|大局|全局))[^，。；0-9]{2,40}，(?:委员们?)?(?:共|累计|先后)?(?:提出|提交)$", "(?:高质量|集体)?提案"),  # 围绕黄河流域生态保护这一主题，提出14件提案
    PlaceRow("proposals_submitted", "proposals_plenary", "[一二三四五六七八九十]次(?:全体)?会议，?(?:共|先后)?(?:收到|征集)[^，。；0-9]{0,8}提案$", "[^。]*?(?:闭会|休会|平时|会后)(?:期间)?(?:又|共)?(?:收到|征集|提交)"),  # 八届三次会议收到提案168件，闭会期间收到11件
    PlaceRow("proposals_submitted", "proposals_by_source", "(?:^|[，。；])各?(?:民主党派|党派团体|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|人民团体)[^，。；0-9委员]{0,16}(?:共|累计|先后)?(?:提交|提出)提案$"),  # 各民主党派、工商联提交提案37件
    PlaceRow("proposals_submitted", "proposals_by_sector", "(?:^|[。；])(?:广大)?(?:委员们?)?(?:围绕|聚焦|针对|就|对)(?![^，]{0,14}(?:中心|大局|全局))[^，。；0-9]{2,40}，?(?:广大)?(?:委员们?)?(?:共|累计|先后)?(?:提出|提交)提案$"),  # 委员们围绕乡村振兴提出提案28件
    PlaceRow("proposals_plenary", "proposals_submitted", _AT_PLENARY, "[^。]*?其中(?:大会|会议|全会)(?:期间|上)"),  # 会议期间收到150件，其中大会期间129件、闭会期间21件: the first is all that was received
    PlaceRow(_RECEIVED, "proposals_plenary", _AT_PLENARY, "[^。]*?(?:闭会|休会|平时|会后)"),  # 大会期间收到提案129件，闭会期间21件
    PlaceRow(_RECEIVED, "", _AT_PLENARY),
    # --- what the page settles by the words around ---
    PlaceRow("other", "consultations", "(?:^|[，；：]|共|累计|先后|已|了)协商议题$"),  # 议事室共协商议题47个
    PlaceRow("other", "consultations", "(?:抓好|办好|做好|抓实|完成|开展)$", "(?:重点|专题)?协商(?:议题|课题)"),  # 抓好4个协商议题
    PlaceRow("standing_committee_meetings meetings_other", "other", "研究政协工作$"),  # 县委常委会会议研究政协工作4次: the party's
    PlaceRow("meetings_other", "other", "(?<!政协)[县区市旗州]委(?:先后|共|累计)?$", "召开"),  # 市委先后4次召开政协工作会议
    PlaceRow("opinions_edited opinions_submitted", "articles_published", "(?:公众号|视频号|网站|平台|客户端)”?(?:共|累计|全年)*(?:编发|发布|推送|推出|刊发)[^，。；]{0,6}信息$"),  # 公众号编发信息265条
    PlaceRow("other proposals_submitted proposals_filed research_reports", "other", "(?:双语书写|蒙古?文|藏文|维吾尔文|哈萨克文|朝鲜文|附有?[^，。；]{2,8})的?提案(?:有|共)?$"),  # 双语书写的提案23件
    PlaceRow("proposals_resolved", "proposals_planned", "(?:^|[，；：])基本(?:落实|解决|采纳)(?:和|或|及|、)(?:已)?(?:列入)?计划(?:落实|解决|采纳|办理)?的?(?:有|共|共有)?$"),  # 已落实的有133件，基本落实或计划落实的有25件
    PlaceRow("proposals_planned", "proposals_resolved", "(?<!正在)(?<!部分)(?<!着手)(?<!逐步)(?<!难以)(?<!不能)(?<!无法)(?<!待)(?<!未)(?:解决|采纳|落实)(?:或者?|和|及|、)(?:正在|列入|着手|部分|基本)[^，。；]{0,12}$", units="件"),  # 已解决或列入计划解决的71件
    PlaceRow("proposals_assigned proposals_submitted", "other", behind="提案(?:的办理情况|办理情况)?(?:进行|开展)?了?(?:跟踪|视察|“?回头看)"),  # 对24件提案的办理情况进行跟踪视察
    PlaceRow("other", "proposals_planned", behind="(?:列入计划|承诺解决|计划解决)[^，。；0-9]{0,8}提案", units="件"),  # 对31件列入计划的提案跟踪问效
    PlaceRow("proposals_resolved proposals_planned", "other", behind="，?已?(?:转|变|升级)(?:为|化为)“?(?:解决|采纳)"),  # 其中21件已转为“解决采纳”
    PlaceRow(_CLASSED, "other", "[B-D]类(?:提案)?转化?(?:为|成)?[AB]类(?:提案)?$"),  # 推动C类转B类3件
    PlaceRow("handling_bodies", "other", "(?<![解达落实送派办交移转加大升])(?:到|赴|深入|走访|对)$"),  # 到13个承办单位视察
    PlaceRow("handling_bodies", "other", behind="[^，。；0-9]{0,10}(?:作(?!为|用|风)|发言|表态)"),  # 2家承办单位作表态发言
    PlaceRow("other", "members_total", "委员(?:人数|总数)?(?:增|增加|扩大|增补|发展)(?:至|到)$", units=_PEOPLE),  # 委员增至152名
    PlaceRow("other participations", "attendance_rate", behind="(?:的委员)?(?:参训|参会|到会)", units="%"),  # 实现100%参训
    PlaceRow("activities", "tours", "(?:赴|到)[^。；]{2,40}招商(?:引资|推介)?(?:活动)?$"),  # 赴长三角等地开展招商活动34次
    PlaceRow("other", "tours", "招商，?(?:先后)?赴[^。；0-9]{2,30}等地$", units="次"),  # 外出招商，先后赴浙江、江苏等地9次
    PlaceRow("other", "tours", behind="(?:到|赴)[^，。；]{2,30}招商", units="次"),  # 先后11次到北京等地招商
    PlaceRow("other plenary_speeches participations", "members_attending", behind="(?:政协)?委员[^。；0-9]{0,30}(?:听取|审议)[^。；0-9]{0,16}报告", units=_PEOPLE),  # 187名委员听取并审议常委会工作报告
    PlaceRow("proposals_replied", "problems_solved", "办结$", last="consultations"),  # 协商议题47个，办结39件
    PlaceRow("problems_solved", "other", "(?:确定|拟定|列出|梳理)[^，。；]{0,10}$"),  # 确定办实事项目18件
    PlaceRow("other", "problems_solved", "实事[^，。；0-9]{0,4}[0-9]+件，(?:现|目前|均|全部)*已?(?:完成|办成|办结)$"),  # 办实事项目18件，现已完成11件
    PlaceRow("problems_reported problems_solved", "other", "达成共识$"),
    PlaceRow("problems_reported", "problems_solved", "(?:帮助|协助)[^，。；0-9]{0,4}协调[^，。；0-9]{0,24}(?:困难|问题|难题)$"),  # 帮助协调用工、融资等困难38个
    PlaceRow("participations proposers", "other", behind="[^，。；0-9]{0,10}(?:委员|学员)代表[^。；0-9]{0,20}(?:讲述|发言|交流|分享)|[^，。；0-9]{0,6}(?:专家|教授|老师)[^。；0-9]{0,30}(?:授课|讲授|作[^，。；]{0,8}讲座)", units=_PEOPLE),  # 9名委员代表讲述
    PlaceRow("proposals_share", "other", "公开的?提案(?:仅|只|约)?占$"),  # 网上公开的提案仅占41%
    PlaceRow("opinions_commented", "other", "提案[0-9]+件，由?[^，。；]{0,12}阅批$"),  # 重点提案16件，由书记阅批2件
    PlaceRow("opinions_submitted", "proposals_submitted", "提案(?:或者?|及|和|与|、)社情民意(?:信息)?(?:不少于|至少|不低于|共|合计)*$", units="件 项 篇 份"),  # 提案或社情民意信息2件
    PlaceRow("other platforms", "places_reached", "(?:深入|走进|走遍|跑遍|参观|察看|查看|踏看|视察)了?[^，。；0-9]{0,24}$", "点位"),  # 参观革命纪念馆等5处点位
    PlaceRow("other platforms", "places_reached", "(?:走遍|跑遍|察看|查看|踏看)了?[^，。；0-9]{0,12}$", units=_SITES + " 处 座 条 间"),  # 实地察看荔枝基地16处
    PlaceRow("other", "people_aided", behind="[^，。；0-9]{0,6}(?:[喝用吃住][上到]了?|走上了?|搬进|温暖过冬)", units=_PEOPLE + " 户"),  # 2.8万人喝上放心水
    PlaceRow("other", "people_aided", "(?:解决|改善)[^，。；]{0,14}$", "[^，。；0-9]{0,6}的?(?:吃水|饮水|出行|行路|用水|用电|就医|上学|住房|办证)[^，。；0-9]{0,4}(?:难|困难|问题|不便|条件)", units=_PEOPLE + " 户"),  # 解决43个村7200人行路难的问题
    PlaceRow("other", "participations", "列席[^，。；0-9]{0,24}$", units=_PEOPLE),  # 列席会议的有县直部门负责人共117人
    PlaceRow("other", "participations", behind="[^，。；0-9]{0,16}(?:[、和][^，。；]{0,20}[0-9]+[名人位])?(?:应邀)?(?:列席|旁听)", units=_PEOPLE),  # 10名市民代表应邀旁听
    PlaceRow("proposals_led", "proposals_key", "(?:督办|领办|包案)重点提案(?:[0-9]+件(?:和|、))*$"),  # 书记、区长分别督办重点提案1件和2件
    PlaceRow("other proposals_submitted proposals_filed", "proposals_key", behind="提案(?:作为|列为|确定为)(?:[0-9]{4}年度?|年度|今年)?的?重点(?:督办)?提案"),  # 6件提案作为2025年度重点提案办理
    PlaceRow("proposals_submitted proposals_filed", "proposals_by_sector", "(?:^|[，。；：])(?:[^，。；]{0,8}，)?(?:围绕|聚焦|针对|(?<=方面，)就)(?![^，]{0,14}(?:中心|大局|全局|热点|难点|经济社会发展))[^，。；0-9]{2,90}(?:，[^，。；0-9]{0,30})?(?:提出|提交|立案)的?(?:《[^》]{2,40}》等)?(?:提案(?:共|有|达|计)*)?$", "(?:提案|[，。；]|$)"),  # 围绕“三高四新”提出的提案达71件
    PlaceRow("proposals_submitted other proposals_resolved proposals_merged proposals_replied", "proposals_by_sector", "(?:围绕|聚焦|针对|关于|有关)(?!委员提案)[^，。；0-9]{4,50}的$", "(?:政协|委员)?提案"),  # 针对特色水果产业的7件提案
    PlaceRow("other", "rules_made", "制度建设$", units="项 个"),
    PlaceRow("people_aided", "visits", "走访了?(?:受益|[^，。；0-9]{0,4})(?:群众|居民|农户)$"),  # 走访受益群众40余人
    PlaceRow("participations members_total", "members_group", behind="(?:政协)?委员（其中[^）0-9]{0,12}界[0-9]", units=_PEOPLE),  # 组织46名委员（其中教育界13名）
    PlaceRow("visits", "places_reached", "深入(?:[0-9]+个(?:乡镇|街道|镇|社区|村)、?)*$", units=_SITES),  # 走访企业17户，深入8个乡镇26个村
    PlaceRow("other visits", "handling_bodies", behind="(?:提案)?承办单位(?:采取|通过|坚持|把|主动|认真)", units="个 家"),  # 33个承办单位采取上门走访等方式
    PlaceRow("other opinions_submitted", "proposals_transferred", "(?:转为|转作|作为|按)[^，。；0-9]{2,14}$", units="件", last="proposals_merged proposals_filed proposals_not_filed"),  # 立案139件，转为委员来信和社情民意16件
    PlaceRow("platforms", "other", "(?:提案|建议)》?(?:催生|推动|促成)[^，。；]{0,20}$"),  # 《…的提案》催生“骑手驿站”38处
    PlaceRow("platforms", "other", "未完成[^，。；]{0,8}的有$"),  # 未完成任务的有5个联络处
    PlaceRow("platforms", "other", behind="[^，。；]{0,8}(?:没有|未)(?:报送|完成|开展)"),  # 4个联络处没有报送
    PlaceRow("platforms", "visits", "走访[^，。；0-9]{2,16}$"),  # 走访企业、大师工作室83家
    PlaceRow("honours", "platforms", "其中，?[^，。；]{0,10}(?:示范|优秀)[^，。；]{0,4}(?:工作室|[站室])$", last="platforms"),  # 建成工作室32个，其中获评省级示范工作室3个
    PlaceRow("other", "platforms", "建[成立起设]了?$", "(?:委员|政协)[^，。；]{0,6}中心", units="个 处"),  # 建成1个委员履职服务中心
    PlaceRow("other", "platforms", "“委员[^”]{0,4}[站室家]”[^，。；0-9]{0,6}$", units="个 处 家"),  # “委员e站”提档升级20个
    PlaceRow("other", "platforms", behind="“委员[^”]{0,4}[站室家]”", units="个 处 家"),  # 83个“委员e站”
    PlaceRow("other", "places_reached", "(?:深入|走进|走遍|跑遍)$", "(?:村委会|居委会|村民小组|工地|现场)", units=_SITES),  # 深入29个村委会
    PlaceRow("other", "places_reached", "视察[^，。；0-9]{0,24}(?:工程|项目|现场|基地)$", units="个 处"),  # 视察人畜饮水工程11处
    PlaceRow("other", "bulletins", "印发[^，。；]{0,12}(?:通报|专报|简报)$", units="期 份"),  # 印发提案办理通报3期
    PlaceRow("other", "proposals_transferred", behind="因[^，。；]{2,30}(?:作为|转为|转作|按)[^，。；]{0,6}(?:意见|建议|来信|社情民意|信息)", units="件"),  # 21件因选题重复作为意见转办
    PlaceRow("other", "meetings_other", behind="谈心会", units="次 场"),  # 召开2次谈心会
    PlaceRow("research_reports", "other", "请示、?报告$"),  # 报送请示、报告28件
    PlaceRow("research_reports", "other", behind="[^，。；]{0,8}成果(?:实行|进行)?(?:挂[图牌]|跟踪)?督办"),  # 对28项协商成果实行挂图督办
    PlaceRow("history_volumes", "other", "(?:精|阅|研)?读$"),  # 每名委员精读1本书
    PlaceRow("activities", "other", "[局办府][^，。；]{0,12}(?:整治|执法|检查)行动$"),  # 县公安局开展整治行动5次
    PlaceRow("other", "proposers", behind="(?:政协)?委员[^，。；0-9未没]{0,10}参与了?提案", units=_PEOPLE),  # 203名委员以不同方式参与了提案工作
    PlaceRow("other", "participations", behind="[^。；]{0,40}(?:共赴|参会|与会)", units=_PEOPLE),  # 500名企业家共赴盛会
    PlaceRow("proposals_replied proposals_submitted", "proposals_between", "(?:会后|闭会期间|平时)(?:提出|提交|收到)的$", "(?:政协|委员)?提案"),  # 会后提出的2件提案均已办理
    PlaceRow("other", "plenary_speeches", behind="(?:政协)?委员[^，。；]{0,6}作了?[^，。；]{0,4}大会[^，。；]{0,4}发言", units=_PEOPLE),  # 18名委员作大会发言和书面发言
    PlaceRow("proposals_submitted", "proposals_by_source", "各(?:专门委员会|专委会|界别(?:小?组)?|民主党派|支部)[^，。；]{0,8}(?:提交|提出)$"),  # 各专门委员会至少提交3件提案
    PlaceRow("proposals_submitted proposals_individual", "proposals_by_source", "联络[站室处组委]提案$"),  # 委员联络站提案3件
    PlaceRow("other", "satisfaction_rate", "代表、(?:政协)?委员[^，。；分]{0,8}满意率[^，。；分]{0,4}$", units="%"),  # 代表、委员满意和基本满意率达到100%: of both
    PlaceRow("other", "projects_attracted", "投资(?:办厂|建厂|兴业)$", units="家 个"),  # 促成台商投资办厂2家
    PlaceRow("other", "surveys", behind="课题的?调研", units="个 项"),  # 抓好山海协作等5个课题调研
    PlaceRow(_CLASSED, "other", "(?:转化?(?:为|成)?|升级?为|变为)“?A”?类(?:的?提案)?(?:的?有|共)?$"),  # 转为A类的提案12件
    # --- what is no measure of ours ---
    PlaceRow("proposals_filed proposals_submitted", "other", behind=_POINTS),
    PlaceRow("opinions_submitted", "other", behind="信息未(?:得到|被|获)?|" + _POINTS),
    PlaceRow("honours", "other", "创新(?:平台|团队)[^，。；]*$"),  # 创新平台3个获评
    PlaceRow("proposals_by_sector", "other", "(?:建议|意见|批评)类(?:提案)?$"),
    PlaceRow("proposals_share", "other", "(?:网上|在线|线上|网络|手机端?|[Aa][Pp]{2}|平台|小程序|客户端)提交(?:的?提案)?的?(?:占比?|比例)(?:达到?|为)?$"),
    PlaceRow("proposals_share", "other", behind="的?提案(?:通过|经|从)[^，。；0-9]{2,14}(?:平台|系统|端|网|[Aa][Pp]{2})(?:提交|报送)"),  # 100%的提案通过“智慧政协”平台提交
    PlaceRow("proposals_share", "other", "[人名位](?:政协)?(?:委员)?(?:从?未|没有)[^，。；0-9]{2,8}，(?:仅|约)?占$"),  # 16名委员未提交提案，占9%
    PlaceRow("suggestions_made", "other", "(?:^|[，。；：])(?:[一二三四五六七八九十]是)?建议(?!共|累|合|总|分别|有|达|约|近|数|等)[^，。；：]{2,}$|(?:根据|按照|依据|结合)[^，。；]{0,12}(?:意见|建议)(?:(?!意见|建议)[^，。；共]){2,}$"),  # 建议每年选择3个重大课题, 根据提案意见新开公交线路3条: what is advised, or came of advice, is none
    PlaceRow("consultations", "other", "面对面”?(?:沟通)?协商$", units="件"),  # 面对面协商26件
    PlaceRow("attendance_rate", "other", behind=_FIGURE_LACKS),
    PlaceRow("participations", "other", behind="[^，。；0-9]{0,6}(?:通报批评|约谈|诫勉)|" + _FIGURE_LACKS),
    PlaceRow("satisfaction_rate", "other", "(?s)^(?!.*(?:提案|办[复结理]|承办|答复)).*(?:评议|测评).*$"),
    PlaceRow("aid_value", "other", _EACH),
    PlaceRow("other handling_bodies participations places_reached", "proposers", "(?<!派的)(?<!派出的)$", "[^，。；0-9未没无]{0,8}(?:(?:、|和|及|与|以及)[0-9]+[个家名位][^，。；0-9]{1,6})?(?:以[^，。；0-9]{2,12}(?:方式|形式|名义))?(?:积极|分别|共同|联合|单独|共|先后)*(?:提交|提出|递交|撰写)[^，。；《0-9收]{0,10}提案(?!的?(?:单位|部门))", units="个 家 名 位 人 人次"),  # 有196名委员、17个单位提交了提案
    PlaceRow("other participations", "proposers", behind="(?:政协)?委员(?:署名|签名附议)|，占[^，。；]{0,12}的(?:政协)?委员(?:都|均)?(?:提交|提出)[^，。；]{0,6}提案", units=_PEOPLE),  # 最多的有23名委员署名
    PlaceRow("other", "handling_bodies", "[向给]$", "[^，。；0-9]{1,12}交办[^，。；0-9]{0,6}提案", units="个 家"),  # 向27个镇街、部门交办平时提案14件
    PlaceRow("other", "handling_bodies", "提案[^。；]{0,12}由$", "[^，。；0-9]{1,8}(?:认领|签收|领办|研办|包办)", units="个 家"),  # 全部提案由36个部门认领
    PlaceRow("other", "proposers", "参加单位(?:有|共)*$", last="proposers attendance_rate"),  # 提案人187名；参加单位14个
    PlaceRow("handling_bodies other", "honours", "(?:成绩|成效|表现|业绩)[^，。；0-9]{0,4}(?:突出|显著|优异|优秀|明显)的$", "[^，。；0-9]{0,12}(?:予以|给予|进行|受到)[^，。；]{0,6}(?:表彰|表扬)", units="个 家 名 位 人"),  # 对承办提案成绩突出的6个单位予以表彰
    PlaceRow("handling_bodies", "other", behind="[^，。；]{0,12}(?:敷衍|推诿|拖延|滞后|批评|约谈|逾期|超期|不力|问责|不够重视|未开展|未办|没有|尚未)"),  # 3家单位敷衍答复受到批评
    PlaceRow("handling_bodies", "other", behind="[^，。；]{0,10}(?:选派|派驻|派出|委派)"),
    PlaceRow("places_reached", "other", "(?:选派|派出|委派)[^，。；]{0,14}(?:进驻|派驻|入驻)$"),
    PlaceRow("members_total", "other", behind="(?:政协)?委员(?:报送|反映|提供)"),
    PlaceRow("articles_published", "other", "推出[^，。；]{0,10}(?:线路|路线|产品|举措|项目|政策)$"),
    PlaceRow("proposers", "other", behind=_FIGURE_LACKS),
    PlaceRow("attendance_rate", "other", "占(?s:.{0,11})$", last="members_group"),  # 女委员62名，占29%
    PlaceRow("people_aided", "other", "(?:^|[，。；、])[^，。；、助帮扶]{0,8}(?:村|镇|乡|社区|嘎查|苏木|县城|学校)[^，。；助帮扶惠服访慰]{0,8}有[^。；助帮扶惠服访慰]{0,40}$"),  # 该嘎查有农牧户213户、708人，其中贫困户31户
    PlaceRow("other", "platforms", "(?:建[起成立有]|设立|打造|创建|挂牌)了?“委员[^”]{1,6}”$", units="个 处 家 所"),  # 建起“委员毡房”9处
    PlaceRow("people_aided", "other", "(?:[全我][区县市旗州]|[该全]?(?:村|镇|乡|社区)|贫困(?:户|人口))(?:现|尚|共|还|仅)*(?:有|为|已?(?:减少|下降|降低)?(?:至|到|为))(?:[^，。；]*|(?:[0-9]+户[、，]?))$"),  # 全县现有贫困户420户
)
"""The first row that a figure fits holds."""
# fmt: on
