"""A real browser for the tests in this folder; without one they are skipped, unless it is said to be required."""

import os
import shutil

import pytest

REQUIRED = os.environ.get("SOURCEBOOK_BROWSER") == "required"


@pytest.fixture(scope="session")
def browser():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("Playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        _missing("there is no Chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield opened
        opened.close()


def _missing(what: str) -> None:
    (pytest.fail if REQUIRED else pytest.skip)(f"{what}; install it to test the pages in a browser")
