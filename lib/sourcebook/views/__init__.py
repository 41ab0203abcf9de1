"""Tables -> tables that a person reads: a caption, plain words for column names, every cell escaped."""

from sourcebook.views.cells import marked, sentences
from sourcebook.views.figures import codes, corrections, dates, differing, errors, facts, scores, to_mark
from sourcebook.views.frame import Folded, Markup, Table, table
from sourcebook.views.sources import checked, concordance, left_out, quotations, quoting, traits
from sourcebook.views.synthesis import (
    appearances,
    asks,
    checks,
    claims,
    covered,
    later,
    leaning_places,
    leanings,
    promises,
    shared,
    side_by_side,
)

__all__ = [
    "Folded",
    "Markup",
    "Table",
    "appearances",
    "asks",
    "checked",
    "checks",
    "claims",
    "codes",
    "concordance",
    "corrections",
    "covered",
    "dates",
    "differing",
    "errors",
    "facts",
    "later",
    "leaning_places",
    "leanings",
    "left_out",
    "marked",
    "promises",
    "quotations",
    "quoting",
    "scores",
    "sentences",
    "shared",
    "side_by_side",
    "table",
    "to_mark",
    "traits",
]
