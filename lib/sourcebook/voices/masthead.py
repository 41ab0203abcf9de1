"""What stands over an article: its title, who wrote it, when and where it came out; and which lines say so."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook.readers.document import Said
from sourcebook.spans import word_list
from sourcebook.voices.dates import Dated, address_date, date_line, dates_in, file_date, opening_date, told_date
from sourcebook.voices.fields import fields
from sourcebook.voices.lines import Line, ends_sentence, is_prose, looks_like_heading, looks_like_post
from sourcebook.voices.people import named
from sourcebook.voices.names import Name, given_names, name, named_line, names

_DEFAULTS = ("1970-01-01", "1980-01-01", "2000-01-01", "2013-12-23")  # dates that programs write into properties
HEAD = 12  # lines over an article at most, furniture aside
_DECK = 60  # words that a standfirst has at most
_LEAST = 0.5  # of a name that stands beside a sure one
_SURE = 0.7  # of a name that nothing else shows to be one
_BY = re.compile(
    r"(?P<what>(?:(?:(?:posted|published|written)(?: on [^.\n]{4,30}?)?|story|text|words|written|report|reporting|analysis|opinion|essay|review|comment|commentary|column|a \w+|posted|published|"
    r"submitted|speech|lecture|address|remarks|keynote|testimony|statement|sermon|talk|(?:speech|lecture|address|remarks|talk|statement) (?:given|delivered|made)|interview|interviewed|interviewing|translat(?:ion|ed)|introduc(?:tion|ed)|edit(?:ed|ing)|foreword|preface|moderat(?:ed|or)|"
    r"conducted|hosted|compiled|convened|chaired|facilitated|curated|collected|presented|prepared|authored|adapted|transcribed|abridged|selected)"
    r"(?: (?:and|&) \w+)?(?: from (?:the )?\w+)?\s+)?by:?|authors?:|writers?:|(?:text|words|story|interview|translation|translator|editor|interviewer|moderator|reporter|host):)\s+(?P<who>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TWO_BY = re.compile(r"(?:words|text|story|report):?\s+(?P<who>[A-Z].{3,60}?)[.;,]?\s+(?:photographs?|photos?|pictures?|images?|illustrations?|video)\b:?.*", re.IGNORECASE | re.DOTALL)
_BOOK = re.compile(r"\b\d{2,4} ?(?:pp|pages)\b|\bISBN\b|[£$€]\s?\d+(?:\.\d\d)?\b.{0,20}$", re.IGNORECASE)
_ROLES = (
    ("translator", ("translat",)),
    ("interviewer", ("interview", "moderat", "conducted", "host", "presented")),
    ("editor", ("convened", "chaired", "facilitated", "curated", "collected", "introduc", "foreword", "preface", "edit", "abridged", "selected", "compiled")),
)
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[–—/]\s+|\s{3,}|\t+|\n|\r")
_NOBODY = re.compile(
    r"(?:the |our )?(?:staff|editors?|editorial|newsroom|correspondents?|reporters?|agenc(?:y|ies)|special|wire|news|admin|guest|"
    r"contributors?|\w+ (?:staff|desk|team|board|bureau|reporters?|correspondents?|writers?|agenc(?:y|ies)|news(?:room)?)|team|desk|press|"
    r"reuters|afp|ap|dpa|xinhua|bloomberg)\b.*",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:times|post|courier|herald|gazette|tribune|journal|review|chronicle|monitor|observer|guardian|telegraph|independent|"
    r"mail|star|sun|standard|examiner|inquirer|enquirer|bulletin|dispatch|mirror|express|echo|argus|mercury|register|sentinel|ledger|"
    r"beacon|globe|news|newspaper|press|magazine|quarterly|weekly|daily|wire|radio|broadcasting|television|tv|newsletter|blog|podcast|"
    r"digest|record|leader|citizen|advertiser|messenger|nation|today|online|agency|letters|bugle|clarion|banner|voice|argosy|almanac|annals|proceedings|transactions)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’/ -]){0,40}[^\W\d_a-z](?:,\s[A-Z][\w.]+(?: [A-Z][\w.]+)?){0,2}|(?:[A-Z][\w.'’-]+ ?){1,3}(?:,\s[A-Z][\w.]+)?)"
    r"(?:,?\s(?P<date>[^()—–]{3,30}?\d[^()—–]{0,12}))?,?\s*(?P<agency>\([A-Z][^()]{1,40}\))?\s*(?P<mark>[—–]|--?|:)\s*(?=[\"“‘A-Z0-9])"
)
_AFTER_BY = re.compile(
    r"\s+(?:in|for|at|from|of|and agencies)\s+[A-Z].*|\s*,\s+.*|\s*[(\[].*|\s+[|•·–—-]\s+.*|\s+@\S+.*|\s+\S+@\S+.*|\s+on\s+[A-Z\d].*"
)


@dataclass
class Masthead:
    """What the lines over an article say; `kinds` has the kind and sort of each such line, by its number."""

    title: str = ""
    outlet: str = ""
    authors: list[str] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)  # role -> names: translator, interviewer, editor
    dated: Dated | None = None
    url: str = ""
    kinds: dict[int, tuple[str, str]] = field(default_factory=dict)
    unsigned: bool = False
    top: int = 0  # the first line of the article itself
    late_byline: int | None = None  # a byline behind running text, which then introduces


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

    lines, sorts   all of it, with their sorts of furniture, which are completed here
    limit          the first line of a dialogue, before which it must end
    """
    head = Masthead()
    record = fields(lines, sorts)
    top = min(_top(lines, sorts), len(lines) if limit is None else limit)
    for n in range(min(top, len(lines))):
        if not sorts[n]:
            _read_line(head, lines[n], n, text, common)
    for line, sort in zip(lines, sorts, strict=True):
        if sort in ("credits", "image"):
            byline(head, line.text, text, common)
    _reviewed(head, lines, top)
    _names_alone(head, lines, sorts, top, common, said)
    _posts(head, lines, sorts, top)
    if limit is None or limit > top + 1:
        top = min(_behind_deck(head, lines, sorts, top, text, common), len(lines) if limit is None else limit)
    _titled(head, lines, sorts, top, said, file)
    head.top = top
    _end_matter(head, lines, sorts, text, common)
    _recorded(head, record, text, common)
    _completed(head, said, lines, sorts, text, file)
    return head


def _recorded(head: Masthead, record: Mapping[str, str], text: str, common: Collection[str]) -> None:
    """Take in what the fields of an e-mail or a database's record say, where the lines over the article don't."""
    title = record.get("title", "")
    head.title = title if title and (not head.title or _plain(head.title) not in _plain(title)) else head.title
    head.outlet = head.outlet or record.get("where", "").split(";")[0].strip()
    if when := date_line(record.get("when", ""), text) or next(iter(dates_in(record.get("when", ""))), None):
        head.dated = _better(head.dated, when)
    who = re.sub(r"\s*(?:<[^>]*>|\([^)]*\)|\S+@\S+|\s+(?:at|via)\s.*)", "", record.get("who", "")).strip(' "')
    inside = re.search(r"\(([^()]+)\)", record.get("who", ""))
    if inside and name(inside[1]):
        who = inside[1]
    if who and not head.authors and not _NOBODY.fullmatch(who):
        found = [p.text for p in signed(re.sub(r"^by\s+", "", who, flags=re.IGNORECASE), common)[0]]
        head.authors = found or list(named(who, common, 0.5))[:1]


def _top(lines: Sequence[Line], sorts: Sequence[str]) -> int:
    """Return the number of the first line that is running text."""
    own = 0
    for n, line in enumerate(lines):
        if sorts[n]:
            continue
        if own >= HEAD or (is_prose(line) and not looks_like_heading(line) and not _BY.match(line.text) and not _TWO_BY.match(line.text)):
            return n
        own += 1
    return next((n for n, line in enumerate(lines) if not sorts[n] and not looks_like_heading(line)), 0)


def _read_line(head: Masthead, line: Line, n: int, text: str, common: Collection[str]) -> bool:
    """Take in a line that names who wrote it or when; tell whether it does."""
    if byline(head, line.text, text, common):
        head.kinds[n] = ("furniture", "byline")
        if dated := next(iter(dates_in(line.text)), None):
            head.dated = _better(head.dated, dated)
        return True
    if dated := date_line(line.text, text):
        head.dated = _better(head.dated, dated)
        head.kinds[n] = ("furniture", "date")
        return True
    if _NOBODY.fullmatch(line.text.strip()) and line.count <= 5 and not line.marked:
        head.unsigned = True
        head.kinds[n] = ("furniture", "byline")
        return True
    pieces = [p for p in _PIECES.split(line.text) if p.strip()]
    if len(pieces) < 2 or line.count > 25 or ends_sentence(line) or line.marked:
        return False
    dates = [d for p in pieces if (d := date_line(p, text))]
    signed = [byline(head, p, text, common) for p in pieces]
    people = [p for p in pieces if (found := name(p, common)) and found.certainty >= _SURE]
    if not dates and not any(signed):
        return False
    for dated in dates:
        head.dated = _better(head.dated, dated)
    for piece in pieces:
        if piece in people and not any(signed):
            head.authors += [name(piece, common).text]  # type: ignore[union-attr]
        elif not date_line(piece, text) and piece not in people and _OUTLET.search(piece) and not _BY.match(piece):
            head.outlet = head.outlet or _usual(piece.strip())
    head.kinds[n] = ("furniture", "byline" if people or any(signed) else "date")
    return True


def _better(old: Dated | None, new: Dated) -> Dated:
    return new if old is None or (not old.iso and new.iso) or (old.updated and new.iso and not new.updated) else old


def byline(head: Masthead, text: str, whole: str, common: Collection[str]) -> bool:
    """Take in a byline and tell whether the text is one; whom it names goes to the role that it says."""
    if two := _TWO_BY.fullmatch(text.strip()):
        return byline(head, f"By {two['who']}", whole, common)
    found = _BY.fullmatch(text.strip().lstrip("—–-*_ ").strip())
    if not found or len(text) > 200 or (len(text.split()) > 25):
        return False
    who, what = found["who"].strip().rstrip("*_"), (found["what"] or "").casefold()
    if not who[0].isupper() and not _NOBODY.fullmatch(who):
        return False
    people, rest = signed(who, common)
    if not people:
        people, rest = _as_printed(who)
    if not people and who.split()[0].strip(",").casefold() in given_names() and len(who.split()) == 1:
        people = [Name(who, 0.8)]  # a blog is signed with a first name
    if outlet := re.match(r",? for (?P<who>(?:[Tt]he )?[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|of|and|the))*)", rest):
        head.outlet = head.outlet or outlet["who"]
    role = next((role for role, cues in _ROLES if any(cue in what for cue in cues)), "author")
    if not people:
        if not _NOBODY.fullmatch(who) and not _OUTLET.search(who):
            return False
        head.unsigned = head.unsigned or role == "author"
        head.outlet = head.outlet or (who if _OUTLET.search(who) and len(who.split()) < 6 else "")
        return True
    taken = head.authors if role == "author" else head.others.setdefault(role, [])
    taken += [p.text for p in people if p.text not in taken]
    for piece in [p for p in _PIECES.split(rest) if p.strip(" ,")]:
        if dated := date_line(piece.strip(" ,"), whole):
            head.dated = _better(head.dated, dated)
        elif _OUTLET.search(piece) and len(piece.split()) <= 6:
            head.outlet = head.outlet or piece.strip(" ,()").removeprefix("for ").strip()
    return True


_PRINTED = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|[\w’']{1,4}|[a-z]{1,2}[A-Z]\w+)){1,5}")


def _as_printed(who: str) -> tuple[list[Name], str]:
    """Return the words behind "by" as a name although they don't look like one, unless they are a newsroom's."""
    for cut in [*_cuts(who)[::-1], len(who)]:
        found = _PRINTED.fullmatch(who[:cut].strip())
        if found and not _NOBODY.fullmatch(found.group()) and not _OUTLET.search(found.group()) and found.group().split()[-1][0].isupper() | found.group()[-1].islower():
            if not any(w.casefold() in word_list("not_names.txt") for w in found.group().split()):
                return [Name(found.group(), 0.6)], who[cut:]
    return [], who


def signed(who: str, common: Iterable[str]) -> tuple[list[Name], str]:
    """Return the persons whom the text behind "by" names, and what follows them."""
    if found := names(who, common):
        return found, ""
    placed = re.sub(r" in (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}(?=,| and |$)", "", who)
    if placed != who and (found := names(placed, common)):
        return found, ""
    for cut in _cuts(who):
        if found := names(who[:cut], common):
            return found, who[cut:]
    return [], who


def _cuts(who: str) -> list[int]:
    """Return where a list of names may end, the last place first."""
    cuts = {
        m.start()
        for m in re.finditer(
            r"\s+(?:in|for|at|from|of|on|is|and agencies)(?:\s|$)|,\s|\s*[(\[]|\s+[|•·–—-]\s+|\s+\S*@|\n|\s{2,}|;|\.\s", who
        )
    }
    return sorted(cuts, reverse=True)


def _reviewed(head: Masthead, lines: Sequence[Line], top: int) -> None:
    """Take a byline back that names the author of a book under review: its price, pages or ISBN stand beside it."""
    for n, (_, sort) in list(head.kinds.items()):
        if sort == "byline" and any(_BOOK.search(lines[m].text) for m in range(n, min(n + 3, top))):
            head.authors = []


def _names_alone(
    head: Masthead, lines: Sequence[Line], sorts: Sequence[str], top: int, common: Collection[str], said: Said
) -> None:
    """Take lines that are nothing but names as the byline, where none is worded as one and a title goes before."""
    if head.authors or head.unsigned:
        return
    open_ = [n for n in range(min(top, len(lines))) if not sorts[n] and n not in head.kinds]
    known = {a.casefold() for a in said.authors}
    below = "\n".join(line.text for line in lines[top:])
    lowest = open_[-1] if len(open_) > 1 and lines[open_[-1]].count <= 4 else -1
    people = {n: found for n in open_ if (found := _persons(lines[n], common, known, below, n == lowest))}
    if not people or (open_ and open_[0] in people and len(open_) == len(people) == 1 and top < len(lines)):
        return
    last = max(people)
    followed = any(n > last for n in head.kinds) or any(sorts[n] for n in range(last + 1, top)) or last + 1 < top
    if min(people) == open_[0] and len(people) < len(open_) and not followed:
        return
    for n, found in people.items():
        head.authors += [p.text for p in found if p.text not in head.authors]
        head.kinds[n] = ("furniture", "byline")


def _posts(head: Masthead, lines: Sequence[Line], sorts: Sequence[str], top: int) -> None:
    """Count the lines below a byline to it that say what the authors are, or where."""
    signed_ = [n for n, (_, sort) in head.kinds.items() if sort == "byline"]
    for m in range(min(signed_, default=top) + 1, min(top, len(lines))):
        if m in head.kinds or sorts[m] or lines[m].marked or lines[m].count > 25:
            continue
        if looks_like_post(lines[m]) or (_INSTITUTION.search(lines[m].text) and "," in lines[m].text):
            head.kinds[m] = ("furniture", "byline")


def _persons(line: Line, common: Collection[str], known: Collection[str], below: str, under: bool = False) -> list[Name]:
    if line.marked and line.text.casefold() not in known:
        return []
    found = names(line.text, common)
    if not found and " in " in line.text and (placed := signed(line.text, common))[0] and not placed[1]:
        found = placed[0]
    if not found and (one := named_line(line.text, common)) and one.affiliation and one.certainty >= _SURE:
        found = [one]
    sure = any(p.certainty >= _SURE or p.text.casefold() in known for p in found)
    return found if all(p.certainty >= _LEAST for p in found) and (sure or under or _is_named_below(found, line, below)) else []


def _is_named_below(people: Sequence[Name], line: Line, below: str) -> bool:
    """Tell whether the text below names one of those who may be named in a line, by the family name."""
    return any(re.search(rf"(?<!\w){re.escape(p.words[-1])}(?!\w)", below) for p in people) and line.count <= 8


def _behind_deck(
    head: Masthead, lines: Sequence[Line], sorts: Sequence[str], top: int, text: str, common: Collection[str]
) -> int:
    """Go on behind a standfirst that is a sentence, and note a byline that stands behind an introduction."""
    seen: list[int] = []
    for n in range(top, min(len(lines), top + 6)):
        if sorts[n]:
            continue
        if is_prose(lines[n]) and not _BY.match(lines[n].text):
            seen.append(n)
            continue
        if lines[n].count > 25 or not _read_line(head, lines[n], n, text, common):
            continue
        length = sum(lines[m].count for m in seen)
        titled = any(m not in head.kinds and not sorts[m] for m in range(top))
        if titled and len(seen) <= 2 and length <= _DECK:
            head.kinds |= {m: ("heading", "standfirst") for m in range(top, n) if not sorts[m] and m not in head.kinds}
            return _behind_deck(head, lines, sorts, n + 1, text, common) if n + 1 < len(lines) else n + 1
        if head.kinds[n][1] == "byline":
            after = sum(line.count for line, sort in zip(lines[n + 1 :], sorts[n + 1 :], strict=True) if not sort and is_prose(line))
            head.late_byline = n if after >= length else None
            return top
    return top


def _titled(head: Masthead, lines: Sequence[Line], sorts: Sequence[str], top: int, said: Said, file: str) -> None:
    """Find the title among the lines over the article; the lines around it are headings as well."""
    open_ = [n for n in range(min(top, len(lines))) if not sorts[n] and n not in head.kinds]
    wanted = _plain(said.title)
    same = next((n for n in open_ if wanted and _plain(lines[n].text) == wanted), None)
    able = [n for n in open_ if looks_like_heading(lines[n])] or [n for n in open_ if lines[n].count <= 25]
    chosen = same if same is not None else max(able, key=lambda n: (_title_like(lines[n]) + _is_signed_below(head, lines, n), -n), default=None)
    if chosen is not None and chosen != same and _is_outlet_line(lines[chosen]):
        chosen = None
    for n in open_:
        head.kinds[n] = ("heading", "title" if n == chosen else "")
    own = " ".join(lines[chosen].text.lstrip("# ").split()) if chosen is not None else ""
    if chosen is not None and chosen + 1 in open_ and lines[chosen + 1].text[0].islower() and lines[chosen + 1].count <= 12:
        own = f"{own} {lines[chosen + 1].text}"  # a title set in two lines
    for n in open_:
        if n == chosen:
            continue
        if chosen is not None and n < chosen and not lines[n].marked and lines[n].count <= 25:
            head.kinds[n] = ("furniture", "header")
        elif lines[n].count <= 14 and not lines[n].marked and dates_in(lines[n].text):
            head.kinds[n] = ("furniture", "date")
        if numbered := _NUMBERED_ISSUE.match(lines[n].text):
            head.outlet = head.outlet or numbered[1].strip()
        elif _is_outlet_line(lines[n]) or (_INSTITUTION.search(lines[n].text) and chosen is not None and n < chosen):
            head.outlet = head.outlet or _usual(re.split(r"\s+[|•·/]\s+", lines[n].text.strip())[0])
            if _is_outlet_line(lines[n]):
                head.kinds[n] = ("furniture", "header")
    trusted = not file.casefold().endswith((".pdf", ".docx"))
    marked = chosen is not None and (lines[chosen].marked or (chosen + 1 in head.kinds and not _shares(own, said.title)))
    head.title = said.title if said.title and (not own or (trusted and same is None and not marked)) else own


def _is_signed_below(head: Masthead, lines: Sequence[Line], n: int) -> float:
    """Give a line the edge that a byline stands directly below, unless it is longer than the one above, as decks are."""
    below = head.kinds.get(n + 1, ("", ""))[1]
    return 0.05 * (below in ("byline", "date") and (n == 0 or lines[n].count <= lines[n - 1].count + 2))


def _shares(one: str, other: str) -> bool:
    """Tell whether two titles have a longer word in common."""
    return any(w in other.casefold() for w in re.findall(r"\w{4,}", one.casefold()))


_INSTITUTION = re.compile(
    r"\b(?:society|institute|institution|museum|university|house of|assembly|parliament|senate|court|tribunal|committee|council|department|office|ministry|association|"
    r"centre|center|foundation|college|school|proceedings|newsletter|bulletin|journal|transcript|official record|papers|series|episode|federation|chamber|commission|diocese|church)\b",
    re.IGNORECASE,
)
_NUMBERED_ISSUE = re.compile(
    r"([A-Z][^\d\n]{2,60}?),?\s+(?:[|•·–—-]\s+)?(?:No\.?|Vol\.?|Volume|Issue|Nr\.?|Number|Episode|Series)\s?\d",
    re.IGNORECASE,
)


_PAPERS = re.compile(r"\b(?:record|minutes|proceedings|transcript|unrevised|uncorrected|hansard|bulletin|newsletter)\b", re.IGNORECASE)


def _title_like(line: Line) -> float:
    """Say how much a line over an article looks like its title: more than a name of a body, an issue or a section."""
    text = line.text.strip()
    score = 3.0 * line.marked + (line.count >= 3) + (text.endswith("?") or (text[0] in '“"«' and line.count >= 4))
    body = bool(_INSTITUTION.search(text)) and line.count <= 8 and _is_capitalised(text)
    score -= 2 * (_is_outlet_line(line) or (body and not line.marked and not text.endswith("?")))
    score += 0.3 * (line.count >= 4) + 0.4 * (text.isupper() and line.count >= 8) - 0.2 * (text.isupper() and line.count < 8) - 0.6 * (text.isupper() and line.count <= 4) - 0.5 * (line.count > 20)
    score -= 1.0 * bool(re.search(r"\s--\s|::|\bpage \d|^\w+:.*\b\w+:", text)) + 0.5 * text.endswith(")")
    score -= 0.5 * (line.count <= 6 and bool(_PAPERS.search(text)))
    score -= 1.0 * (text.count(",") >= 2 and line.count <= 10)
    score -= 1.0 * bool(re.search(r"\d\W*$|\b(?:No|Vol|Case|Issue)\b\.? ?\S*\d", text))
    score -= 0.35 * bool(re.match(r"(?:to|for the attention of) the\b", text, re.IGNORECASE))
    return score - 2 * (text.endswith((".", ",", ":")) and not line.marked)


def _is_capitalised(text: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]{4,}", text)]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _usual(text: str) -> str:
    """Return a name in capitals as one writes it in a sentence."""
    return (
        re.sub(r"(?<=\w)(Of|The|And|For|In|On|At)\b", lambda m: m.group(), text.title())
        if text.isupper() and len(text) > 5
        else text
    )


def _is_outlet_line(line: Line) -> bool:
    words = re.split(r"\s+[|•·/]\s+", line.text.strip())[0].split()
    capital = all(w[0].isupper() or w in ("of", "and", "the", "for") for w in words)
    return 1 < len(words) <= 6 and capital and bool(_OUTLET.search(words[-1])) and not line.marked


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _end_matter(
    head: Masthead, lines: Sequence[Line], sorts: Sequence[str], text: str, common: Collection[str]
) -> None:
    """Take a byline or a date line below the article, where none stands over it."""
    for n in range(max(head.top, len(lines) - 6), len(lines)):
        if sorts[n] or n in head.kinds or is_prose(lines[n]) or lines[n].count > 20:
            continue
        if not head.dated and (dated := date_line(lines[n].text, text)):
            head.dated = dated
            head.kinds[n] = ("furniture", "date")
        elif byline(head, lines[n].text, text, common):
            head.kinds[n] = ("furniture", "byline")


def dateline(line: Line) -> re.Match[str] | None:
    """Return the place and date that open a news item: "NAIROBI, March 3 (Outlet) —"."""
    found = _DATELINE.match(line.text[:200])
    if not found or found.end() > 90:
        return None
    shouted = found["place"].split(",")[0].isupper() and len(found["place"].split(",")[0]) > 2
    if found["mark"] == ":" and not (shouted and found["date"]):
        return None
    if found["mark"] == "-" and line.text[found.end() - 1 : found.end()] != " " and not shouted:
        return None
    return found if shouted or found["agency"] or (found["date"] and any(c.isdigit() for c in found["date"])) else None


def _completed(head: Masthead, said: Said, lines: Sequence[Line], sorts: Sequence[str], text: str, file: str) -> None:
    """Fill in what the lines don't say from the file, the first paragraph, a sentence, the address."""
    head.authors = head.authors or ([] if head.unsigned else _trusted(said, file))
    head.outlet = said.outlet or head.outlet
    head.url = said.url or next(
        (
            m[0].rstrip(".,)>")
            for n, s in enumerate(sorts)
            if s == "link" and (m := re.search(r"(?:https?://|www\.)[^\s<>]+", lines[n].text))
        ),
        "",
    )
    if head.top < len(lines) and (found := dateline(lines[head.top])):
        if found["date"]:
            head.dated = _better(head.dated, opening_date(found["date"], text) or Dated("", "unknown"))
        if found["agency"]:
            head.outlet = head.outlet or found["agency"].strip("()")
    stated = head.dated if head.dated and head.dated.iso else _mentioned(lines[: head.top], sorts)
    running = next((d for text_ in said.heads for d in dates_in(text_)), None)
    stated = stated or (running if head.dated is None else None)
    from_file = None
    if said.published and (said.is_publication or said.published[:10] not in _DEFAULTS):
        why = said.published_from + ("" if said.is_publication else ", which may be later or earlier")
        from_file = Dated(said.published, "file", why)
    certain = from_file if from_file and said.is_publication else None
    if stated and certain and (stated.basis == "inferred" or certain.iso.startswith(f"{stated.iso}-")):
        stated = certain
    near = [line for line, sort in zip(lines, sorts, strict=True) if sort in ("", "disclaimer", "credits")]
    told = None if stated or certain else told_date([*near[: head.top + 8], *near[-6:]], text)
    found_date = stated or certain or (told if told and told.iso else None)
    found_date = found_date or address_date(head.url) or file_date(file) or (from_file if head.dated is None else None)
    head.dated = found_date or head.dated or told
    opening = next((line.text for line in lines[head.top :] if line.text), "")
    numbered = _NUMBERED_ISSUE.match(opening)
    head.outlet = head.outlet or (numbered[1].strip() if numbered else "") or _outlet_of(lines) or _of_heads(said.heads, head.title)


def _trusted(said: Said, file: str) -> list[str]:
    """Return the authors that a file names, those aside that are rather a user's account or the staff."""
    strict = file.casefold().endswith((".pdf", ".docx"))
    people = [(a, name(a)) for a in said.authors]
    named = [p.text if p else a for a, p in people if (p and len(p.words) > 1) or (not strict and not _NOBODY.fullmatch(a) and not _OUTLET.search(a))]
    return [a for a in named if not any(c.isdigit() for c in a)]


def _mentioned(lines: Sequence[Line], sorts: Sequence[str]) -> Dated | None:
    """Return a date in full that the lines over an article mention beside other words."""
    for line, sort in zip(lines, sorts, strict=False):
        if sort in ("", "participants") and (found := dates_in(line.text)):
            return found[0]
    return None


_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:[-–]\d{2,4})?,?\s*)(?:by )?(?P<who>[A-Z][^.,|;©\n]{2,50})",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:first |originally |also )?(?:appeared|published|posted|ran|printed|republished|reprinted|reproduced) (?!(?:\w+ ){0,3}permission)(?:\w+ ){0,3}?(?:in|on|by|from) "
    r"(?P<who>(?:the |The )?[A-Z][\w’'&-]+(?: (?:of|the|and|for|[A-Z0-9][\w’'&-]+)){0,6})"
)


def _of_heads(heads: Sequence[str], title: str) -> str:
    """Return the outlet that the running heads of a document name."""
    for text in heads:
        if found := _NUMBERED_ISSUE.match(text):
            return _usual(found[1].strip())
        bare = re.sub(r"\s*\b\d[\d()/., -]*.*$", "", text).strip(" |·•")
        if bare and _plain(bare) not in _plain(title) and (_INSTITUTION.search(bare) or _OUTLET.search(bare)) and _is_capitalised(bare):
            return _usual(bare)
    return ""


def _outlet_of(lines: Sequence[Line]) -> str:
    """Return whom a copyright or a note of first publication names."""
    for line in reversed(lines):
        if line.count <= 60 and (found := _COPYRIGHT.search(line.text)):
            who = re.sub(
                r"\.?\s*(?:all rights reserved|ltd|inc|llc|limited).*", "", found["who"], flags=re.IGNORECASE
            ).strip()
            return "" if name(who) else who
    for line in (*lines[:6], *lines[-6:]):
        if line.count <= 80 and (found := _FIRST.search(line.text)):
            return found["who"].strip()
    return ""
