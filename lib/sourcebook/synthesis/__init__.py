"""What the sources add up to."""

from sourcebook.synthesis.asked import STRENGTHS, asked, asked_matrix, by_strength
from sourcebook.synthesis.corroborating import corroborations
from sourcebook.synthesis.covering import busiest, coverage, coverage_matrix, issues
from sourcebook.synthesis.dating import PUBLISHED, chronology, newest, timeline
from sourcebook.synthesis.promised import STATUSES, later, promised

__all__ = [
    "PUBLISHED",
    "STATUSES",
    "STRENGTHS",
    "asked",
    "asked_matrix",
    "busiest",
    "by_strength",
    "chronology",
    "corroborations",
    "coverage",
    "coverage_matrix",
    "issues",
    "later",
    "newest",
    "promised",
    "timeline",
]
