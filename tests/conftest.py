"""What the tests of the library share: the five articles, and small articles written for one test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sourcebook import Corpus, load

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def seeds() -> Corpus:
    return load(ROOT / "seeds")


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes files, name=text, into a folder and returns the folder."""

    def write(files: dict[str, str | bytes], name: str = "articles") -> Path:
        for file, content in files.items():
            path = tmp_path / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / name

    return write
