"""Fields -> YAML front-matter, one field a line, in the order given, whatever the words hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from build_scripts.zh import HAN

PLAIN = re.compile(f"[{HAN}A-Za-z][{HAN}A-Za-z0-9_]*")  # 总结汇报, year_range; not 000, a: b
WIDE = 2**30  # libyaml would fold a longer line


class _Dumper(yaml.CSafeDumper):
    """Quotes every string that is more than one plain word, so that nothing in it can mean anything to YAML."""


def _string(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if PLAIN.fullmatch(text) else '"')


def _list(dumper: _Dumper, values: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=True)


_Dumper.add_representer(str, _string)
_Dumper.add_representer(list, _list)


def front_matter(fields: Mapping[str, Any]) -> str:
    """`---`, the fields, `---`; without a newline at the end."""
    words = yaml.dump(dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDE)
    return f"---\n{words}---"
