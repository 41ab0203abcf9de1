"""What the sources add up to."""

from sourcebook.synthesis.asked import STRENGTHS, asked, asked_matrix, by_strength
from sourcebook.synthesis.claiming import appearances, claims, side_by_side
from sourcebook.synthesis.covering import busiest, coverage, coverage_matrix, issues, leading
from sourcebook.synthesis.dating import PUBLISHED, chronology, newest, timeline
from sourcebook.synthesis.discovering import discovered
from sourcebook.synthesis.leaning import ENOUGH, leaning_lexicon, leaning_places, leanings
from sourcebook.synthesis.moving import issue_movement, shifts, word_movement
from sourcebook.synthesis.promised import later, promised

__all__ = [
    "ENOUGH",
    "PUBLISHED",
    "STRENGTHS",
    "appearances",
    "asked",
    "asked_matrix",
    "busiest",
    "by_strength",
    "chronology",
    "claims",
    "coverage",
    "coverage_matrix",
    "discovered",
    "issue_movement",
    "issues",
    "later",
    "leading",
    "leaning_lexicon",
    "leaning_places",
    "leanings",
    "newest",
    "promised",
    "shifts",
    "side_by_side",
    "timeline",
    "word_movement",
]
