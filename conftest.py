"""What holds for every test and every notebook, whichever part of them is run."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The notebooks are tested on the five articles, whatever a user has written into notebooks/workbook.toml.
os.environ["SOURCEBOOK_WORKBOOK"] = str(Path(__file__).resolve().parent / "tests" / "workbook.toml")
# What a user has kept is neither used nor touched.
os.environ["SOURCEBOOK_CACHE"] = "off"
# The same examples in every run, on a slow machine as well.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in plain words what a failed notebook cell means."""
    failed = terminalreporter.stats.get("failed", []) + terminalreporter.stats.get("error", [])
    names = sorted({name for name in (r.nodeid.split("::")[0] for r in failed) if name.endswith(".ipynb")})
    if names:
        terminalreporter.section("notebooks whose saved outputs are not what the code gives now")
        for name in names:
            terminalreporter.line(name)
        terminalreporter.line(
            "In the differences above, + is what is saved and - what the code gave (or a cell failed)."
        )
        terminalreporter.line("If the code is right, save its outputs anew: make notebooks")
