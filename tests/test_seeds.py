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
FACTS = [json.loads(line) for line in (GOLD / "facts.jsonl").read_text(encoding="utf-8").splitlines()]


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


def test_figures_worth_a_table_are_found_where_they_stand(seeds) -> None:
    """Recall and precision of what counts as a fact, by overlap with the number as labelled."""
    ids = seeds.sources.set_index("path")["source_id"]
    found = seeds.facts[seeds.facts["salience"] == "fact"]
    spans = {s: list(zip(own["start"], own["end"], strict=True)) for s, own in seeds.facts.groupby("source_id")}
    wanted = [f for f in FACTS if f["salience"] == "fact" and not f["vague"]]
    hit = [f for f in wanted if _overlaps(f["core"] or f, spans.get(ids[f["file"]], []))]
    assert len(hit) / len(wanted) >= 0.98
    labelled = {ids[f]: [] for f in ids.index}
    for f in wanted:
        labelled[ids[f["file"]]].append((f["start"], f["end"]))
    good = [r for r in found.itertuples() if _overlaps({"start": r.start, "end": r.end}, labelled[r.source_id])]
    assert len(good) / len(found) >= 0.9


def _overlaps(label: dict, spans: list[tuple[int, int]]) -> bool:
    return any(start < label["end"] and label["start"] < end for start, end in spans)
