"""From a figure to its proof: what a page cites, numbered, and the list of these sentences at its end."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sourcebook.pages.languages import marked, tag

TITLE = "The sentences behind it"
_CITED = re.compile(r'<(span|a) data-sentence="([^"]*)">(.*?)</\1>', re.DOTALL)
# A notebook's brief has a list of its own; a page has one for all that it cites.
_OWN_LIST = re.compile(r'<div class="sb-evidence">.*?</div>', re.DOTALL)
_OWN_ENTRY = re.compile(
    r'<span(?=[^>]*? id="([^"]+)")(?=[^>]*? data-sentence="([^"]*)")[^>]*></span>“((?:(?!</li>).)*)” — (.*?), <code>',
    re.DOTALL,
)
_LINK = re.compile(r'<a\b[^>]*? href="#([^"]+)"[^>]*>(.*?)</a>')


@dataclass(frozen=True)
class Proof:
    """A sentence that is cited: its words, whose they are, and where else it can be read.

    said, whose   HTML
    links         (address, label) of other places where it stands: the article's page, the source in the web
    language      of the article, empty where it isn't declared
    """

    said: str
    whose: str
    links: tuple[tuple[str, str], ...] = ()
    language: str = ""


def numbered(body: str, numbers: Mapping[str, int] | None = None) -> tuple[str, dict[str, int]]:
    """Return HTML in which each cited sentence has a link to its proof, and the number of each, in order of citation.

    numbers   those given already, where several bodies share a list
    """
    known = dict(numbers or {})
    met = set(known)

    def link(match: re.Match[str]) -> str:
        element, sentence_id, said = match[1], html.unescape(match[2]), match[3]
        n = known.setdefault(sentence_id, len(known) + 1)
        first = "" if sentence_id in met else f' id="c{n}"'
        met.add(sentence_id)
        before = f"{said} " if element == "span" else ""
        return f'{before}<a class="cite"{first} href="#e{n}" aria-label="sentence {n} of the evidence">[{n}]</a>'

    return _CITED.sub(link, _without_own_list(body)), known


def _without_own_list(body: str) -> str:
    own = {match[1]: match[2] for match in _OWN_ENTRY.finditer(body)}
    if not own:
        return body
    return _LINK.sub(
        lambda m: f'<a data-sentence="{own[m[1]]}">{m[2]}</a>' if m[1] in own else m[0], _OWN_LIST.sub("", body)
    )


def harvested(body: str) -> dict[str, Proof]:
    """Return the proofs that a body brings along, sentence_id -> proof: for where there is no corpus to ask."""
    found = {html.unescape(match[2]): Proof(match[3], match[4]) for match in _OWN_ENTRY.finditer(body)}
    for match in _CITED.finditer(body):
        if match[1] == "span" and match[3]:
            found.setdefault(html.unescape(match[2]), Proof(re.sub(r"</?mark>", "", match[3]), ""))
    return found


def listed(numbers: Mapping[str, int], proof: Callable[[str], Proof | None]) -> str:
    """Return the list of sentences that a page cites, empty where it cites none.

    proof   sentence_id -> what is shown of it; None where nothing is known of it but its id
    """
    if not numbers:
        return ""
    rows = [_row(n, sentence_id, proof(sentence_id)) for sentence_id, n in numbers.items()]
    return f'<section class="evidence">\n<h2 id="evidence">{TITLE}</h2>\n<ol>\n{"".join(rows)}</ol>\n</section>'


def _row(n: int, sentence_id: str, proof: Proof | None) -> str:
    place = f"<code>{html.escape(sentence_id)}</code>"
    back = f'<a class="back" href="#c{n}" aria-label="back to where sentence {n} is cited">↩</a>'
    if proof is None:
        return f'<li id="e{n}">{place} {back}</li>\n'
    language = f' lang="{proof.language}"' if tag(proof.language) else ""
    said = marked(proof.said, tag(proof.language))
    whose = f"{marked(proof.whose)}, " if proof.whose else ""
    links = "".join(
        f' · <a href="{html.escape(address)}" aria-label="sentence {n} {label}"{_outward(address)}>{label}</a>'
        for address, label in proof.links
    )
    own_marks = ' class="quoted"' if said.startswith(("“", "„", "«", "&quot;")) else ""
    return f'<li id="e{n}"><q{own_marks}{language}>{said}</q> — {whose}{place}{links} {back}</li>\n'


def _outward(address: str) -> str:
    return ' rel="noopener noreferrer"' if re.match(r"https?:", address) else ""
