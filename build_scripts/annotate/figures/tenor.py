"""Words around an amount, and its paper -> whether it was achieved or is aimed at, and in which year or period."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from build_scripts.sections import Section

Status = Literal["achieved", "targeted", ""]

# 力争达到, 确保, 年底前; not 目标责任制, 争取资金, 将……纳入
AIM = re.compile(
    r"力争|争取(?![新上中省国到资项了])|确保|务必|务求|力求|(?<!完成)(?<!实现)目标(?=[：:为是])|目标(?=达)|拟(?!定)|计划(?=[于在投完新建用培总])"
    r"|要求达到|必须|应达|应当|预计|年底前|(?<![需重主首概摘纲简只还就既不])要(?![求点素闻道害地紧是么])|将(?=达|实现|继续|投入|完成|新建)"
)
LEAST = re.compile(r"(?:不低于|不少于|不得低于|不得少于|不高于|不超过|不得超过|稳定在)$")  # right before the number
# 完成了, 已达到, 截至, 同比; not 了解, 为了
DONE = re.compile(
    r"(?<![为除到免])了(?!解)|已(?!经?要)|截[至止]|同比|比(?:上|去)年|较(?:上|去)年|以来|[达完]到了|去年|上年"
)
DONE_PERHAPS = re.compile(r"(?<!公)共(?![同产青建享识和])|累计|圆满完成|超额完成")
# Headings under which a paper looks ahead: 目标任务, 下一步打算, 20xx年工作安排; or back: 工作回顾, 取得的成绩
AHEAD = re.compile(
    r"目标(?!责任|管理)|任务|打算|安排|部署|下一步|今后|工作重点|计划(?!生育|免疫)|思路|新局面|新台阶|新跨越"
)
BACK = re.compile(
    r"回顾|总结|成绩|成效|进展|完成情况|开展情况|基本情况|基本估价|取得|主要做法|[一二三四五六七八九十]年来|新进步|新进展"
)
# Headings that only seem to: 加强…, 切实抓好…; 稳步推进, 明显好转
AHEAD_PERHAPS = re.compile(r"做好|努力|切实|加强|强化|深化|加快|进一步|继续|提升|深入|开展|搞好|抓好|完善")
BACK_PERHAPS = re.compile(r"得到|有效推进|稳步推进|扎实推进|持续推进|明显|显著|提升了|迈出|好转|情况")
PLANS = frozenset({"工作计划", "工作要点", "实施方案", "意见通知"})
REPORTS = frozenset({"总结汇报"})

FAR = 400  # characters before an amount that can belong to its sentence
SENTENCE = re.compile(r"[。！？\n]")
# 2012年, 2012年度; not 比2012年, 2012—2014年
YEAR = re.compile(r"(?<!\d)(?<![-—~～至])((?:19|20)\d\d)年(?!来|[-—~～至])")
BLANK = re.compile(r"20(?:xx|XX|__|××|\*\*)年")  # a year that was blanked out
COMPARED = re.compile(r"[比较与同]$")
LAST, THIS, NEXT = re.compile(r"去年|上年(?!度?末)|上一年"), re.compile(r"今年|本年|年内"), re.compile(r"明年|下一年")
# 上半年, 1—11月, 一季度, 近三年来, “十二五”期间
SPAN = re.compile(
    r"[上下]半年|\d{1,2}月?[-—~～至]\d{1,2}月|[一二三四]季度|近[一二三四五六七八九十两几\d]+年来?|[一二三四五六七八九十两\d]+年来|“?十[一二三四]?五”?期间|“”期间|累计|"
    r"[^，。；：、\d]{1,10}以来|职能划转以来|截[至止][^，。；]{1,8}?(?:底|末|月|日|目前|前)"
)
SO_FAR = re.compile(r"今年以来")  # not 今年一季度, 今年1月
LONGER = re.compile(r"近|(?<!^一)年来|期间|累计|以来")  # periods that are no year


class Paper(NamedTuple):
    """What is known of the paper: its year, the years that it reviews and plans, its genre."""

    year: int | None
    reviewed: int | None
    planned: int | None
    genre: str


class Tenor(NamedTuple):
    """Achieved or aimed at, in which year, and the words that tell the period."""

    status: Status
    year: int | None
    period: str


def tenor(text: str, start: int, end: int, section: Section, paper: Paper) -> Tenor:
    """What the words of its sentence, the headings above it and the paper say of the amount at `start` to `end`."""
    sentence = SENTENCE.split(text[max(0, start - FAR) : start])[-1]
    status = (
        _of_sentence(sentence, text[end : end + 6])
        or _of_headings(section, AHEAD, BACK)
        or _of_genre(paper)
        or ("achieved" if DONE_PERHAPS.search(sentence) else "")
        or _of_headings(section, AHEAD_PERHAPS, BACK_PERHAPS)
    )
    year, words = _year(sentence, status, paper)
    if words == "今年" and SO_FAR.search(sentence) and _reviews_another(section, status, paper):
        year = None
    spans = {found[0] for found in SPAN.finditer(sentence)}
    period = spans.pop() if len(spans) == 1 else ""  # 上半年……；下半年……，共: of which?
    if LONGER.search(period) and not words:
        year = None
    return Tenor(status, year, period if words in period else f"{words}{period}")


def _reviews_another(section: Section, status: Status, paper: Paper) -> bool:
    """Is this achieved, under a heading that looks back, in a paper that reviews the year before its own?

    今年以来 was then taken over from a report of that year, or speaks of the paper's own: which, nobody can tell.
    """
    headings = filter(None, (*section.above, section.heading))
    looks_back = any(BACK.search(each.text) and not AHEAD.search(each.text) for each in headings)
    return status == "achieved" and looks_back and paper.reviewed is not None and paper.reviewed != paper.year


def _of_sentence(before: str, after: str) -> Status:
    aims = [found.start() for found in AIM.finditer(before)]
    done = [found.start() for found in DONE.finditer(before)]
    if after.startswith(("的目标", "为目标")) or (LEAST.search(before) and not done):
        return "targeted"
    if not aims and not done:
        return ""
    return "targeted" if max(aims, default=-1) > max(done, default=-1) else "achieved"


def _of_headings(section: Section, looks_ahead: re.Pattern[str], looks_back: re.Pattern[str]) -> Status:
    """The innermost heading that looks only ahead or only back."""
    for heading in reversed((*section.above, *filter(None, [section.heading]))):
        ahead, back = bool(looks_ahead.search(heading.text)), bool(looks_back.search(heading.text))
        if ahead != back:
            return "targeted" if ahead else "achieved"
    return ""


def _of_genre(paper: Paper) -> Status:
    return "targeted" if paper.genre in PLANS else "achieved" if paper.genre in REPORTS else ""


def _year(sentence: str, status: Status, paper: Paper) -> tuple[int | None, str]:
    """The year that the sentence names, else the one that the paper reviews or plans; and the words that name it."""
    named = [found for found in YEAR.finditer(sentence) if not COMPARED.search(sentence[: found.start()])]
    if named:
        return int(named[-1][1]), named[-1][0]
    for words, shift in ((LAST, -1), (NEXT, 1), (THIS, 0)):
        found = [each for each in words.finditer(sentence) if not COMPARED.search(sentence[: each.start()])]
        if found:
            return (paper.year + shift if paper.year else None), found[-1][0]
    blank = BLANK.search(sentence)
    return _implied(status, paper), blank[0] if blank else ""


def _implied(status: Status, paper: Paper) -> int | None:
    """The year that the paper reviews or plans; where it does not say which, a report or a plan means its own."""
    if status == "achieved":
        return paper.reviewed or (paper.year if paper.genre in REPORTS and not paper.planned else None)
    if status == "targeted":
        return paper.planned or (paper.year if paper.genre in PLANS and not paper.reviewed else None)
    return None
