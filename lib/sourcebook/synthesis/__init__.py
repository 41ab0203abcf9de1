"""What the sources add up to."""

from sourcebook.synthesis.checking import checks
from sourcebook.synthesis.corroborating import corroborations
from sourcebook.synthesis.covering import busiest, coverage, coverage_matrix, issues
from sourcebook.synthesis.dating import chronology, newest, timeline

__all__ = [
    "busiest",
    "checks",
    "chronology",
    "corroborations",
    "coverage",
    "coverage_matrix",
    "issues",
    "newest",
    "timeline",
]
