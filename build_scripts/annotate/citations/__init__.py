"""Document -> claims, findings: each law and document that a paper cites, by title, by name or by number."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from build_scripts.annotate.citations.bare_names import bare_names
from build_scripts.annotate.citations.law_index import law_index
from build_scripts.annotate.citations.law_notes import When, note
from build_scripts.annotate.citations.number_one import number_ones
from build_scripts.annotate.citations.official_numbers import OfficialNumber, official_numbers
from build_scripts.annotate.citations.resolve import Resolution, by_number, by_title
from build_scripts.annotate.citations.titles import BEFORE, Title, place, scope, titles
from build_scripts.annotate.quotes import quoted
from build_scripts.knowledge.laws import Law
from build_scripts.knowledge.title_forms import FormRow, form
from build_scripts.model import Annotation, Block, CleanText, Document, Finding, Span
from build_scripts.zh import NUMERAL, numeral

# A title that a paper shortens for its own use: （以下简称《条例》）, 以下简称“新医改意见”; not 简称的
CALLED_WITHIN = 24  # characters after the title
CALLED = re.compile(r"[》〉]?[^》]{0,16}?(?:以下)?[统通]?简称(?:为|：)?\s*[“《〈]{1,2}([^”》〉]{1,20})[”》〉]")
# What goes on from a law's title to the rules under it: 》及其实施细则; not 》及其他
UNDER = re.compile(r"[》〉]?(?:（[^）]{0,12}）)?(?:及|和|与|以及)其?(?:配套)?的?(实施细则|实施条例|实施办法)")
# Between a title and its number: 》, 》（, 》(国家; not 》，执行
BESIDE = re.compile(r"[》〉]\s*(?:[（(〔\[【][^（()）》《。；]{0,14})?")
# Titles before another in one list, which share what stands before them: 出台《甲》和《; not 出台《甲》。
LISTED = re.compile(r"(?:《[^《》]{1,60}》(?:[、，和及与]|以及){0,2}){1,20}$")
# The day in a date line: 2012年3月5日, 二〇一二年三月五日; not 20xx年3月5日
DATED = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
WRITTEN = re.compile(rf"[{NUMERAL}○]+")
ALONE = "alone"  # the form of a title that is short for one named before
FARTHEST = 16  # characters between a title's end and its number
MARKS = frozenset("《〈<＜")


@dataclass(frozen=True, slots=True)
class _Citation:
    """A citation in a block, what it was resolved to, and what form its title has where the table has none."""

    block: Block
    span: tuple[int, int]
    name: str
    found: Resolution
    form: FormRow | None = None


def citations(text: CleanText, document: Document) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """A claim of kind `citation` for each, in the order of the text, and a finding for each name left open."""
    when = years(document)
    words = "\n".join(block.text for block in document.blocks)
    made: list[_Citation] = []
    for block in document.blocks:
        made += sorted(_in_block(block, words, when, made), key=lambda each: (each.span[0], -each.span[1]))
    notes: dict[tuple[str, str], str] = {}
    own = {block.text for block in document.blocks}
    return tuple(_claim(text, each, when, notes) for each in made), tuple(_findings(made, own))


def years(document: Document) -> When:
    """Between which years the paper was issued, as far as it is known, and on what day, where a line of it says."""
    exact, bounds = document.claim("year"), document.claim("year_range")
    if exact and isinstance(exact.value, int):
        return When(exact.value, exact.value, _dated(document, exact.value))
    return When(*bounds.value) if bounds and isinstance(bounds.value, tuple) else When(None, None)


def _dated(document: Document, year: int) -> str:
    """The day that a date line of the paper gives, if it is of this year."""
    for block in document.blocks:
        found = DATED.search(WRITTEN.sub(_figures, block.text)) if block.kind == "date" else None
        if found and int(found["year"]) == year:
            return f"{year}-{int(found['month']):02}-{int(found['day']):02}"
    return ""


def _figures(found: re.Match[str]) -> str:
    return str(numeral(found[0]) or "")


def _in_block(block: Block, words: str, when: When, before: Sequence[_Citation]) -> Iterator[_Citation]:
    text = block.text
    found = () if MARKS.isdisjoint(text) else tuple(titles(text))
    titled: list[_Citation] = []
    for title in found:
        if not (title.inner and _is_of_a_law(title, titled)):
            titled.append(_titled(block, title, when, (*before, *titled)))
    taken = [title.marked for title in found]
    numbers = [each for each in official_numbers(text) if _cites(text, each, taken)]
    titled, numbered = _matched(block, titled, numbers, words, when)
    yield from titled
    yield from numbered
    yield from _under(block, titled)
    taken += [each.span for each in numbered]
    first = list(_number_ones(block, words, when, taken))
    yield from first
    taken += [each.span for each in first]
    for span, name in bare_names(text, taken):
        yield _Citation(block, span, name, by_title(name, "any", when, "citation: bare"))


def _number_ones(block: Block, words: str, when: When, taken: Sequence[tuple[int, int]]) -> Iterator[_Citation]:
    """The central documents no. 1 that are named by their year, where the table has them."""
    for number, name in number_ones(block.text, when):
        found = by_number(number, words, when, None)
        free = not any(start < number.end and number.start < end for start, end in taken)
        if found.law is not None and free:
            by_year = replace(found, rule="citation: number-one", certainty="inferred", remark=f"{number}。")
            yield _Citation(block, (number.start, number.end), name, by_year)


def _is_of_a_law(inner: Title, titled: Sequence[_Citation]) -> bool:
    """Is it part of a title that the table has as a whole?"""
    return any(each.span[0] <= inner.start < each.span[1] and each.found.law for each in titled)


def _cites(text: str, number: OfficialNumber, taken: Sequence[tuple[int, int]]) -> bool:
    """Does it stand outside titles, and is it more than the paper's own number on a line of its own?"""
    return text.strip() != text[number.start : number.end] and not any(
        start < number.end and number.start < end for start, end in taken
    )


def _titled(block: Block, title: Title, when: When, before: Sequence[_Citation]) -> _Citation:
    head = "" if title.inner else LISTED.sub("", block.text[: title.marked[0]])[-BEFORE:]
    whose = scope(title.text, head)
    found = by_title(title.text, whose, when)
    span = (title.start, title.end)
    if found.law is not None:
        return _Citation(block, span, title.text, found)
    shape = form(title.text, whose)
    named = _called(title, before) or (_last_alike(title, before) if shape.rule == ALONE else None)
    if named and named.found.law:
        remark = f"本文前面《{named.name}》的简称。"
        return _Citation(block, span, title.text, replace(named.found, certainty="inferred", remark=remark, doubt=None))
    return _Citation(block, span, title.text, found, shape)


def _called(title: Title, before: Sequence[_Citation]) -> _Citation | None:
    """The citation of which the paper says that it will call it so."""
    for each in before:
        if "简称" in each.block.text[each.span[1] : each.span[1] + CALLED_WITHIN]:
            found = CALLED.match(each.block.text, each.span[1])
            if found and found[1] == title.text:
                return each
    return None


def _last_alike(title: Title, before: Sequence[_Citation]) -> _Citation | None:
    """The last citation before whose title ends in this word."""
    fit = (each for each in reversed(before) if each.name.endswith(title.text) and each.name != title.text)
    return next(fit, None)


def _matched(
    block: Block, titled: list[_Citation], numbers: Sequence[OfficialNumber], words: str, when: When
) -> tuple[list[_Citation], list[_Citation]]:
    """Hold each number against the title before it; a title that the table does not have takes its number's law."""
    numbered: list[_Citation] = []
    for number in numbers:
        at = next((i for i, each in enumerate(titled) if _stands_beside(block.text, each, number)), None)
        beside = titled[at].found.law if at is not None else None
        found = by_number(number, words, when, beside)
        if at is not None and beside is None and found.law is not None:
            by_it = Resolution(found.law, "citation: title", "inferred", f"据其后的文号{number}。")
            titled[at] = replace(titled[at], found=by_it, form=None)
        numbered.append(_Citation(block, (number.start, number.end), str(number), found))
    return titled, numbered


def _stands_beside(text: str, each: _Citation, number: OfficialNumber) -> bool:
    between = text[each.span[1] : number.start]
    return 0 < len(between) <= FARTHEST and bool(BESIDE.fullmatch(between))


def _under(block: Block, titled: Sequence[_Citation]) -> Iterator[_Citation]:
    """The rules under a law that are named by no more than 及其实施细则."""
    for each in titled:
        law = each.found.law
        found = UNDER.match(block.text, each.span[1]) if law else None
        if law and found and (rules := rules_under(law, found[1])):
            yield _Citation(block, found.span(1), found[1], Resolution(rules, "citation: under", "inferred"))


def rules_under(law: Law, word: str) -> Law | None:
    """The table's 实施条例, 实施细则 or 实施办法 of a law, if there is one."""
    fit = (each for each in law_index().laws.values() if each.row.implements == law.id)
    return next((each for each in fit if each.name.endswith(word)), None)


def _claim(text: CleanText, each: _Citation, when: When, notes: dict[tuple[str, str], str]) -> Annotation:
    law, found = each.found.law, each.found
    rule = found.rule if each.form is None else f"form: {each.form.rule}"
    evidence = (quoted(text, each.block, each.span, rule),)
    told = found.remark or _of_form(each)
    if law is not None:
        key = law.id, found.remark
        told = notes[key] = notes.get(key) or note(law, when, found.remark)
    value = law.id if law else None
    return Annotation("citation", value, found.certainty, evidence, told, Span(each.block.place, *each.span))


def _of_form(each: _Citation) -> str:
    """What is said of a citation that the table does not have."""
    if each.form is None:
        return f"文号{each.name}，法规表未收。"
    if each.form.tip:
        return each.form.tip
    if each.form.group == "other":
        return f"{each.form.name}，不是法规文件。"
    where = place(each.name)
    return f"从题名看是{where and where + '的'}{each.form.name}，法规表未收。"


def _findings(made: Sequence[_Citation], own: Collection[str]) -> Iterator[Finding]:
    """Each name once; what stands in the paper itself, below a line with its name (`own`), is no gap of the table."""
    seen = set(own)
    for each in made:
        if each.name in seen:
            continue
        seen.add(each.name)
        if each.found.doubt:
            yield Finding(each.found.doubt[0], "note", each.block.place, each.found.doubt[1])
        elif each.form is not None and each.form.unsettled and each.found.law is None and not each.found.remark:
            message = f"法规表中没有《{each.name}》（{each.form.name}）。如确有其文，请在 data/laws/ 加一行。"
            yield Finding("A040", "note", each.block.place, message)
