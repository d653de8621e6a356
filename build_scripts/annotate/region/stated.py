"""Zone, mentions -> mentions: those that stand where only the one who speaks can stand are marked as its own."""

from __future__ import annotations

import re
from itertools import accumulate

from build_scripts.annotate.region.mention import Mention
from build_scripts.annotate.zones import CLOSING, Zone
from build_scripts.model import Document

OPENING = 600  # characters in which a paper says who speaks

_ORGAN = (
    r"(?:人民政府|政府|[市县区州省]?委(?![员派托])|议会|公所|[一-鿿]{0,12}?(?:局|委员会|厅|办公室|院|站|中心|协会))"
)
_MEETING = r"(?:[^，。；、\n]{0,24}?(?:会议|大会|动员会|推进会|座谈会|培训班))"
_YEAR = r"[（(]?(?:(?:20|19)\d\d|20[xX×*_]{2}|[〇一二][〇○零九一二三四五六七八九]{3})年"
# 温州市人民政府关于, 启东市2009年, 启东市卫生工作会议; not 启东市的经验
TITLED = re.compile(rf"^(?:{_ORGAN}|{_MEETING}|{_YEAR}|[一-鿿]{{2,14}}(?:总结|计划|要点|报告|汇报|方案|意见|通知))")
HELD_IN = re.compile(rf"^{_MEETING}上的?")  # 在四川省教育工作会议上的讲话; not 在四川省考察的总结
CONVENED = re.compile(rf"^(?!召开|举行){_MEETING}(?!精神)")  # 召开四川省卫生工作会议; not 传达四川省卫生工作会议精神
CONVENING = re.compile(r"(?:今天|现在|这次|此次|上午|下午)[^。；\n]{0,20}?(?:召开|举行|在)?的?$")
OPENS = re.compile(rf"^{_MEETING}[^，。；\n]{{0,8}}?(?:召开|开幕|举行)")  # 启东市卫生工作会议今天召开了; not 会议精神
ISSUED = re.compile(
    r"我[局委厅院校办][^。\n]{0,160}?(?:下发|印发|出台|制定)[^。\n]{0,120}?《(?:中共)?$"
)  # 我局下发了《启东市
SIGNED = re.compile(rf"^{_ORGAN}(?=[\s（(]|(?:19|20)\d\d年|$)")  # 重庆市民政局 alone on its line
SPEAKS = re.compile(r"我(?:谨|仅)?代表(?:中共)?$")  # 我代表衡阳市卫生局; not 代表们
BACK = 300  # characters in which 我局 may stand before what it issued


def whole(document: Document) -> Zone:
    """The paper's blocks, header lines included, as one zone."""
    starts = accumulate((len(block.text) + 1 for block in document.blocks), initial=0)
    text = "\n".join(block.text for block in document.blocks)
    return Zone(document.blocks, text, tuple(starts)[: len(document.blocks)])


def stated(zone: Zone, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, those that name the speaker as such with the role `self`."""
    return tuple(name._replace(role="self") if _is_self(zone, name) else name for name in found)


def _is_self(zone: Zone, name: Mention) -> bool:
    block, start = zone.at(name.start)
    end = start + name.end - name.start
    left, right = block.text[:start], block.text[end:]
    if name.form == "township" or name.role == "elsewhere":
        return False
    if SPEAKS.search(left):
        return True
    if block.kind == "title":
        return _titles(left, right)
    if block in zone.blocks[-CLOSING:] and left.strip() in {"", "中共"} and SIGNED.match(right) and len(right) < 30:
        return True
    if name.role in {"cited", "binding"}:
        return bool(ISSUED.search(left[-BACK:]))
    convenes = CONVENING.search(left) and CONVENED.match(right)
    return name.start < OPENING and bool(convenes or (not left and OPENS.match(right)))


def _titles(left: str, right: str) -> bool:
    if left in {"", "中共", "关于印发", "关于", "关于印发《", "印发"}:
        return bool(TITLED.match(right))
    return left.endswith("在") and bool(HELD_IN.match(right))
