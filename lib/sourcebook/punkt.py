"""Which full stops end a sentence: NLTK's Punkt with abbreviations of our own, asked only where there is a doubt.

A module of its own, since the import of NLTK takes half a second, which nobody pays who cuts no text.
"""

import re
from functools import cache

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

_ABBREVIATIONS = """
    mr mrs ms messrs dr prof rev hon sen rep gov gen col lt maj capt cmdr sgt adm brig amb pres st ste sr jr
    inc corp ltd co bros cos llc plc u.s u.k u.n e.u d.c u.s.a u.a.e p.r.c r.o.c e.g i.e cf vs v viz al ca approx est
    a.m p.m b.c a.d ph.d m.d b.a m.a ll.b jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs
    fri dept univ assn ave blvd rd ft mt min max no nos
""".split()
# Words of their own that are abbreviations before a number only: "No. 5", but "The answer is no."
_BEFORE_NUMBER = "no nos art arts sec fig figs vol p pp ch para paras par ex al min max mar".split()
# Words that hardly ever follow an abbreviation inside a sentence when they carry a capital: "in the U.S. They left."
_STARTERS = """
    a an the this that these those there here he she it we they you i his her its our their my your who what when where
    why how which but and so yet or nor if in on at by for from with as to of after before since while although though
    because until unless despite during under over some many most several few all both each every no not now then today
    still also even only just however moreover meanwhile instead indeed perhaps finally first second third last one two
""".split()


def _by_re(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    r"""Return a pattern of NLTK's own engine for `re`, which takes four control characters for white space as well."""
    return re.compile(pattern.replace(r"\S", r"(?:\S|[\x1c-\x1f])").replace(r"\s", r"[^\S\x1c-\x1f]"), flags)


# Nothing has to be weighed behind a plain word: it ends a sentence, unless it is an abbreviation with its full stop.
_PLAIN_END = re.compile(r"([A-Za-z]{2,}+)[.?!][ \t\r\n\"')]")
_UNSURE = frozenset([*_ABBREVIATIONS, *_BEFORE_NUMBER])


class _Punkt(PunktSentenceTokenizer):
    """Punkt, which weighs an end only where it must."""

    def text_contains_sentbreak(self, text: str) -> bool:
        """Tell whether a sentence ends in a text: the word before a sign, the sign and what follows it."""
        plain = _PLAIN_END.match(text)
        return (plain is not None and plain[1].lower() not in _UNSURE) or super().text_contains_sentbreak(text)


class _Signs(PunktLanguageVars):
    """NLTK's patterns that go over a whole text, matched by `re`: in a third of the time, and under no limit of it."""

    re_boundary_realignment = _by_re(PunktLanguageVars.re_boundary_realignment.pattern, re.MULTILINE)

    def period_context_re(self) -> re.Pattern[str]:
        """Return the pattern of a sign that may end a sentence, with what follows it."""
        return _context()


@cache
def _context() -> re.Pattern[str]:
    return _by_re(PunktLanguageVars().period_context_re().pattern, re.VERBOSE)


@cache
def punkt() -> PunktSentenceTokenizer:
    """Return Punkt with our abbreviations, trained on nothing.

    >>> list(punkt().span_tokenize("The U.S. paid. It did."))
    [(0, 14), (15, 22)]
    """
    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS) - set(_BEFORE_NUMBER)
    parameters.collocations = {(word, "##number##") for word in _BEFORE_NUMBER}
    parameters.sent_starters = set(_STARTERS)
    return _Punkt(parameters, lang_vars=_Signs())
