"""Span -> SpanRecord: how the exports say where words stand."""

from __future__ import annotations

import msgspec

from build_scripts.model import Span


class SpanRecord(msgspec.Struct, frozen=True):
    """A stretch of one block's text: the block's place, and `start` to `end`, half open, in the text's code points.

    An empty one stands for what is missing before the block (at 0) or after it (at its end).
    """

    block: str
    start: int
    end: int


def span_record(span: Span) -> SpanRecord:
    """The span with its block's place in words."""
    return SpanRecord(str(span.block), span.start, span.end)
