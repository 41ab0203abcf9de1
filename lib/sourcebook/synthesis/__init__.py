"""What the sources add up to."""

from sourcebook.synthesis.claiming import appearances, claims, side_by_side
from sourcebook.synthesis.corroborating import corroborations
from sourcebook.synthesis.covering import busiest, coverage, coverage_matrix, issues
from sourcebook.synthesis.dating import chronology, newest, timeline
from sourcebook.synthesis.discovering import discovered
from sourcebook.synthesis.leaning import leaning_lexicon, leaning_places, leanings
from sourcebook.synthesis.moving import issue_movement, leaning_movement, word_movement

__all__ = [
    "appearances",
    "busiest",
    "chronology",
    "claims",
    "corroborations",
    "coverage",
    "coverage_matrix",
    "discovered",
    "issue_movement",
    "issues",
    "leaning_lexicon",
    "leaning_movement",
    "leaning_places",
    "leanings",
    "newest",
    "side_by_side",
    "timeline",
    "word_movement",
]
