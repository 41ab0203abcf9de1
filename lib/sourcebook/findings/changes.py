"""What is new since an earlier state: notebooks 00 and 04. Each takes what `changes.changes` gives."""

from collections.abc import Callable

import pandas as pd

from sourcebook.changes import Changes, moved
from sourcebook.findings.prose import code, escaped, listing, plural, verb

MOST = 6  # names, figures or terms that a sentence lists


def compared(news: Changes) -> str:
    """Say what is held against what, and whether anything is new at all."""
    if not news.old:
        return f"No earlier state is named, so nothing is compared; {code('since')} in workbook.toml names one."
    if _is_nothing(news):
        return f"Since {code(news.old)} nothing has come, gone or changed."
    return f"What is new, held against {code(news.old)}."


def _is_nothing(news: Changes) -> bool:
    return all(table.empty for table in (news.sources, news.voices, news.facts, news.figures))


def sources_moved(news: Changes) -> str:
    """Say which articles have come, gone, changed or only got another name."""
    forms = {"new": "new {}", "changed": "changed {}", "renamed": "renamed {}", "vanished": "{} gone"}
    return _named(news.sources, "source_id", forms, "article") or "No article has come, gone or changed."


def voices_moved(news: Changes) -> str:
    """Say which voices speak that didn't, and which don't any more."""
    return _named(news.voices, "voice", {"new": "new {}", "vanished": "{} gone"}, "voice") or (
        "The same voices speak as before."
    )


def _named(table: pd.DataFrame, column: str, forms: dict[str, str], what: str) -> str:
    parts = [
        f"**{plural(len(own), form.format(what), form.format(f'{what}s'))}** ({listing(own[column], MOST)})"
        for change, form in forms.items()
        if len(own := table[table["change"] == change])
    ]
    return f"{'; '.join(parts)}." if parts else ""


def facts_moved(news: Changes) -> str:
    """Say how many figures and dates have come and gone, and how many of them only because an article is read anew."""
    counted = news.facts["change"].value_counts()
    if counted.empty:
        return "No figure and no date has come or gone."
    said = [f"**{counted[c]:,}** {word}" for c, word in (("new", "new"), ("vanished", "gone")) if c in counted]
    same = int((news.facts["of_source"] == "same").sum())
    anew = f", {same:,} of them in articles that are as they were and are only read or catalogued differently"
    return f"Figures and dates: {' and '.join(said)}{anew if same else ''}."


_RELATIONS = {
    "same source": "in the same article",
    "same voice": "from the same voice in another article",
    "same subject": "from another voice",
    "read differently": "in an article that is as it was, and is read differently",
}


def figures_differ(news: Changes) -> str:
    """Say for how many things another figure is given than before, and which."""
    if news.figures.empty:
        return "No figure was recognised that differs from an earlier one for the same thing."
    counted = news.figures["relation"].value_counts()
    where = ", ".join(f"{counted[r]:,} {words}" for r, words in _RELATIONS.items() if r in counted)
    first = [_differing(row) for row in news.figures.head(MOST).to_dict("records")]
    more = f"; and {len(news.figures) - MOST} more" if len(news.figures) > MOST else ""
    return (
        f"**{plural(len(news.figures), 'figure')}** {verb(news.figures, 'differs', 'differ')} from an earlier one for "
        f"the same thing, {where}: {'; '.join(first)}{more}."
    )


def _differing(row: dict[str, str]) -> str:
    of = f"{escaped(row['subject'])}: " if row["subject"] else ""
    return f"{of}{escaped(row['old'])} → {escaped(row['new'])} ({escaped(row['new_voice'] or row['new_fact'])})"


def terms_moved(news: Changes) -> str:
    """Say which content terms rose and fell most, with the rates per 1,000 words."""
    if news.terms.empty:
        return "No words have come or gone that terms could be compared in."
    sure = moved(news.terms, MOST)
    said = [
        f"{word} most: {'; '.join(_rates(row) for row in own.to_dict('records'))}"
        for word, own in (("Rose", sure[sure["log_ratio"] > 0]), ("Fell", sure[sure["log_ratio"] < 0]))
        if len(own)
    ]
    return f"{'. '.join(said)} (per 1,000 words)." if said else "No term is used surely more or less often than before."


def _rates(row: dict[str, float]) -> str:
    return f"**{escaped(row['term'])}** {row['rate_before']:.2f} → {row['rate_after']:.2f}"


def coming_and_going(news: Changes) -> str:
    """Say which articles and voices have come or gone, as a list; one sentence where nothing is compared or new."""
    return _listed(news, sources_moved, voices_moved)


def news(news: Changes) -> str:
    """Say all that is new as a list; one sentence where nothing is compared or nothing new."""
    return _listed(news, sources_moved, voices_moved, facts_moved, figures_differ, terms_moved)


def _listed(news: Changes, *sentences: Callable[[Changes], str]) -> str:
    if not news.old or _is_nothing(news):
        return compared(news)
    return "\n".join([compared(news), "", *(f"- {sentence(news)}" for sentence in sentences)])
