"""A folder of articles -> a `Corpus`, the bundle of tables that every question is asked of."""

from sourcebook.corpus.bundle import Corpus
from sourcebook.corpus.folder import (
    FOLLOW_VARIABLE,
    NOTEBOOKS,
    SETTINGS_FILE,
    SETTINGS_VARIABLE,
    articles_folder,
    settings_path,
)
from sourcebook.corpus.loading import load
from sourcebook.corpus.saved import Saved, Tables, earlier, open_tables
from sourcebook.corpus.schema import COUNTED, TABLES

__all__ = [
    "COUNTED",
    "FOLLOW_VARIABLE",
    "NOTEBOOKS",
    "SETTINGS_FILE",
    "SETTINGS_VARIABLE",
    "TABLES",
    "Corpus",
    "Saved",
    "Tables",
    "articles_folder",
    "earlier",
    "load",
    "open_tables",
    "settings_path",
]
