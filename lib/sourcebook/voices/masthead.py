"""What stands over an article: its title, who wrote it, when and where it came out; and which lines say so."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook.readers.document import Said
from sourcebook.voices.bylines import PIECES, SURE, Byline, begins_byline, byline, is_newsroom, persons, signed, trusted
from sourcebook.voices.dates import Dated, address_date, date_line, dates_in, file_date, opening_date, told_date
from sourcebook.voices.fields import fields
from sourcebook.voices.lines import Line, ends_sentence, is_prose, letters, looks_like_heading, looks_like_post
from sourcebook.voices.names import Name, name
from sourcebook.voices.outlets import (
    first_of_row,
    is_capitalised,
    is_institution,
    is_outlet_line,
    is_publication,
    numbered_issue,
    of_notes,
    of_running_heads,
    usual,
)
from sourcebook.voices.people import named
from sourcebook.voices.titles import best_line, same_line, share_word, title_text

_DEFAULTS = ("1970-01-01", "1980-01-01", "2000-01-01", "2013-12-23")  # dates that programs write into properties
_HEAD = 12  # lines over an article at most, furniture aside
_FOOT = 6  # lines below it among which a byline may stand
_DECK = 60  # words that a standfirst has at most
_LONGEST = 25  # words of a line that says who, what he is, or when
_BOOK = re.compile(r"\b\d{2,4} ?(?:pp|pages)\b|\bISBN\b|[£$€]\s?\d+(?:\.\d\d)?\b.{0,20}$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+")
_BEHIND_WHO = re.compile(r"\s*(?:<[^>]*>|\([^)]*\)|\S+@\S+|\s+(?:at|via)\s.*)")  # Ada Ng <ada@example.org>
_DATELINE = re.compile(
    # NAIROBI   PORT KALU, Delta   Port Kalu
    r"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’/ -]){0,40}[^\W\d_a-z](?:,\s[A-Z][\w.]+(?: [A-Z][\w.]+)?){0,2}"
    r"|(?:[A-Z][\w.'’-]+ ?){1,3}(?:,\s[A-Z][\w.]+)?)"
    # , March 3 (Outlet) — and the first word of the sentence
    r"(?:,?\s(?P<date>[^()—–]{3,30}?\d[^()—–]{0,12}))?,?\s*"
    r"(?P<agency>\([A-Z][^()]{1,40}\))?\s*(?P<mark>[—–]|--?|:)\s*(?=[\"“‘A-Z0-9])"
)


@dataclass
class Masthead:
    """What the lines over an article say; `kinds` has the kind and sort of each such line, by its number.

    others        names by role: translator, interviewer, editor
    unsigned      whether a newsroom signs it
    top           the first line of the article itself
    late_byline   a byline behind running text, which then introduces
    """

    title: str = ""
    outlet: str = ""
    authors: list[str] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)
    dated: Dated | None = None
    url: str = ""
    kinds: dict[int, tuple[str, str]] = field(default_factory=dict)
    unsigned: bool = False
    top: int = 0
    late_byline: int | None = None

    def date(self, new: Dated) -> None:
        """Take a date in, unless a better one is known: with its year, of publication and not of a change."""
        old = self.dated
        if old is None or (new.iso and not old.iso) or (new.iso and old.updated and not new.updated):
            self.dated = new

    def sign(self, found: Byline) -> None:
        """Take in what a byline says."""
        self.outlet = self.outlet or found.outlet
        self.unsigned = self.unsigned or (found.role == "author" and not found.people)
        if found.people:
            own = self.authors if found.role == "author" else self.others.setdefault(found.role, [])
            own += [person for person in found.people if person not in own]
        for dated in found.dates:
            self.date(dated)

    def mark(self, n: int, sort: str, kind: str = "furniture") -> None:
        """Note what a line is."""
        self.kinds[n] = (kind, sort)


@dataclass(frozen=True)
class _Page:
    """A text as lines, with their sorts of furniture, what the file itself says, and what it is called."""

    lines: Sequence[Line]
    sorts: Sequence[str]
    said: Said
    text: str
    common: Collection[str]
    file: str

    @property
    def is_office_file(self) -> bool:
        """Whether programs fill in what the file says of itself, so that it is less to be trusted."""
        return self.file.casefold().endswith((".pdf", ".docx"))

    def open(self, head: Masthead, top: int) -> list[int]:
        """Return the lines before `top` that are nothing yet."""
        return [n for n in range(top) if not self.sorts[n] and n not in head.kinds]

    def byline(self, text: str) -> Byline | None:
        """Return what a text says as a byline, or None."""
        return byline(text, self.text, self.common)


def read(
    lines: Sequence[Line],
    sorts: list[str],
    said: Said,
    text: str,
    common: Collection[str],
    file: str = "",
    limit: int | None = None,
) -> Masthead:
    """Return what stands over an article.

    lines, sorts   all of it, with their sorts of furniture, which are completed here: "record" for a field
    said           what the file itself says of title, authors, date
    common         words that the article also writes with a small letter, and which are hardly names
    limit          the first line of a dialogue, before which it must end
    """
    head = Masthead()
    record = fields(lines, sorts)
    page = _Page(lines, sorts, said, text, common, file)
    end = len(lines) if limit is None else limit
    top = min(_top(page), end)
    for n in page.open(head, top):
        _read_line(page, head, n)
    _read_credits(page, head)
    _reviewed(page, head, top)
    _names_alone(page, head, top)
    _posts(page, head, top)
    if limit is None or limit > top + 1:
        top = min(_behind_deck(page, head, top), end)
    _titled(page, head, top)
    head.top = top
    _end_matter(page, head)
    _recorded(page, head, record)
    _completed(page, head)
    return head


def dateline(line: Line) -> re.Match[str] | None:
    """Return the place and date that open a news item, as groups place, date, agency and mark; None without them.

    >>> found = dateline(Line(0, 0, "NAIROBI, March 3 (Outlet) — The port is closed."))
    >>> found["place"], found["date"].strip(), found["agency"]
    ('NAIROBI', 'March 3', '(Outlet)')
    """
    found = _DATELINE.match(line.text[:200])
    if not found or found.end() > 90:
        return None
    place = found["place"].split(",")[0]
    shouted = place.isupper() and len(place) > 2
    if found["mark"] == ":" and not (shouted and found["date"]):
        return None
    if found["mark"] == "-" and line.text[found.end() - 1] != " " and not shouted:
        return None
    return found if shouted or found["agency"] or found["date"] else None


# --- the lines over an article ----------------------------------------------------------------------------------------


def _top(page: _Page) -> int:
    """Return the number of the first line that is running text."""
    own = [n for n, sort in enumerate(page.sorts) if not sort]
    for place, n in enumerate(own):
        line = page.lines[n]
        if place >= _HEAD or (is_prose(line) and not looks_like_heading(line) and not begins_byline(line.text)):
            return n
    return next((n for n in own if not looks_like_heading(page.lines[n])), 0)


def _read_line(page: _Page, head: Masthead, n: int) -> bool:
    """Take in a line that names who wrote it or when; tell whether it does."""
    line = page.lines[n]
    if found := page.byline(line.text):
        head.sign(found)
        head.mark(n, "byline")
        for dated in dates_in(line.text)[:1]:
            head.date(dated)
        return True
    if when := date_line(line.text, page.text):
        head.date(when)
        head.mark(n, "date")
        return True
    if is_newsroom(line.text.strip()) and line.count <= 5 and not line.marked:
        head.unsigned = True
        head.mark(n, "byline")
        return True
    return _read_row(page, head, n)


def _read_row(page: _Page, head: Masthead, n: int) -> bool:
    """Take in a row such as "Ada Ng | 3 March 2024 | Delta Courier"; tell whether a line is one."""
    line = page.lines[n]
    pieces = [p for p in PIECES.split(line.text) if p.strip()]
    if len(pieces) < 2 or line.count > _LONGEST or ends_sentence(line) or line.marked:
        return False
    dates = {p: d for p in pieces if (d := date_line(p, page.text))}
    bylines = [b for p in pieces if (b := page.byline(p))]
    if not dates and not bylines:
        return False
    people = {p: found.text for p in pieces if (found := _sure_name(p, page.common))}
    for said in bylines:
        head.sign(said)
    for dated in dates.values():
        head.date(dated)
    for piece in pieces:
        if piece in people:
            head.authors += [people[piece]] if not bylines else []
        elif piece not in dates and is_publication(piece) and not begins_byline(piece):
            head.outlet = head.outlet or usual(numbered_issue(line.text) or piece.strip())
    head.mark(n, "byline" if people or bylines else "date")
    return True


def _sure_name(text: str, common: Collection[str]) -> Name | None:
    found = name(text, common)
    return found if found and found.certainty >= SURE else None


def _read_credits(page: _Page, head: Masthead) -> None:
    """Take in the credits, wherever they stand, that are worded as a byline: "Translated by"."""
    for line, sort in zip(page.lines, page.sorts, strict=True):
        if sort in ("credits", "image") and (found := page.byline(line.text)):
            head.sign(found)


def _reviewed(page: _Page, head: Masthead, top: int) -> None:
    """Take a byline back that names the author of a book under review: its price, pages or ISBN stand beside it."""
    for n, (_, sort) in head.kinds.items():
        if sort == "byline" and any(_BOOK.search(page.lines[m].text) for m in range(n, min(n + 3, top))):
            head.authors = []


def _names_alone(page: _Page, head: Masthead, top: int) -> None:
    """Take lines that are nothing but names as the byline, where none is worded as one and a title goes before."""
    if head.authors or head.unsigned:
        return
    open_ = page.open(head, top)
    people = _people_among(page, open_, top)
    if not people or (len(open_) == 1 and top < len(page.lines)):
        return
    last = max(people)
    followed = any(n > last for n in head.kinds) or last + 1 < top
    if min(people) == open_[0] and len(people) < len(open_) and not followed:
        return
    for n, found in people.items():
        head.authors += [p.text for p in found if p.text not in head.authors]
        head.mark(n, "byline")


def _people_among(page: _Page, open_: Sequence[int], top: int) -> dict[int, list[Name]]:
    """Return the persons whom each of some lines consists of, by the line's number."""
    known = {author.casefold() for author in page.said.authors}
    below = "\n".join(line.text for line in page.lines[top:])
    lowest = open_[-1] if len(open_) > 1 and page.lines[open_[-1]].count <= 4 else -1
    found = {n: persons(page.lines[n], page.common, known, below, n == lowest) for n in open_}
    return {n: people for n, people in found.items() if people}


def _posts(page: _Page, head: Masthead, top: int) -> None:
    """Count the lines below a byline to it that say what the authors are, or where."""
    first = min((n for n, (_, sort) in head.kinds.items() if sort == "byline"), default=top)
    for n in page.open(head, top):
        line = page.lines[n]
        telling = looks_like_post(line) or (is_institution(line.text) and "," in line.text)
        if telling and n > first and not line.marked and line.count <= _LONGEST:
            head.mark(n, "byline")


def _behind_deck(page: _Page, head: Masthead, top: int) -> int:
    """Go on behind a standfirst that is a sentence, and note a byline that stands behind an introduction."""
    seen: list[int] = []
    for n in range(top, min(len(page.lines), top + 6)):
        line = page.lines[n]
        if page.sorts[n]:
            continue
        if is_prose(line) and not begins_byline(line.text):
            seen.append(n)
        elif line.count <= _LONGEST and _read_line(page, head, n):
            length = sum(page.lines[m].count for m in seen)
            titled = bool(page.open(head, top))
            if titled and len(seen) <= 2 and length <= _DECK:
                for m in seen:
                    head.mark(m, "standfirst", "heading")
                return _behind_deck(page, head, n + 1)
            if head.kinds[n][1] == "byline":
                head.late_byline = n if _prose_below(page, n) >= length else None
                return top
    return top


def _prose_below(page: _Page, n: int) -> int:
    """Return how many words of running text stand below a line."""
    below = zip(page.lines[n + 1 :], page.sorts[n + 1 :], strict=True)
    return sum(line.count for line, sort in below if not sort and is_prose(line))


def _end_matter(page: _Page, head: Masthead) -> None:
    """Take a byline or a date line below the article, where none stands over it."""
    for n in range(max(head.top, len(page.lines) - _FOOT), len(page.lines)):
        line = page.lines[n]
        if page.sorts[n] or n in head.kinds or is_prose(line) or line.count > 20:
            continue
        if not head.dated and (dated := date_line(line.text, page.text)):
            head.date(dated)
            head.mark(n, "date")
        elif found := page.byline(line.text):
            head.sign(found)
            head.mark(n, "byline")


# --- the title --------------------------------------------------------------------------------------------------------


def _titled(page: _Page, head: Masthead, top: int) -> None:
    """Find the title among the lines over the article; the lines around it are headings as well."""
    open_ = page.open(head, top)
    same = same_line(page.lines, open_, page.said.title)
    chosen = same if same is not None else best_line(page.lines, open_, head.kinds)
    for n in open_:
        head.mark(n, "title" if n == chosen else "", "heading")
        if n != chosen:
            _read_other(page.lines[n], head, n, above=chosen is not None and n < chosen)
    own = "" if chosen is None else title_text(page.lines, chosen, open_)
    head.title = own if own and _is_trusted(page, head, chosen, own, same) else page.said.title or own


def _read_other(line: Line, head: Masthead, n: int, above: bool) -> None:
    """Note what a line beside the title is: the outlet, a date, a section; above: whether it stands over the title."""
    if above and not line.marked and line.count <= _LONGEST:
        head.mark(n, "header")
    elif line.count <= 14 and not line.marked and dates_in(line.text):
        head.mark(n, "date")
    if issue := numbered_issue(line.text):
        head.outlet = head.outlet or issue
    elif is_outlet_line(line):
        head.outlet = head.outlet or usual(first_of_row(line.text))
        head.mark(n, "header")
    elif above and is_institution(line.text) and is_capitalised(line.text):
        head.outlet = head.outlet or usual(first_of_row(line.text))


def _is_trusted(page: _Page, head: Masthead, chosen: int | None, own: str, same: int | None) -> bool:
    """Tell whether the title among the lines goes before the one that the file gives."""
    if chosen is None or same is not None or page.is_office_file or page.lines[chosen].marked:
        return True
    return chosen + 1 in head.kinds and not share_word(own, page.said.title)


# --- what the lines don't say -----------------------------------------------------------------------------------------


def _recorded(page: _Page, head: Masthead, record: Mapping[str, str]) -> None:
    """Take in what the fields of an e-mail or a database's record say, where the lines over the article don't."""
    title, when, who = (record.get(key, "") for key in ("title", "when", "who"))
    if title and (not head.title or letters(head.title) not in letters(title)):
        head.title = title
    head.outlet = head.outlet or record.get("where", "").split(";")[0].strip()
    if dated := date_line(when, page.text) or next(iter(dates_in(when)), None):
        head.date(dated)
    if who and not head.authors:
        head.authors = _sender(who, page.common)


def _sender(who: str, common: Collection[str]) -> list[str]:
    """Return whom the field of the author names: "Ada Ng <ada@example.org>", "ada@example.org (Ada Ng)"."""
    inside = re.search(r"\(([^()]+)\)", who)
    bare = inside[1] if inside and name(inside[1]) else _BEHIND_WHO.sub("", who).strip(' "')
    if not bare or is_newsroom(bare):
        return []
    people, _ = signed(re.sub(r"^by\s+", "", bare, flags=re.IGNORECASE), common)
    return [p.text for p in people] or list(named(bare, common, 0.5))[:1]


def _completed(page: _Page, head: Masthead) -> None:
    """Fill in what the lines don't say from the file, the first paragraph, a sentence, the address."""
    said = page.said
    if not head.authors and not head.unsigned:
        head.authors = trusted(said.authors, strict=page.is_office_file)
    head.outlet = said.outlet or head.outlet
    head.url = said.url or _linked(page)
    opening = page.lines[head.top] if head.top < len(page.lines) else None
    if opening and (found := dateline(opening)):
        if found["date"]:
            head.date(opening_date(found["date"], page.text) or Dated("", "unknown"))
        head.outlet = head.outlet or (found["agency"] or "").strip("()")
    head.dated = _published(page, head)
    head.outlet = head.outlet or (numbered_issue(opening.text) if opening else "")
    head.outlet = head.outlet or of_notes(page.lines) or of_running_heads(said.heads, head.title)


def _linked(page: _Page) -> str:
    """Return the first address that stands in a line of its own."""
    links = [line.text for line, sort in zip(page.lines, page.sorts, strict=True) if sort == "link"]
    return next((found[0].rstrip(".,)>") for text in links if (found := _ADDRESS.search(text))), "")


def _published(page: _Page, head: Masthead) -> Dated | None:
    """Return when an article came out: as stated over it, else by its file, a sentence, its address, its properties."""
    noted = head.dated  # may lack its year
    stated = noted if noted and noted.iso else _mentioned(page, head.top)
    if noted is None and stated is None:
        stated = next((dated for text in page.said.heads for dated in dates_in(text)), None)
    of_file = _said_date(page.said)
    certain = of_file if of_file and page.said.is_publication else None
    if certain and (not stated or stated.basis == "inferred" or certain.iso.startswith(f"{stated.iso}-")):
        return certain
    if stated:
        return stated
    told = _told(page, head.top)
    if told and told.iso:
        return told
    by_name = address_date(head.url) or file_date(page.file)
    return by_name or noted or of_file or told


def _mentioned(page: _Page, top: int) -> Dated | None:
    """Return a date in full that the lines over an article mention beside other words."""
    able = [line.text for line, sort in zip(page.lines[:top], page.sorts, strict=False) if sort in ("", "participants")]
    return next((dated for text in able for dated in dates_in(text)), None)


def _said_date(said: Said) -> Dated | None:
    """Return the date that a file gives of itself, a program's default aside."""
    if not said.published or (not said.is_publication and said.published[:10] in _DEFAULTS):
        return None
    doubt = "" if said.is_publication else ", which may be later or earlier"
    return Dated(said.published, "file", said.published_from + doubt)


def _told(page: _Page, top: int) -> Dated | None:
    """Return the date that a sentence near the head or the foot gives."""
    able = ("", "disclaimer", "credits")
    near = [line for line, sort in zip(page.lines, page.sorts, strict=True) if sort in able]
    return told_date([*near[: top + 8], *near[-_FOOT:]], page.text)
