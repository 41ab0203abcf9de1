"""The five articles: untouched, and read as a careful reader labelled them."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from sourcebook.catalogue import read_catalogue

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
LABELS = json.loads((GOLD / "voices.json").read_text(encoding="utf-8"))["files"]


@pytest.mark.parametrize("label", LABELS, ids=[label["file"] for label in LABELS])
def test_an_article_is_byte_for_byte_as_supplied(label: dict) -> None:
    digest = hashlib.sha256((ROOT / "seeds" / label["file"]).read_bytes()).hexdigest()
    entry = next(e for e in read_catalogue(ROOT / "seeds" / "catalogue.toml") if e.file == label["file"])
    assert digest == label["sha256"] == entry.sha256


@pytest.mark.parametrize("label", LABELS, ids=[label["file"] for label in LABELS])
def test_title_and_date_are_as_labelled(seeds, label: dict) -> None:
    source = seeds.sources.set_index("path").loc[label["file"]]
    publication = label["publication"]
    assert (source["published"], source["published_basis"]) == (publication["date"], publication["basis"])
    if label["title"]:
        assert source["title"] == label["title"]["surface"]
    else:
        assert source["title"].startswith("[untitled")


def _owners(seeds, label: dict) -> Counter:
    """Count characters by (labelled speaker, recognised voice); headings and white space aside."""
    source_id = seeds.sources.set_index("path").loc[label["file"], "source_id"]
    text, pairs = seeds.text(source_id), Counter()
    owner: list[str] = [""] * len(text)
    for p in seeds.passages[seeds.passages["source_id"] == source_id].itertuples():
        owner[p.start : p.end] = ["furniture" if p.kind == "furniture" else p.voice] * (p.end - p.start)
    for segment in label["voices"]:
        if segment["kind"] != "heading":
            speaker = "furniture" if segment["kind"] == "furniture" else segment["speaker"]
            pairs.update((speaker, owner[i]) for i in range(segment["start"], segment["end"]) if not text[i].isspace())
    return pairs


@pytest.mark.parametrize("label", LABELS, ids=[label["file"] for label in LABELS])
def test_every_character_goes_to_its_speaker(seeds, label: dict) -> None:
    pairs = _owners(seeds, label)
    found: dict[str, set[str]] = {}
    for speaker, voice in pairs:
        found.setdefault(speaker, set()).add(voice)
    assert all(len(voices) == 1 for voices in found.values()), found
    assert len({next(iter(v)) for v in found.values()}) == len(found), "two speakers fell together"
    named = {s["speaker"] for s in label["voices"] if s["role"] == "author"}
    assert all(found.get(name, {name}) == {name} for name in named)
