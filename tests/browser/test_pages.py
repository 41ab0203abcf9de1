"""The pages as a reader opens them: nothing fetched, nothing complained of, nothing wider than the screen."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["index", *(path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))), "sourcebook"]


@pytest.fixture(scope="module")
def made(browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages") / "report"
    subprocess.run([sys.executable, "-m", "sourcebook.cli", "report", str(ROOT / "seeds"), "-o", str(out)], check=True)
    return out


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_offline_and_fits(browser, made: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((made / f"{name}.html").as_uri())
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == 1, "a page is one file"
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    page.close()


def test_evidence_is_one_click_away(browser, made: Path) -> None:
    page = browser.new_page()
    page.goto((made / "index.html").as_uri())
    page.locator("main a[href^='#brief-evidence-']").first.click()
    target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert page.locator(f"[id='{target}']").evaluate("e => e.parentElement.innerText").startswith("“")
    page.close()
