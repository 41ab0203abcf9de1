"""The bundle of tables that every question is asked of."""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from sourcebook import counting, pencil, people, spans
from sourcebook.catalogue import Settings, date_interval
from sourcebook.corpus import schema
from sourcebook.corpus.parts import Whole
from sourcebook.errors import InputError
from sourcebook.index import WordIndex

ENGLISH = 0.25  # of running English about half the words are function words; with less than this it is hardly English
ENOUGH_TO_TELL = 20  # words
LISTED = 20  # sources in the table by which a corpus shows itself


@dataclass(frozen=True, eq=False)
class Corpus:
    """The tables of a folder of articles, and the texts they point into.

    Tables (pandas, one row a thing): sources, passages, sentences, words, counts, facts, quotations, asks, promises,
    codes, left_out.
    Every item carries `source_id, start, end`, and `corpus.text(source_id)[start:end]` is what it stands for. `labels`
    are the figures of these articles that a person labelled, if workbook.toml names some; `notes` what a reader wrote
    into notes.toml. `extracted` are the facts as they were found, `facts` the same as the notes correct them.
    `whole` tells of the archive of which these articles are a part; None where they are all there are.
    """

    name: str
    settings: Settings
    sources: pd.DataFrame
    passages: pd.DataFrame
    sentences: pd.DataFrame
    words: pd.DataFrame
    extracted: pd.DataFrame
    quoted: pd.DataFrame
    asks: pd.DataFrame
    promises: pd.DataFrame
    left_out: pd.DataFrame
    issues: Mapping[str, tuple[str, ...]]
    notes: tuple[pencil.Note, ...]
    labels: pd.DataFrame
    notices: tuple[str, ...]
    fingerprint: str
    _texts: Mapping[str, str] = field(repr=False)
    whole: Whole | None = None

    def text(self, source_id: str) -> str:
        """Return the text of a source, exactly as its offsets mean it."""
        return self._texts[source_id]

    def quote(self, item_id: str) -> str:
        """Return the words that an id such as `source:120-184` stands for."""
        source_id, _, span = item_id.rpartition(":")
        start, end = span.split("-")
        return self._texts[source_id][int(start) : int(end)]

    @cached_property
    def placed(self) -> pd.DataFrame:
        """The notes with the place of each, as `pencil.placed` gives them."""
        ids = dict(zip(self.sources["path"], self.sources["source_id"], strict=True))
        return pencil.placed(self.notes, ids, self._texts, self.extracted, self.sentences, self.promises)

    @cached_property
    def facts(self) -> pd.DataFrame:
        """The facts as the notes correct them: the rejected left out, `corrected` and `found` telling of the others."""
        return pencil.applied(self.notes, self.placed, self._texts, self.extracted, self.sentences)

    @cached_property
    def quotations(self) -> pd.DataFrame:
        """Who is quoted where: `quoted`, what each article shows, with the column `person` that links the articles."""
        spoken = self.passages[["voice", "role"]].dropna().drop_duplicates()
        return people.linked(self.quoted, spoken)

    @cached_property
    def codes(self) -> pd.DataFrame:
        """What the notes file under which code: one row a code and stretch of an article."""
        return pencil.codes(self.notes, self.placed, self.sentences)

    @cached_property
    def counts(self) -> pd.DataFrame:
        """How often each voice uses each term in each source; kinds body and introduction."""
        keys = ["source_id", "voice"]
        spoken = self.passages[self.passages["kind"].isin(schema.COUNTED)].dropna(subset="voice")
        numbers = spoken.groupby(keys, sort=True).ngroup()
        table = counting.tallies(zip(numbers, *self._read(spoken), strict=True)).sort_values(["group", "term"])
        owner = spoken.assign(group=numbers).drop_duplicates("group").set_index("group")[keys].loc[table["group"]]
        return owner.reset_index(drop=True).assign(term=table["term"].array, n=table["n"].array)

    def _read(self, passages: pd.DataFrame) -> tuple[list[str], list[list[spans.Span]]]:
        """Return the text of each passage, and the spans of its sentences in it."""
        rows, edges = self.sentences.groupby("passage_id").indices, self.sentences[["start", "end"]].to_numpy()
        texts, found = [], []
        for p in passages.itertuples():
            texts.append(self._texts[p.source_id][p.start : p.end])
            found.append([spans.Span(*edge) for edge in (edges[rows.get(p.passage_id, [])] - p.start).tolist()])
        return texts, found

    @cached_property
    def index(self) -> WordIndex:
        """Where each term stands in `words`."""
        return WordIndex(self.words)

    @cached_property
    def heading_index(self) -> WordIndex:
        """Where each term stands in `heading_words`."""
        return WordIndex(self.heading_words)

    @cached_property
    def terms(self) -> list[str]:
        """The terms of `words`, row by row: a list, since single ones are picked from it ten times faster."""
        return self.words["term"].tolist()

    @cached_property
    def of_sentence(self) -> Mapping[str, Any]:
        """Which rows of `words` each sentence has."""
        return self.words.groupby("sentence_id", sort=False).indices

    @cached_property
    def voices(self) -> pd.DataFrame:
        """One row a voice and source: role, tags, words counted; in the order of the sources."""
        spoken = self.passages[self.passages["kind"].isin(schema.COUNTED)]
        first = spoken.drop_duplicates(["source_id", "voice"])[["source_id", "voice", "role", *self.tags]]
        words = self.words.groupby(["source_id", "voice"]).size().rename("words").reset_index()
        return first.merge(words, on=["source_id", "voice"], how="left", validate="one_to_one").fillna({"words": 0})

    @cached_property
    def heading_words(self) -> pd.DataFrame:
        """The words of headings that a voice wrote: the columns of `words`, in which they are not counted."""
        headings = self.passages[(self.passages["kind"] == "heading") & self.passages["voice"].notna()]
        return schema.words(self.sentences[self.sentences["passage_id"].isin(headings["passage_id"])], self._texts)

    @cached_property
    def english(self) -> frozenset[str]:
        """The sources in English: those that the catalogue calls so, and undeclared ones that look like it."""
        declared = dict(zip(self.sources["source_id"], self.sources["language"].str.casefold(), strict=True))
        function = (
            self.words["term"].isin(spans.function_words()).groupby(self.words["source_id"]).agg(["mean", "size"])
        )
        foreign = set(function.index[(function["mean"] < ENGLISH) & (function["size"] >= ENOUGH_TO_TELL)])
        return frozenset(s for s, said in declared.items() if (said.startswith("en") if said else s not in foreign))

    @property
    def tags(self) -> list[str]:
        """The names of the tags that the catalogue gives, one column each in `passages`."""
        return [c for c in self.passages.columns if c not in schema.COLUMNS["passages"]]

    @property
    def groupings(self) -> list[str]:
        """What the voices can be grouped by."""
        return list(dict.fromkeys(["voice", "source", "role", "year", *self.tags]))

    def group(self, table: pd.DataFrame, by: str) -> pd.Series:
        """Return the group of each row of a table that has `source_id`, `passage_id` and `voice`.

        A year is that of publication: 2024/2025 where the date spans both, "no year" where it is unknown; a tag of that
        name goes before.

        raises InputError when `by` is neither voice, source, role, year nor a tag of the catalogue
        """
        if by not in self.groupings:
            raise InputError(f"group_by '{by}' is not one of {', '.join(self.groupings)}")
        if by == "year" and by not in self.tags:
            years = dict(zip(self.sources["source_id"], map(_year, self.sources["published"]), strict=True))
            return table["source_id"].map(years).rename("group")
        if by in ("voice", "source"):
            return table["voice" if by == "voice" else "source_id"].rename("group")
        of = self.passages.set_index("passage_id")[by].fillna(f"no {by}")
        return pd.Series(of.reindex(table["passage_id"]).to_numpy(), index=table.index, name="group")

    def largest(self, by: str) -> list[str]:
        """Return the groups in the order of their words, those with the most first, ties by name; years by time."""
        if by == "year":
            return sorted(self.group(self.words, by).unique())
        words = self.group(self.words, by).value_counts().rename_axis("group").reset_index(name="n")
        return list(words.sort_values(["n", "group"], ascending=[False, True])["group"])

    def __repr__(self) -> str:
        of = f" of {len(self.whole.sources):,}" if self.whole else ""
        return (
            f"Corpus '{self.name}': {len(self.sources)}{of} sources, {self.words['voice'].nunique()} voices, "
            f"{len(self.words):,} words, fingerprint {self.fingerprint}"
        )

    def _repr_html_(self) -> str:
        listed = self.sources.head(LISTED)
        spoken = self.passages[self.passages["kind"].isin(schema.COUNTED)]
        spoken = spoken[spoken["source_id"].isin(listed["source_id"])].dropna(subset="voice")
        voices = spoken.groupby("source_id")["voice"].agg(lambda own: ", ".join(dict.fromkeys(own)))
        cells = [
            (
                _said(s.title, s.source_id),
                voices.get(s.source_id, "nobody"),
                _said(s.published, "unknown"),
                f"{s.words:,}",
            )
            for s in listed.itertuples()
        ]
        more = f"; the first {LISTED} of {len(self.sources):,} are listed" if len(self.sources) > LISTED else ""
        return _as_table(f"{self!r}{more}", ("source", "who speaks", "published", "words"), cells)


def _said(cell: Any, otherwise: str) -> str:
    return cell if isinstance(cell, str) and cell.strip() else otherwise


def _as_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return texts as a table in HTML, the last column to the right; nothing in it is taken for markup or maths."""
    aligned = [' style="text-align: left"'] * (len(header) - 1) + [' style="text-align: right"']
    head, *body = (
        "".join(f"<{tag}{a}>{html.escape(text)}</{tag[:2]}>" for text, a in zip(texts, aligned, strict=True))
        for tag, texts in [('th scope="col"', header), *(("td", row) for row in rows)]
    )
    lines = "\n".join(f"<tr>{row}</tr>" for row in body)
    said = html.escape(caption)
    return (
        f'<div class="sb-table tex2jax_ignore mathjax_ignore" tabindex="0" role="region" aria-label="{said}">'
        f'<table>\n<caption style="text-align: left">{said}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table></div>"
    )


def _year(published: str) -> str:
    if not published:
        return "no year"
    first, last = date_interval(published)
    return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
