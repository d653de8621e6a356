"""What is tried, and in which order, on a machine without a browser or without a Chinese font."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from tests import ensure_browser
from tests.chromium import SHELL
from tests.ensure_browser import NO_BROWSER, NO_FONT, main

CHROME = Path("/usr/bin/chromium")
MACHINES = [
    # (what is there, as root with apt-get?, what works) -> (what is run, what is said)
    ({"browser", "font"}, False, set(), [], None),
    ({"browser", "font"}, True, set(), [SHELL], None),
    ({"shell", "browser", "font"}, True, set(), [], None),
    ({"font"}, True, {SHELL}, [SHELL], None),
    ({"font"}, True, {"chromium"}, [SHELL, SHELL, "chromium"], None),
    ({"font"}, True, {"playwright"}, [SHELL, SHELL, "chromium", "playwright"], None),
    ({"font"}, False, {"playwright"}, ["playwright"], None),
    ({"font"}, False, set(), ["playwright"], NO_BROWSER),
    ({"font"}, True, set(), [SHELL, SHELL, "chromium", "playwright"], NO_BROWSER),
    ({"shell", "browser"}, True, {"fonts-noto-cjk"}, ["fonts-noto-cjk"], None),
    ({"shell", "browser"}, True, set(), ["fonts-noto-cjk"], NO_FONT),
    ({"browser"}, False, set(), [], NO_FONT),
    (set(), True, {SHELL, "fonts-noto-cjk"}, [SHELL, "fonts-noto-cjk"], None),
]


@pytest.mark.parametrize(("there", "apt", "works", "runs", "says"), MACHINES)
def test_the_machine_gets_what_it_lacks_or_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, there: set[str], apt: bool, works: set[str], runs: list[str], says: str | None
) -> None:
    present, ran = set(there), []

    def run(command: tuple[str, ...]) -> bool:
        wanted = next((word for word in ("playwright", SHELL, "chromium", "fonts-noto-cjk") if word in command), None)
        if wanted is not None:
            ran.append(wanted)
            present.update({"font" if wanted == "fonts-noto-cjk" else "browser"} if wanted in works else ())
        return wanted is None or wanted in works

    monkeypatch.setattr(ensure_browser, "sync_playwright", nullcontext)
    monkeypatch.setattr(ensure_browser, "run", run)
    monkeypatch.setattr(ensure_browser, "can_apt", lambda: apt)
    monkeypatch.setattr(ensure_browser, "has_shell", lambda: "shell" in present)
    monkeypatch.setattr(ensure_browser, "find_browser", lambda _: CHROME if "browser" in present else None)
    monkeypatch.setattr(ensure_browser, "lacks_chinese_font", lambda: "font" not in present)
    if says is None:
        main()
    else:
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == says
    assert ran == runs
