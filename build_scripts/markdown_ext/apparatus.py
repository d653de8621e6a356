"""A document's apparatus -> a section at the end of its page: 校勘记, each place linked to its block and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from build_scripts.render.signs import visible

NAME: Final = "apparatus"
TITLE: Final = "校勘记"
MANY = 12  # entries; a longer list is folded

_Entry = Mapping[str, Any]  # the fields of `render.apparatus.Entry`; what has its default is left out

COUNTED = {"reading": "校改", "doubt": "存疑", "join": "接合", "drop": "剔除"}


def apparatus(source: str, found: Mapping[str, Any]) -> str:
    """The section's body, from a file of `docs/data/apparatus`."""
    entries: Sequence[_Entry] = found["entries"]
    summary = f"<p>{_summary(entries)}{_routine(found['routine'], found['split'])}</p>"
    if not entries:
        return summary
    items = "\n".join(_item(source, entry) for entry in entries)
    listed = f"<ol>\n{items}\n</ol>\n"
    if len(entries) > MANY:
        listed = f"<details><summary>逐条查看</summary>\n{listed}</details>\n"
    return f"{summary}\n{listed}"


def _summary(entries: Sequence[_Entry]) -> str:
    """校改 3 处，接合 1 处。"""
    counts = Counter[str]()
    for entry in entries:
        counts[entry["kind"]] += 1 + len(entry.get("more", ()))
    listed = "，".join(f"{name} {counts[kind]} 处" for kind, name in COUNTED.items() if counts[kind])
    return f"{listed}。" if listed else "文字没有需要逐条说明的改动。"


def _routine(counts: Mapping[str, int], split: int) -> str:
    """另有常规整理 128 处，不逐条列出：统一标点 120，去注音 8。"""
    listed = "，".join(f"{escape(name)} {count}" for name, count in counts.items())
    counted = f"另有常规整理 {sum(counts.values())} 处，不逐条列出：{listed}。" if counts else ""
    return counted + (f"标题与正文原在同一行的 {split} 处，今分开。" if split else "")


def _item(source: str, entry: _Entry) -> str:
    why = "，".join(map(escape, entry.get("why", ())))
    reason = f'<span class="why">{why}</span> ' if why else ""
    place, origin = _ways(source, entry["at"], entry["line"])
    said = SENTENCES[entry["kind"]](entry)
    return f'<li class="{entry["kind"]}">{place} {said} {reason}{origin}{_others(source, entry)}</li>'


def _others(source: str, entry: _Entry) -> str:
    """The other places where the same was done, each once, in a line of their own."""
    more = [tuple(each) for each in entry.get("more", ())]
    ways = "、".join("（".join(_ways(source, *each)) + "）" for each in dict.fromkeys(more))
    return f'<div class="more">同样的还有 {len(more)} 处：{ways}。</div>' if more else ""


def _ways(source: str, anchor: str, line: int) -> tuple[str, str]:
    """The links to a place on the page and to its line in the source."""
    local = escape(anchor.removeprefix("L"))
    return (
        f'<a class="place" href="#L{local}">{escape(source)}:{local}</a>',
        f'<a class="origin" href="../../sources/{escape(source)}.html#L{line}">来源第 {line} 行</a>',
    )


def _reading(entry: _Entry) -> str:
    before, after = entry["source"][1], entry["text"][1]
    verb = "今改作" if before and after else "今补作" if after else "今删作"
    return f"底本作{_quote(entry['source'], 'del')}，{verb}{_quote(entry['text'], 'ins')}。{_candidates(entry)}"


def _doubt(entry: _Entry) -> str:
    now = "未改" if entry["source"][1] == entry["text"][1] else f"今作{_quote(entry['text'], 'mark')}"
    return f"底本作{_quote(entry['source'], 'mark')}，{now}。{_candidates(entry)}"


def _candidates(entry: _Entry) -> str:
    listed = "、".join(f"「{visible(each)}」" for each in entry.get("candidates", ()))
    return f"可能是{listed}。" if listed else ""


def _join(entry: _Entry) -> str:
    return f"底本在第 {entry['joined']} 行末断开，今与第 {entry['line']} 行接为一段。"


def _drop(entry: _Entry) -> str:
    return f"底本此下有{_quote(entry['source'], 'del')}，今剔除。"


def _quote(words: Sequence[str], tag: str) -> str:
    before, middle, after = map(visible, words)
    marked = f"<{tag}>{middle}</{tag}>" if middle else ""
    return f'「<span class="quote">{before}{marked}{after}</span>」'


SENTENCES = {"reading": _reading, "doubt": _doubt, "join": _join, "drop": _drop}
