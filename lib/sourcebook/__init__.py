"""Sourcebook: a folder of articles in, answers that one can check out.

>>> import sourcebook
>>> corpus = sourcebook.load("seeds")              # doctest: +SKIP
>>> corpus.facts, corpus.text("some-article")      # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sourcebook.corpus import Corpus as Corpus
    from sourcebook.corpus import load as load
    from sourcebook.errors import InputError as InputError
    from sourcebook.overview import check as check

__version__ = "0.1.0"
__all__ = ["Corpus", "InputError", "check", "load"]

# Each name is imported when it is first asked for, so that a command pays for what it uses only.
_HOME = {"Corpus": "corpus", "InputError": "errors", "check": "overview", "load": "corpus"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'sourcebook' has no attribute '{name}'")
    return getattr(import_module(f"sourcebook.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """Return what completion offers: the names above, and the modules that were imported; not what they are made of."""
    modules = [name for name, value in globals().items() if getattr(value, "__name__", "").startswith(f"{__name__}.")]
    return sorted({*__all__, *modules, *(name for name in globals() if name.startswith("__"))})
