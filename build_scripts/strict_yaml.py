"""YAML -> nodes and values, without YAML's traps: the loaders that tables.py reads with."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.constructor import ConstructorError

TIMESTAMP = "tag:yaml.org,2002:timestamp"


class Strict(yaml.CSafeLoader):
    """A date is a string as it stands (2020-13-45 would be an error otherwise), and no key may be given twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 (PyYAML's)
        seen = set[str]()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise ConstructorError(problem=f"the key `{key.value}` is given twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class Lenient(Strict):
    """The same for MkDocs's settings: what a tag such as `!ENV` stands for is nothing here."""


Strict.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rows if tag != TIMESTAMP]
    for first, rows in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Lenient.add_multi_constructor("", lambda _, __, ___: None)
