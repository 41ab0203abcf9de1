"""What the sources are: notebook 00."""

from collections.abc import Sequence

import pandas as pd

from sourcebook import overview
from sourcebook.corpus import Corpus
from sourcebook.findings.prose import code, each, escaped, leaders, listing, plural, verb


def corpus_line(corpus: Corpus, by: str = "voice") -> str:
    """Say what was loaded and from where, and, where voices are grouped, who is in which group."""
    voices = corpus.words["voice"].nunique()
    whole = corpus.whole
    of = (
        f"{len(corpus.sources):,} of {len(whole.sources):,} articles"
        if whole
        else plural(len(corpus.sources), "article")
    )
    line = (
        f"Read **{of}** from the folder {code(corpus.name)}{f', chosen {escaped(whole.how)}' if whole else ''}: "
        f"{plural(voices, 'voice')}, {plural(len(corpus.words), 'word')}. Fingerprint `{corpus.fingerprint}`."
    )
    if foreign := overview.translated(corpus, by):
        line += (
            f" Translated in part or whole, so that words and style are the translator's as well: {listing(foreign)}."
        )
    if by == "voice":
        return line
    members = overview.members(corpus, by)
    voices_of = members.groupby("group")["voice"].unique()
    said = "; ".join(f"**{escaped(group)}** ({listing(own)})" for group, own in voices_of.items())
    return f"{line} Grouped by {escaped(by)}: {said}.{confounded(members, by)}"


def archive(corpus: Corpus) -> str:
    """Say what the archive holds of which the articles are a part, and how much of it is read."""
    whole = corpus.whole
    if whole is None:
        return "All that the folder holds is read, so that nothing above is a sample."
    told = ", ".join(f"{whole.rows[name]:,} {said}" for name, said in _TOLD.items())
    words = int(whole.sources["words"].sum())
    return (
        f"The archive holds **{plural(len(whole.sources), 'article')}** by {plural(len(whole.voices), 'voice')}: "
        f"{words:,} words, {told}. Read closely are **{len(corpus.sources):,}**, chosen {escaped(whole.how)}, with "
        f"{len(corpus.words) / max(words, 1):.1%} of the words. All that is said above and in the other notebooks is "
        "counted in these; `choose` and `most` in `workbook.toml` choose others."
    )


_TOLD = {"facts": "figures and dates", "quotations": "quotations", "promises": "promises", "left_out": "files left out"}


def confounded(members: pd.DataFrame, by: str) -> str:
    """Say what a comparison of groups can't tell apart; members: what `overview.members` gives."""
    if members["group"].nunique() < 2 or by in ("voice", "source"):
        return ""
    sources_of = members.groupby("group")["source_id"].unique()
    alone = [f"{group} ({own[0]})" for group, own in sources_of.items() if len(own) == 1]
    said = f" One article stands alone in {listing(alone)}." if alone else ""
    if members.groupby("voice")["group"].nunique().max() == 1:
        what = (
            "change over time and change of author" if by == "year" else f"a difference of {escaped(by)} and of author"
        )
        said += f" No voice speaks in more than one of these groups, so {what} can't be told apart."
    return said


def set_aside(check: pd.DataFrame) -> str:
    """Say how much was set aside as furniture; check: the table that `overview.check` gives."""
    some = check[check["set_aside"] > 0]
    if some.empty:
        return "Nothing was set aside: every line of every article is somebody's."
    names, top = leaders(some.set_index("source_id")["set_aside"])
    return (
        f"Something was set aside in **{len(some)} of {plural(len(check), 'article')}**, most in "
        f"{listing(names)}: {top:.1%} of its characters."
    )


def who_speaks(voices: pd.DataFrame) -> str:
    """Say who speaks most, and how much of the whole that is; voices: Corpus.voices."""
    words = voices.groupby("voice")["words"].sum()
    if words.sum() == 0:
        return "Nobody speaks: the articles hold no running text."
    if len(words) == 1:
        return f"There is one voice, **{escaped(words.index[0])}**, with {plural(int(words.iloc[0]), 'word')}."
    names, top = leaders(words)
    return (
        f"Most words: **{listing(names)}**, {int(top):,}{each(names)}, {top / words.sum():.0%} of all. "
        f"The shortest of the {len(words)} voices has {plural(int(words.min()), 'word')}."
    )


_BASES = {
    "stated": "stated",
    "file": "from the file itself",
    "catalogue": "from the catalogue",
    "inferred": "inferred",
    "unknown": "of unknown origin",
}


def publication(sources: pd.DataFrame) -> str:
    """Say when the articles were published and how well that is known."""
    known = sources[sources["published"] != ""]
    if known.empty:
        return "No article has a known date, so nothing can be said about order in time."
    counts = known["published_basis"].value_counts()
    said = [f"**{counts[basis]}** {name}" for basis, name in _BASES.items() if basis in counts]
    said += [f"**{len(sources) - len(known)}** unknown"] if len(known) < len(sources) else []
    return f"Dates of {plural(len(sources), 'article')}: {', '.join(said)}."


def left_out(table: pd.DataFrame, notices: Sequence[str] = ()) -> str:
    """Say which files were left out and why, and where the catalogue does not fit the folder."""
    said = [f"{escaped(notice)}." for notice in notices]
    if table.empty:
        return " ".join(["No file was left out.", *said])
    paths = table.groupby("reason", sort=False)["path"]
    first = {reason: ", ".join(code(path) for path in own.head(3)) for reason, own in paths}
    reasons = "; ".join(
        f"{first[r.reason]}{f' and {r.files - 3} more' if r.files > 3 else ''} ({escaped(r.reason)})"
        for r in overview.left_out(table, ["reason"]).itertuples()
    )
    return " ".join([f"**{plural(len(table), 'file')}** left out: {reasons}.", *said])


def doubts(check: pd.DataFrame) -> str:
    """Say how many articles deserve a doubt."""
    some = check[check["doubts"] != ""]
    if some.empty:
        return "No article gives a reason for doubt that could be recognised."
    kinds = some["doubts"].str.split("; ").explode().str.partition(":")[0].value_counts()
    said = ", ".join(f"{escaped(kind)} ({n})" for kind, n in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
    return (
        f"**{len(some)} of {plural(len(check), 'article')}** {verb(some, 'gives', 'give')} a reason for doubt: {said}."
    )
