"""The words around a name -> what the name does there: govern, be learnt from, suffer a disaster, name a firm."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal[
    "plain", "self", "organ", "superior", "slogan", "binding", "cited", "example", "venue", "firm", "elsewhere"
]

NEAR = 26  # characters on each side that may say what a name does
CLAUSE = re.compile(r"[。；！？：\n]")

_ORGAN = (
    r"(?:人民政府|政府|党委|[省市县区州盟旗]委|地委|行署|党工委|管委会|人大|政协|纪委|[一-鿿]{1,10}?(?:局|委员会|厅|办公室|支队|大队|总站)"
    r"|人民医院|中医院|中医医院|妇幼保健|疾控中心|疾病预防控制中心|卫生监督所|公安|法院|检察院|卫生院|卫计委|发改委|总工会|妇联|团委)"
)
# 启东市卫生局, 启东市委, 中共启东市委员会; not 启东市的卫生
ORGAN = re.compile(rf"^{_ORGAN}|^委(?=[、，和书宣组常办领的会])|^(?:和|及)?(?:各级)?{_ORGAN}")
# 赴浙江省考察, 学习借鉴温州, 对口支援汶川; not 督查沾化
SOUGHT = re.compile(
    r"(?:赴|前往|奔赴|考察(?:了|学习)?|参观(?:了|学习)?|借鉴(?:了)?|效仿|取经|引进|支援|援助|驰援|援建|对口帮扶|来自|外出|学习(?:了|借鉴|推广)?|招商[^，]{0,4}"
    r"|捐[款赠助][^，]{0,4}|周边的?|毗邻|邻近|接壤|兄弟(?:省|市|省市|县|县市|单位)?|外[省地市县]的?|沿海的?|发达(?:地区|省市)?的?"
    r"|先进(?:地区|省市|城市|县市)(?:如|的)?|相比|超过|落后于|仅次于|距离?|比|发生在|流向|输往|销往|途经|籍贯|汇往|寄往|运往|送往|外出到|来到|邀请了?|聘请了?|流入|返回|疫区)$"
)
INSPECTED = re.compile(
    r"^[^，。；]{0,10}?(?:督导|督查|检查|抽查|巡查|暗访|蹲点|宣讲|验收|考核)"
)  # 赴赣州、上饶等市督导
FETCH = re.compile(r"(?:到|去|在|从|往|与|同|和|由)$")
# 到江苏省学习考察, 在上海进修; not 到启东市检查
LEARNT = re.compile(
    r"^(?:[^，。；]{0,12}?)(?:考察|取经|进修|参观|培训|挂职|学习|务工|打工|返乡|来[我本返]|留学|就医|引进|疗养|旅游|接壤|毗邻|交界|相邻|签订|合作|结对|招商|叩门|推介|洽谈|招聘|招生|采购)"
)
# 搞得好的佛山等地考察学习; not 启东学习贯彻
LEARNING = re.compile(r"^(?:等[地省市县]*)?(?:考察|取经|参观|学习(?:考察|取经|借鉴|先进))")
# 浙江的经验, 温州模式, 江苏等先进地区; not 启东等地的农村
PRAISED = re.compile(
    r"^(?:[^，。；]{0,10}?(?:卫生局|安监局|县|市|区|等[地省市县]*)?)?(?:的?(?:先进|成功|好|典型|有益|宝贵)*(?:经验|做法|模式|典范|之路|样板)|等(?:地|省市|省|市)*(?:的|等)?"
    r"(?:先进|发达|兄弟|周边|外地|沿海))|^(?:[^，。；]{0,10}?)(?:值得(?:我们|我)|走在(?:了)?(?:全国|全省)?前列，)"
)
# 青岛输油管道爆炸, 汶川地震, 长春长生问题疫苗案; not 启东市安全生产事故起数下降
DISASTER = re.compile(
    r"^[^，。；\n]{0,22}?(?:事故(?!起数|防|应急|隐患|预|指标|死亡人数|总量|多发|调查|处理|发生率|报告|下降|控制)|地震|泥石流|爆炸|火灾(?!隐患|防|形势|事故起数)|矿难|透水|坍塌"
    r"|溃坝|踩踏|沉船|特大洪|灾区|惨案|问题疫苗|毒奶粉|三聚氰胺|大火|暴恐|恐怖|禽流感疫情|疫情(?!防控|监测|形势)|沉没|疫苗案|劣质奶粉|冲突|瓦斯|中毒事件|假酒|假药)"
)
# 北京奥运会, 遵义会议, 延安精神, 南昌起义; not 启东市会议中心
EVENT = re.compile(
    r"^(?:20\d\d年?|[\"“])?(?:夏季|冬季)?(?:奥运|残奥|冬奥|亚运|亚残|世博|大运会|全运会|青运会|青奥|园博|世园|峰会|进博会|博览会|会议(?!室|中心|召开)|精神|起义|战役|时期|讲话|宣言|条约|共识|协定"
    r"|论坛|国际|申奥|大阅兵|保卫战|大学|[^，。；、\n]{0,5}大学|医科|医学院|师范|理工|军区|海关|协和|华山医院|同济|华西|湘雅|天坛|烤鸭|大道|[东西南北中]?路(?!径|线|网|段|子|途|桥)|街(?!道|镇|办)|大桥|大厦|宾馆|酒店"
    r"|[^，。；、\n]{0,3}(?:科学院|研究院|电视台|晚报|日报社|出版社|足球)|籍|话|人(?!民|口|均|大|社|才|员|力|事|流|防|武|群|士|居|与|的|财|为)|菜|戏)"
)
# 大庆石化, 启东电厂; not 启东市公司注册
FIRM = re.compile(
    r"^[^，。；、\n的]{0,6}?(?:石化|石油|油田|钢铁|钢厂|集团|公司(?!法)|股份|重工|机床|煤矿|矿业|矿务局|电厂|电力|热电|水泥厂|化工厂|啤酒|银行|证券|制药|药业|铝业|铝厂|卷烟|汽车|燃气|纺织|酒厂|铁路局|航空|水电站|核电|机场|港务)"
)
HELD = re.compile(r"^[^，。；、\n]{0,10}(?:召开|举行|举办|开幕)")  # 在北京召开的, 在启东召开; not 启东的会议
# 如启东市, 以无棣县为例; not 例如实
EXAMPLE = re.compile(r"(?:例如|比如|譬如|[，。；（]如|诸如|像|[，。；]以)$")
# 在江苏省卫生厅的指导下, 滨州市委、市政府的坚强领导: who guides may be above; its own committee leads
GUIDED = re.compile(
    r"^[^，。；\n]{0,24}?(?:(?:精心|有力|具体|大力|关心|热情|业务|悉心|正确|坚强|统一|亲切)*的?(?:精心|有力|具体|大力|关心|热情|业务|悉心|正确|坚强|统一|亲切)*"
    r"(?:、|和|与)?(?:指导|支持|帮助|关怀|关心|领导)){1,2}(?:、支持|和支持|、帮助|和帮助|和关心|与支持|、关心)*(?:之?下|，|、)"
)
ABOVE = re.compile(
    r"^[^，。；、\n]{0,14}?(?:下达|下发|印发|转发|考核|验收|部署|安排|要求|通知|视频会|批准|授予|命名|评为|表彰|检查组|督查组|调研组|会议|精神|卫生镇|卫生村|先进|文明|示范|[^，。；、\n]{0,12}会议)"
)
AFTER_ABOVE = re.compile(
    r"(?:根据|按照|依据|遵照|经|被|受到?|获得?|荣获|报|上报|转发|传达|贯彻|贯彻落实|落实|通过了?|接受|列入|纳入|连续获得|创建|创成)(?:中央|国家|全国|省|[委、和]|上级|部)*$|(?:国家|中央|全国|省)、(?:省、)?$"
)
# 按照《江苏省安全生产条例》的要求: what binds the writer; not 学习《浙江省…经验》
BINDING = re.compile(
    r"(?:按照?|根据|依据|依照|贯彻(?:落实|执行)?|落实|执行|遵守|遵照|对照|宣传学习|结合|制定(?:了|出台)?|出台(?:了)?|修订(?:了)?|实施(?:了)?|完成|颁布的?|印发的?)[^，。；\n]{0,14}《$|》[、和]《$"
)
# 构建和谐绵阳, 建设诚信盐津年; not 平安县
PRAISED_PLACE = re.compile(
    r"(?:健康|平安|美丽|和谐|幸福|生态|文明|法治|富裕|诚信|魅力|数字|智慧|活力|绿色|富强|宜居|大美|品质)$"
)
# 推进衡水经济社会发展, 我们启东; not 发展的启东
NAMED = re.compile(
    r"(?:我们|咱们|我|中共|在我们|建设|打造|构建|振兴|繁荣|推进|推动|促进|发展|服务|实现|聚焦|热爱|关乎|影响|为)$"
)
NAMESAKE = re.compile(
    r"^(?:卫生|医疗|可持续|人民|儿女|经济|社会|特色|实际|精神|发展|大地|崛起|梦|建设|教育|事业|安全|旅游|大局|百姓|群众|工业|农业|实验区|形象|品牌|”)"
)
ADDRESSED = re.compile(
    r"^(?:人民政府|政府|[省市县区州]?委|党委|[一-鿿]{1,10}(?:局|厅|委员会|委|办公室))(?:、[^，。：]{1,20})?：$"
)


def role(left: str, right: str, *, cited: bool, opens: bool) -> Role:
    """What a name does between the words before and after it; `cited`: in 《》; `opens`: nothing stands before it."""
    if cited:
        return "binding" if BINDING.search(left) else "cited"
    if opens and ADDRESSED.match(right):
        return "superior"
    if _is_elsewhere(left, right):
        return "elsewhere"
    return _of_thing(left, right) or _of_government(left, right)


def _of_thing(left: str, right: str) -> Role | None:
    if left.endswith("在") and HELD.match(right):
        return "venue"
    if FIRM.match(right):
        return "firm"
    return "example" if EXAMPLE.search(left) else None


def _is_elsewhere(left: str, right: str) -> bool:
    return bool(
        (SOUGHT.search(left) and not INSPECTED.match(right))
        or LEARNING.match(right)
        or (FETCH.search(left) and LEARNT.match(right))
        or PRAISED.match(right)
        or DISASTER.match(right)
        or EVENT.match(right)
    )


def _of_government(left: str, right: str) -> Role:
    organ = ORGAN.match(right)
    if organ and re.search(r"我(?:谨|仅)?(?:代表)$", left):
        return "self"
    if organ and (GUIDED.match(right) or AFTER_ABOVE.search(left)):
        return "superior"
    if organ:
        return "organ"
    if PRAISED_PLACE.search(left) or (NAMED.search(left) and NAMESAKE.match(right)):
        return "slogan"
    return "superior" if AFTER_ABOVE.search(left) and ABOVE.match(right) else "plain"


def clause_before(text: str, at: int) -> str:
    """The words of the clause that stand before a place in the text, as many as matter."""
    return CLAUSE.split(text[max(0, at - NEAR) : at])[-1]


def clause_after(text: str, at: int) -> str:
    """The words of the clause that stand after it; a colon is kept, for it ends an address."""
    words = text[at : at + NEAR]
    found = CLAUSE.search(words)
    return words if found is None else words[: found.start() + (found[0] == "：")]
