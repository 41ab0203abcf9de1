"""Make lib/sourcebook/syllables.txt anew from CMU's pronouncing dictionary: syllables.py CMUDICT.DICT LICENSE VERSION.

Kept are only the words on which the rule of `readability.by_rule` errs; to be run again whenever the rule changes.
"""

import re
import sys
import textwrap
from pathlib import Path

from sourcebook.textstats import readability

OUT = Path(readability.__file__).parents[1] / "syllables.txt"
WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")


def counts(dictionary: str) -> dict[str, int]:
    """Return the words with the vowels of their first pronunciation; vowels carry a digit for their stress."""
    found: dict[str, int] = {}
    for line in dictionary.splitlines():
        word, *sounds = line.partition("#")[0].split()
        if WORD.fullmatch(word):
            found.setdefault(word, sum(sound[-1].isdigit() for sound in sounds))
    return {word: n for word, n in found.items() if n}


def main(dictionary: Path, licence: Path, version: str) -> None:
    known = counts(dictionary.read_text(encoding="utf-8"))
    wrong = {word: n for word, n in known.items() if readability.by_rule(word) != n}
    head = f"""\
Syllables of English words, from CMUdict, the Carnegie Mellon Pronouncing Dictionary,
{version}.
Each line: a number of syllables, and words that have so many. Of the dictionary's {len(known)} words of letters and
apostrophes these {len(wrong)} are those on which the rule of `readability` errs; made by tests/syllables.py.
The dictionary's licence:

{licence.read_text(encoding="utf-8").strip()}"""
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    for count in sorted(set(wrong.values())):
        words = " ".join(sorted(word for word, n in wrong.items() if n == count))
        lines += [f"{count} {part}" for part in textwrap.wrap(words, 118, break_on_hyphens=False)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(known)} words, the rule is right on {1 - len(wrong) / len(known):.2%}; {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
