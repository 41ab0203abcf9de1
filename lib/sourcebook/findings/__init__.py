"""Tables -> prose, right for a tie, for one voice and for nothing at all; the only room that writes.

Every function returns Markdown. What comes from an article or a catalogue is escaped, so that it shows as text.
"""

from sourcebook.findings.agreement import disagreeing, fitting, most_stated
from sourcebook.findings.asking import asked, promised
from sourcebook.findings.brief import Statement, brief, summary
from sourcebook.findings.changes import (
    coming_and_going,
    compared,
    facts_moved,
    figures_differ,
    news,
    sources_moved,
    terms_moved,
    voices_moved,
)
from sourcebook.findings.figures import (
    commitment,
    corrected,
    dated,
    hedging,
    kinds,
    labelled,
    largest,
    marked,
    most_dated,
)
from sourcebook.findings.prose import code, escaped, listing, plural
from sourcebook.findings.sources import (
    archive,
    confounded,
    corpus_line,
    doubts,
    left_out,
    publication,
    set_aside,
    who_speaks,
)
from sourcebook.findings.speech import both, most_quoted, openly
from sourcebook.findings.style import extremes, growth, measured, spread, stands_out, too_short
from sourcebook.findings.synthesis import covered, leaned, moved
from sourcebook.findings.words import (
    alike,
    at_odds,
    called,
    company,
    distinctive,
    evenness,
    most_used,
    no_words,
    withheld,
)

__all__ = [
    "Statement",
    "alike",
    "archive",
    "asked",
    "at_odds",
    "both",
    "brief",
    "called",
    "code",
    "coming_and_going",
    "commitment",
    "company",
    "compared",
    "confounded",
    "corpus_line",
    "corrected",
    "covered",
    "dated",
    "disagreeing",
    "distinctive",
    "doubts",
    "escaped",
    "evenness",
    "extremes",
    "facts_moved",
    "figures_differ",
    "fitting",
    "growth",
    "hedging",
    "kinds",
    "labelled",
    "largest",
    "leaned",
    "left_out",
    "listing",
    "marked",
    "measured",
    "most_dated",
    "most_quoted",
    "most_stated",
    "most_used",
    "moved",
    "news",
    "no_words",
    "openly",
    "plural",
    "promised",
    "publication",
    "set_aside",
    "sources_moved",
    "spread",
    "stands_out",
    "summary",
    "terms_moved",
    "too_short",
    "voices_moved",
    "who_speaks",
    "withheld",
]
