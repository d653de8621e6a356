"""laws() -> LawIndex: under which words and numbers the table's laws are found in a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from build_scripts.annotate.citations.official_numbers import OfficialNumber, official_numbers
from build_scripts.knowledge.laws import STATE, Law, laws
from build_scripts.tables import TableError

K = TypeVar("K")
V = TypeVar("V")

SPEAKING = frozenset(
    {"法律", "行政法规", "党内法规", "部门规章", "地方性法规"}
)  # kinds whose names are no common words
SHORTEST = 5  # a name of a rule that is found without quotation marks; of a law, `SHORTEST_LAW`
SHORTEST_LAW = 3

MARKS = re.compile(r"[\s“”‘’\"'〈〉《》<>＜＞「」『』·・\-—–－~～、，,．.:：]")  # punctuation inside a title
SUFFIX = re.compile(r"[（(\[〔【][^（()）\[\]]*[）)\]〕】]$")  # （试行）, （2016—2020年）; not 党内监督条例
TRIAL = re.compile(r"[（(〔【](?:试行|暂行|施行|草案|修订|修正)[）)〕】]")  # （暂行） inside 《…（暂行）办法》
NEW = re.compile(
    r"^(?:新版|新修[订改]的?|修[订改]后的|新颁布的|最新|新)(?=[^农型时修兴建])"
)  # 新职业病防治法; not 新农村
# Those who issue documents for the whole country: 国务院办公厅关于…, 卫生部办公厅关于…; not 省政府关于
CENTRAL = re.compile(
    r"^(?:(?:中共中央|国务院|全国人民代表大会|全国人大|常务委员会|常委会|安全生产委员会|安委会|办公厅|办公室|中央(?:纪委|组织部|宣传部|文明办|综治委)"
    r"|(?:国家)?(?:卫生和计划生育|卫生计生|卫生健康|卫计|发展改革|发展和改革|人口计生)委(?:员会)?|(?:中华人民共和国)?(?:卫生|公安|教育|财政|民政|农业|农业农村|建设|交通|交通运输|水利|环境保护|生态环境|司法"
    r"|铁道|监察|人事|劳动|劳动保障|劳动和社会保障|人力资源和社会保障|人力资源社会保障|应急管理|住房城乡建设|住房和城乡建设|工业和信息化|国土资源|自然资源|文化|商务|科技|科学技术)部"
    r"|(?:国家)?(?:安全生产监督管理|安全监管|安全生产监管|安监|食品药品监督管理|食品药品监管|食药监管|质量监督检验检疫|质检|工商行政管理|工商|税务|体育|环境保护|环保|市场监督管理|市场监管|药品监督管理|药品监管|中医药管理|中医药"
    r"|煤矿安全监察|档案|统计|能源|医疗保障|医保|疾病预防控制|疾控|信访)(?:总)?局|全国爱卫会|全国爱国卫生运动委员会|全国总工会|全国妇联|共青团中央|国家|等[一二三四五六七八九十]*部[门委]?)[、和]?)+(?=关于|印发|转发|《|〈)"
)
PRINTED = re.compile(
    r"^(?:关于)?(?:印发|下发|发布|公布|颁布|颁发|转发)(?P<what>.+?)的(?:通知|公告|决定|函)$"
)  # 关于印发X的通知


@dataclass(frozen=True, slots=True)
class LawIndex:
    """The ways that lead to a law.

    `titles`: a title's key -> the laws that go by it; `wrong`: the key of a misquotation -> the law that is meant.
    `bare`: names found without quotation marks; `endings`: their last two characters -> their lengths, the longest
    first; `last`: the last characters. `numbers`: a number's key -> laws; `unsaid`: kind and number alone -> series
    and law. `near`: a title less one or two characters -> the keys it may have been.
    """

    laws: Mapping[str, Law]
    titles: Mapping[str, tuple[str, ...]]
    wrong: Mapping[str, str]
    bare: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[int, ...]]
    last: frozenset[str]
    numbers: Mapping[str, tuple[str, ...]]
    unsaid: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]
    near: Mapping[str, tuple[str, ...]]


@cache
def law_index() -> LawIndex:
    """The index, made once in each process."""
    known = laws()
    titles = _grouped((key, law.id) for law in known.values() for name in names(law) for key in keys(name))
    wrong = {title_key(name): law.id for law in known.values() for name in law.row.misquoted}
    if clash := sorted(wrong.keys() & titles.keys()):
        raise TableError(f"data/laws: {clash[0]} is both a name and a misquotation. Remove one of them.")
    bare = _grouped((name, law.id) for law in known.values() for name in bare_names(law))
    endings = _grouped((name[-2:], len(name)) for name in bare)
    numbers = [(number, law.id) for law in known.values() for number in numbers_of(law)]
    return LawIndex(
        known,
        titles,
        wrong,
        bare,
        {ending: tuple(sorted(lengths, reverse=True)) for ending, lengths in endings.items()},
        frozenset(ending[-1] for ending in endings),
        _grouped((number_key(number), law) for number, law in numbers),
        _grouped(((each.kind, each.number or ""), (each.series, law)) for each, law in numbers),
        _grouped((less, key) for key in titles for less in lessened(key)),
    )


def names(law: Law) -> tuple[str, ...]:
    """What the law is rightly called."""
    return (law.name, *law.row.variants)


def bare_names(law: Law) -> Iterator[str]:
    """The names of the law, wrong ones among them, that mean it without quotation marks too."""
    row = law.row
    least = SHORTEST_LAW if row.kind == "法律" else SHORTEST
    yield from row.bare
    if row.kind in SPEAKING:
        for name in (law.short, *row.variants, *row.misquoted):
            if len(name) >= least and "《" not in name and name not in (*row.only_quoted, *row.bare):
                yield name


def numbers_of(law: Law) -> Iterator[OfficialNumber]:
    """The numbers under which it and its later versions were made public."""
    seen = set[str]()
    for number in official_numbers("；".join((law.source, *law.row.revised))):
        if str(number) not in seen:
            seen.add(str(number))
            yield number


def number_key(number: OfficialNumber) -> str:
    """The same for all ways of writing a number; a standard keeps its number through its editions."""
    return str(number._replace(year=None) if number.kind == "standard" else number)


def title_key(title: str) -> str:
    """A title as it is looked up: without marks, the state's name, brackets at its end, and what calls it new."""
    while (found := SUFFIX.search(title)) and found.start() > 1:
        title = title[: found.start()].rstrip()
    title = MARKS.sub("", TRIAL.sub("", title)).replace(STATE, "")
    return NEW.sub("", title).removeprefix("关于")


def keys(title: str) -> tuple[str, ...]:
    """Under which keys to look a title up, the most exact first: whole, without its issuer, what a notice prints."""
    own = CENTRAL.sub("", title.strip())
    printed = PRINTED.match(own)
    found = [title, own, *([printed["what"], CENTRAL.sub("", printed["what"])] if printed else [])]
    return tuple(dict.fromkeys(filter(None, map(title_key, found))))


def lessened(key: str) -> Iterator[str]:
    """The key, and the key less one character or two that follow one another."""
    yield key
    for width in (1, 2):
        for at in range(len(key) - width + 1):
            yield key[:at] + key[at + width :]


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, dict[V, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}
