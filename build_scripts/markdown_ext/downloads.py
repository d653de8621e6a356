"""Names of files of the data folder -> how large these are; and a document's own files, a line at the end of 引用.

An element says by `data-size` which files it stands for: `archive.sqlite`, or all below a folder that end so:
`papers .xml`.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from build_scripts.markdown_ext.permalinks import document_id

UNITS = ("B", "kB", "MB", "GB")
STEP = 1000
FORMS = (
    (".md.txt", "Markdown", ".md"),
    (".txt", "纯文本", ".txt"),
    (".json", "JSON", ".json"),
    (".xml", "TEI", ".xml"),
)


class SizesProcessor(Treeprocessor):
    """Writes after each such element how large its files are, all together."""

    def __init__(self, md: Markdown, folder: str) -> None:
        super().__init__(md)
        self.folder = Path(folder)

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for named in root.iter():
            if files := named.attrib.pop("data-size", ""):
                folder, _, suffix = files.partition(" ")
                found = (self.folder / folder).rglob("*.*") if suffix else self.folder.glob(folder)
                sizes = [path.stat().st_size for path in found if suffix in ("", "".join(path.suffixes))]
                named.tail = f"（{written(sum(sizes))}）{named.tail or ''}" if sizes else named.tail


def written(size: int) -> str:
    """A number of bytes in the unit that suits it: 4.5 MB, 980 B."""
    amount, unit = float(size), 0
    while amount >= STEP and unit < len(UNITS) - 1:
        amount, unit = amount / STEP, unit + 1
    return f"{amount:.1f} {UNITS[unit]}" if unit and amount < 100 else f"{amount:.0f} {UNITS[unit]}"


class FilesProcessor(Treeprocessor):
    """Closes the section 引用 with links to the document's own files, those of them that were made."""

    def __init__(self, md: Markdown, folder: str) -> None:
        super().__init__(md)
        self.folder = Path(folder)

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        document = document_id(root)
        sections = (each for each in root.iter("section") if "cite" in each.get("class", "").split())
        section = next(sections, None)
        if section is None:
            return
        source, _, local = document.partition("-")
        stem = f"papers/{source}/{local}"
        made = [form for form in FORMS if (self.folder / f"{stem}{form[0]}").is_file()]
        line = SubElement(section, "p", {"class": "downloads"}) if made else section
        for number, (suffix, words, name) in enumerate(made):
            link = SubElement(line, "a", {"href": f"../../data/{stem}{suffix}", "download": f"{document}{name}"})
            link.text, link.tail = words, "" if number == len(made) - 1 else " · "
        if made:
            line.text = "下载 "
