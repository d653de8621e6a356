"""Archive -> Page: `data/index.md`, 数据下载: what each export is, how many it holds, how to use it, and on what terms.

The page is no part of the committed edition: its counts are those of the files beside it, made by the same build.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exports.annotations import claims
from build_scripts.exports.interface import RIGHTS, VERSION
from build_scripts.exports.sqlite.bigrams import SEARCH
from build_scripts.exports.sqlite.layout import SHOWN, TABLES
from build_scripts.model import Archive, Page
from build_scripts.render.markdown import escape_line
from build_scripts.render.names import one_line

HEAD = """\
---
title: 数据下载
---

# 数据下载 {{: #data }}

{name}的全部内容，供在别处阅读、统计、检索和再加工。第 {edition} 版{date}，格式 {version}：\
共 {papers:,} 篇、{blocks:,} 段、{edits:,} 处改动、{annotations:,} 项判断、{figures:,} 个数字、{findings:,} 件待考之事\
{withdrawn}。各种格式所收相同，与本站各页一致，每次生成时一并写出。

{rights}

| 内容 | 文件 | 所收 | 格式说明 |
|---|---|--:|---|
{rows}
"""

# What it is, the file, which files are measured, the count, and what describes it.
ROWS = (
    ("全部，每行一篇", "documents.jsonl", "documents.jsonl", "{papers:,} 篇",
     '[documents.schema.json](documents.schema.json){: download="documents.schema.json" }'),
    ("数据库，可检索", "archive.sqlite", "archive.sqlite", "{papers:,} 篇", "[见下](#sqlite)"),
    ("篇目总表", "catalog.csv", "catalog.csv", "{papers:,} 行", "[见下](#csv)"),
    ("各篇报告的数字", "figures.csv", "figures.csv", "{figures:,} 行", "[见下](#csv)"),
    ("异文，每对一行", "parallels.jsonl", "parallels.jsonl", "{parallels:,} 对",
     '[parallels.schema.json](parallels.schema.json){: download="parallels.schema.json" }'),
    ("批注，每篇一页", "annotations.jsonld", "papers .jsonld", "{claims:,} 条",
     '[annotations.schema.json](annotations.schema.json){: download="annotations.schema.json" }'),
)  # fmt: skip

# Of each paper: the ending of its file, what it is, and what describes it.
FILES = (
    (".md.txt", "Markdown，带 YAML 题头", "[见下](#reading)"),
    (".txt", "纯文本", "[见下](#reading)"),
    (".json", "JSON，即 `documents.jsonl` 中的一行", "同上"),
    (".xml", "TEI P5，带校勘记", "[见下](#tei)"),
    (".jsonld", "Web Annotation", "[见下](#annotations)"),
)

USE = """
## 每篇一个文件 {: #papers }

把篇的地址 `archive/000/43.html` 换成 `data/papers/000/43`，加上扩展名，就是这一篇的文件；\
每篇页末“引用本篇”下面也有链接。

| 扩展名（共计） | 内容 | 文件数 | 格式说明 |
|---|---|--:|---|
@files@

## Markdown 和纯文本 {: #reading }

纯文本第一行是题目，以下一段一行，是 UTF-8，开头有 BOM。Markdown 的题头与页上所示相同，另有 `id`、`place`、`page`、\
`archive`、`edition`、`format`、`rights`；下载时存作 `.md`。

```python
head, body = Path("000-43.md").read_text(encoding="utf-8").removeprefix("---\\n").split("\\n---\\n", 1)
print(yaml.safe_load(head)["region"])
```

## JSONL 和 JSON {: #json }

每篇一行：题名和各项著录（`fields`）、各段文字和处所（`blocks`）、每处改动（`edits`）、每项判断及所据的字句\
（`annotations`、`evidence`）、报告的数字（`figures`）、待考之事（`findings`）、\
与之有相同字句的篇和互相对应的各段（`parallels`）。\
偏移一律按字符（code point）计，从 0 起，含头不含尾。

```python
papers = [json.loads(line) for line in Path("documents.jsonl").read_bytes().splitlines()]
print(papers[0]["title"], len(papers[0]["blocks"]))
```

## 表格 {: #csv }

可以直接用电子表格打开：UTF-8，有 BOM，行末是 CRLF（LibreOffice 的导入窗口里选 UTF-8）。\
以 `=`、`+`、`-`、`@` 等开头、会被当作公式的文字，会被读成数、日期或时间的文字（`000`、`000:253`），\
以及本来就以 `'` 开头的文字，前面加了一个 `'`，去掉它就是原文。\
`catalog.csv` 每篇一行，`first`、`last` 是起止的行，`characters` 是字数，年段写作 `2009—2012`。\
`figures.csv` 每个数字一行：指标、所指、数值、单位、年份、实际或目标、处所。

```python
with open("catalog.csv", encoding="utf-8-sig", newline="") as file:
    rows = [{name: cell.removeprefix("'") for name, cell in row.items()} for row in csv.DictReader(file)]
print(sum(row["genre"] == "讲话" for row in rows))
```

## SQLite {: #sqlite }

不必写程序就能查，用 [Datasette](https://datasette.io/)（`pip install datasette`）打开，\
检索和检索题名各是现成的一张表单，各表有中文说明，可以分面筛选\
（说明在 [datasette.json](datasette.json){: download="datasette.json" } 里；\
Datasette 1.0 起再加 `--config datasette.json`）：

```sh
datasette archive.sqlite --metadata datasette.json
```

在命令行查词，用 [search.sql](search.sql){: download="search.sql" }。\
词外面两层引号都要写，否则 SQLite 会把 `3-1`、`08` 当作算式和数：

```sh
sqlite3 archive.sqlite ".parameter set :q \\"'職業衛生'\\"" ".read search.sql"
```

在程序里，`:q` 是所查的词，什么字都可以写，不用转义：

```python
with sqlite3.connect("archive.sqlite") as database:
    found = database.execute(Path("search.sql").read_text(encoding="utf-8"), {"q": "職業衛生"}).fetchall()
print(len(found))
```

所得是含所查之词的各段：简繁、异体、大小写、全半角不分，汉字之间的标点不计，与在本站检索这个词所得相同。

| 表 | 内容 |
|---|---|
@tables@

最后四个是视图。段的编号 `place` 和 `documents.place`、`pieces.place` 都是处所（`000:59`）；偏移按字符计。\
`PRAGMA user_version` 是格式的主版本。\
全文索引是 `passages`（段）和 `titles`（题名），用 FTS5，存的是折叠后相邻两字的串（`职业 业卫 卫生 生`），\
所以任何字串都查得到，不靠分词；直接对它们用 `MATCH` 是查不到词的。\
查询词也要先折叠（表 `fold` 逐字对照，表 `classes` 定标点的去留），再拆成两字一组，写作一个 FTS5 短语；\
只有一个字时，写作前缀。以下的 SQL 全都代劳，也在表 `queries` 里，那里还有查题名的一条：

```sql
@search@;
```

## TEI {: #tei }

每篇一个 TEI P5 文件，合于 `tei_all`。`<choice>` 里，`<sic>`／`<corr>` 是改正的讹误，`<orig>`／`<reg>` 是例行的统一；\
取 `corr`、`reg` 得正文，取 `sic`、`orig` 得底本原字，都一字不差（`gap` 和 `note` 里的话不是正文）。\
`<gap>` 是隐去或缺失，原有的记号在 `<seg>` 里，`subtype` 是失去的是什么；`<unclear>` 是存疑；\
`<lb n="59"/>`、`<milestone n="59-18"/>` 是来源的行和行中的位置；`xml:id` 与页上的锚相同。\
题名、地区、年份、文种等的把握和所据的字句在 `<standOff>`，那里也有与他篇相同各段的 `<link>`；\
所用的规则在 `<encodingDesc>`，各版的改动在 `<revisionDesc>`。不能写进 XML 的字符作 U+FFFD。

```python
tree = lxml.etree.parse("43.xml")
print(tree.xpath("//tei:gap", namespaces={"tei": "http://www.tei-c.org/ns/1.0"}))
```

## Web Annotation {: #annotations }

每项判断、每个数字一条，按 W3C Web Annotation Data Model，每篇一页，`annotations.jsonld` 是总目。`target` 用段的锚、\
字符位置（`TextPositionSelector`）和引文（`TextQuoteSelector`）指明所论的字句。\
`body` 依 `purpose` 分：`tagging` 是种类，`identifying` 是值，`assessing` 是把握，`commenting` 是理由，\
`linking` 是所据的字句。

```python
page = json.loads(Path("43.jsonld").read_text(encoding="utf-8"))
print([item["target"] for item in page["items"] if item["body"][0]["value"] == "redaction"])
```

## 版本 {: #version }

格式的版本是两个数，现在是 @version@。\
删去或改名一个字段、表、列、路径、取值，或改变其意义，第一个数加一，第二个数归零；\
只是增加，第二个数加一。内容的订正不改格式的版本，而见于版次（[更新](../browse/editions.md)）。\
JSON 每行的 `format`、SQLite 的 `user_version` 是第一个数。

校订用的表和订正文件也有 JSON Schema，见[使用说明](../about/guide.md#tables)。
"""


def overview_page(archive: Archive) -> Page:
    """The page, with counts that are those of the archive itself."""
    edition, counts = archive.edition, totals(archive)
    gone = counts["withdrawn"]
    head = HEAD.format(
        name=escape_line(one_line(archive.site.name)),
        edition=edition.number,
        date=f"（{edition.date}）" if edition.date else "",
        version=VERSION,
        rights=RIGHTS.replace("本站“权利声明”（about/rights.html）", "[权利声明](../about/rights.md)"),
        rows="\n".join(_row(*row).format(**counts) for row in ROWS),
        **(counts | {"withdrawn": f"；已经撤回 {gone:,} 篇，只留处所和缘由" if gone else ""}),
    )
    use = {
        "files": "\n".join(_files(*each, counts["papers"]) for each in FILES),
        "tables": "\n".join(f"| `{name}` | {says} |" for name, says in _tables()),
        "search": SEARCH,
        "version": VERSION,
    }
    body = USE
    for name, words in use.items():
        body = body.replace(f"@{name}@", words)
    return Page("data/index.md", f"{head}{body}".encode(), committed=False)


def totals(archive: Archive) -> dict[str, int]:
    """How much of everything there is in the archive, and so in every export."""
    documents = archive.documents
    return {
        "papers": len(documents),
        "blocks": sum(len(each.blocks) for each in documents),
        "edits": sum(_edits(archive)),
        "annotations": sum(len(each.annotations) for each in documents),
        "figures": sum(len(each.figures) for each in documents),
        "findings": sum(len(each.findings) for each in documents),
        "parallels": len(archive.parallels),
        "claims": sum(map(claims, documents)),
        "withdrawn": sum(len(volume.withdrawn) for volume in archive.volumes),
    }


def _edits(archive: Archive) -> list[int]:
    return [
        len(volume.text.edits.get(line, ()))
        for volume in archive.volumes
        for document in volume.documents
        for line in {piece.line for block in document.blocks for piece in block.pieces}
    ]


def _row(says: str, file: str, measured: str, count: str, described: str) -> str:
    """A row but for its count; braces that are to stay are doubled."""
    link = f'[{file}]({file}){{: download="{file}" data-size="{measured}" }}'
    doubled = (each.replace("{", "{{").replace("}", "}}") for each in (link, described))
    return f"| {says} | {next(doubled)} | {count} | {next(doubled)} |"


def _tables() -> Iterator[tuple[str, str]]:
    yield from ((name, table.says) for name, table in TABLES.items())
    yield from SHOWN.items()


def _files(suffix: str, says: str, described: str, papers: int) -> str:
    return f'| `{suffix}`{{: data-size="papers {suffix}" }} | {says} | {papers:,} | {described} |'
