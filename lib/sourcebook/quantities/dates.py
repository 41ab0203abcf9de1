"""The grammar of dates: how points, units and ranges go together.

`date_at` reads the expression that begins at a token. A point is written out (`explicit`), a holiday or relative;
the functions here make new ones of it: a piece ("the first week of May"), the end of it, a day so far off
("three days after Christmas"), a range of two, all that comes before or after.
"""

from dataclasses import replace
from datetime import date

from sourcebook.quantities.explicit import (
    DAY_LINKS,
    DIGIT_LEADS,
    MONTHS,
    QUOTES,
    SHORT_DAYS,
    WEEKDAYS,
    centuries,
    day_first,
    fiscal,
    month_first,
    nineties,
    numeric,
    part_of_year,
    season,
    with_year,
    year_at,
    years,
)
from sourcebook.quantities.holidays import HOLIDAY_STARTS, holiday
from sourcebook.quantities.intervals import (
    OPEN,
    between,
    cut,
    day_in_week,
    numbered_week,
    opened,
    week_around,
    week_form,
)
from sourcebook.quantities.isodates import (
    SEASONS,
    DateReading,
    Rule,
    bounds,
    derived,
    iso_day,
    join,
    moved,
    period_iso,
    resolve,
    shift_days,
)
from sourcebook.quantities.numerals import (
    ORDINALS,
    SMALL,
    TENS,
    Token,
    at,
    number,
    ordinal,
    skip_hyphen,
    word_at,
    words,
)
from sourcebook.quantities.relative import (
    AHEAD,
    BACK,
    DAYS,
    HERE,
    ago,
    amount_of_time,
    near_time,
    nearest_day,
    owner,
    relative,
    shifted,
    upcoming,
    weekday_number,
)
from sourcebook.quantities.timex import yearless_form

_PARTS = words("early mid late beginning start end middle earlier later")
_NOUN_PARTS = words("beginning start end middle")
_THAN = {"later", "earlier"}
_DEPTH = 3  # of one date inside another: "the end of the first week of next month"


# ---------------------------------------------------------------- one date


def _point(text: str, ts: list[Token], i: int, depth: int = 0) -> DateReading | None:
    """Read one date that begins at token i, without "since" or "from", and the year or week that follows it."""
    if i >= len(ts) or depth > _DEPTH:
        return None
    found = _composed(text, ts, i, depth) or _simple(text, ts, i)
    if found is None or found.kind == "impossible":
        return found
    if found.weekday is not None:
        return _of_week(text, ts, found) or found
    if found.precision == "week" and not found.amount:
        return _on_weekday(ts, found) or found
    return _of_relative_year(ts, found) or found


_BEFORE_CHRIST = words("bc bce b.c. b.c.e.")  # ISO years begin with 1


def _simple(text: str, ts: list[Token], i: int) -> DateReading | None:
    t = ts[i]
    if lone := _lone_day(ts, i):
        return lone
    if t.kind == "n":
        if word_at(ts, i + 1) in _BEFORE_CHRIST:
            return DateReading(i + 2, "year", kind="impossible")
        return numeric(text, ts, i) or day_first(ts, i) or years(ts, i) or part_of_year(ts, i) or centuries(ts, i)
    if t.low in MONTHS:
        return month_first(ts, i) or holiday(ts, i)
    if t.low in _OTHER_STARTS:
        return part_of_year(ts, i) or relative(ts, i)
    if t.low in QUOTES:
        return nineties(ts, i)
    if t.low in _NO_STARTS or (t.low not in STARTERS and owner(ts, i) not in STARTERS):
        return None
    return (
        _weekday_date(text, ts, i)
        or holiday(ts, i)
        or part_of_year(ts, i)
        or season(ts, i)
        or fiscal(ts, i)
        or day_first(ts, i)
        or years(ts, i)
        or centuries(ts, i)
        or relative(ts, i)
    )


_NO_STARTS = words("the a an day week month year decade rest remainder from between before after since until till")
_OTHER_STARTS = BACK | AHEAD | HERE
_LONE_LEADS = words("on by until till since before after from")
_AFTER_LONE = words("and to at until till through for but when as")


def _lone_day(ts: list[Token], i: int) -> DateReading | None:
    """Read "(on the) 15th", of whichever month lies nearest."""
    if word_at(ts, i - 1) != "the" or word_at(ts, i - 2) not in _LONE_LEADS:
        return None
    day = ordinal(ts, i)
    if not day or ts[i].kind != "n" or not 1 <= day[0] <= 31:
        return None
    after = at(ts, day[1])
    if after.text == "-" or (after.kind != "s" and after.low not in _AFTER_LONE and after.text):
        return None
    rule: Rule = lambda ref: nearest_day(ref, day[0])  # noqa: E731
    return DateReading(day[1], "day", rule=rule, form=f"XXXX-XX-{day[0]:02d}", anchor="soft", day=day[0])


def _composed(text: str, ts: list[Token], i: int, depth: int) -> DateReading | None:
    low = ts[i].low
    if depth >= _DEPTH:
        return None
    if low in _PARTS:
        return _part(text, ts, i, depth)
    if low in ("week", "month", "year", "decade"):
        week = _week(text, ts, i, depth) if low == "week" else None
        return week or _named_unit(text, ts, i, depth) or ago(ts, i)
    if low in ("rest", "remainder") and word_at(ts, i + 1) == "of":
        return _rest(text, ts, i + 2, depth)
    if ts[i].kind == "n" or low in _OFFSET_STARTS or low in TENS:
        timed = near_time(ts, i)
        return _piece(text, ts, i, depth) or (_timed(text, ts, i, depth) if timed else None)
    return None


def _timed(text: str, ts: list[Token], i: int, depth: int) -> DateReading | None:
    """Read what begins with a number of units of time: "three years ago", "two upcoming months"."""
    return _offset(text, ts, i, depth) or ago(ts, i) or upcoming(ts, i)


def _named_unit(text: str, ts: list[Token], i: int, depth: int) -> DateReading | None:
    """Read "month of May", "year of 2016"."""
    inner = _whole(text, ts, i + 2, depth) if word_at(ts, i + 1) == "of" else None
    return inner if inner and inner.precision == ts[i].low and (inner.fixed or inner.yearless) else None


def _rest(text: str, ts: list[Token], k: int, depth: int) -> DateReading | None:
    """Read "rest of the year", from the day of publication on; of another year, that year."""
    inner = _whole(text, ts, k, depth)
    if inner is None or inner.rule is None or inner.precision not in ("week", "month", "quarter", "year", "decade"):
        return None

    def rest(ref: date) -> str:
        span = bounds(resolve(inner, (ref, ref)) or "")
        return f"{max(ref, span[0])}/{span[1]}" if span and span[1] > ref else ""

    return replace(inner, rule=rest, form=None, precision="day", kind="date_range", points=True)


_OFFSET_STARTS = words("a an day last final opening") | set(SMALL) | set(ORDINALS)


def _weekday_date(text: str, ts: list[Token], i: int) -> DateReading | None:
    """Read "Tuesday, 4 March 2025": the weekday adds nothing."""
    if weekday_number(ts, i) is None:
        return None
    k = i + 1
    k += word_at(ts, k) == "."
    k += word_at(ts, k) == ","
    k += word_at(ts, k) == "the"
    if k < len(ts) and (ts[k].kind == "n" or ts[k].low in MONTHS):
        found = month_first(ts, k) if ts[k].low in MONTHS else numeric(text, ts, k) or day_first(ts, k)
        return found if found and found.precision == "day" else None
    return None


def _of_relative_year(ts: list[Token], found: DateReading) -> DateReading | None:
    """Give a date without a year the one in "of last year", "this year", "of the year"."""
    if found.yearless is None or found.fixed:
        return None
    k = found.end + (word_at(ts, found.end) == ",")
    of = word_at(ts, k) in ("of", "in")
    k += of
    k += word_at(ts, k) == "the" and of
    low, noun = word_at(ts, k), word_at(ts, k + 1)
    yearly = found.yearless
    if of and low == "year" and word_at(ts, k - 1) == "the":
        return replace(
            found, end=k + 1, yearless=None, rule=lambda ref: yearly(ref.year) or "", form=yearless_form(found)
        )
    by = -1 if low in BACK else 1 if low in AHEAD else 0 if low in HERE else None
    if noun != "year" or by is None or low in ("past", "coming", "that"):
        return None
    anchor = {"same": "hard"}.get(low, "soft" if low in ("following", "previous", "preceding") else "")
    return replace(found, end=k + 2, yearless=None, rule=lambda ref: yearly(ref.year + by) or "", anchor=anchor)


# ---------------------------------------------------------------- weeks


def _of_week(text: str, ts: list[Token], day: DateReading) -> DateReading | None:
    """Read "Monday of last week", "Tuesday next week"."""
    k = day.end + (word_at(ts, day.end) == "of")
    k += word_at(ts, k) == "the"
    if word_at(ts, k) not in BACK | AHEAD | HERE and word_at(ts, k) != "week":
        return None
    week = _week(text, ts, k, _DEPTH) if word_at(ts, k) == "week" else relative(ts, k)
    if week is None or week.precision != "week" or week.amount or week.anchor == "hard":
        return None
    weekday = day.weekday or 0
    return derived(week, lambda iso: day_in_week(iso, weekday), precision="day")


def _on_weekday(ts: list[Token], week: DateReading) -> DateReading | None:
    """Read "next week on Tuesday", "next week Tuesday"."""
    k = week.end + (word_at(ts, week.end) in ("on", ","))
    weekday = weekday_number(ts, k)
    if weekday is None or not ts[k].text[0].isupper():
        return None
    return derived(week, lambda iso: day_in_week(iso, weekday), precision="day", end=k + 1)


_WEEK_LINKS = words("of starting beginning commencing ending")


def _week(text: str, ts: list[Token], i: int, depth: int) -> DateReading | None:
    """Read "the week of March 3", "week ending 9 May", "week 12 of 2024", "the week before last"."""
    low, after = word_at(ts, i + 1), word_at(ts, i + 2)
    if (low, after) in (("before", "last"), ("after", "next")):
        by = -2 if low == "before" else 2
        return DateReading(i + 3, "week", rule=lambda ref: period_iso("week", moved("week", ref, by)))
    if low in _WEEK_LINKS and depth < _DEPTH:
        k = i + 2 + (after == "on")
        k += word_at(ts, k) == "the"
        day = _point(text, ts, k, depth + 1)
        if day and day.precision == "day" and day.kind == "date" and not day.amount:
            return derived(day, week_around, precision="week", form=None if day.fixed else yearless_form(day))
    n = at(ts, i + 1).text
    if at(ts, i + 1).kind == "n" and len(n) <= 2 and n.isdigit() and 1 <= int(n) <= 53:
        week = DateReading(i + 2, "week", yearless=lambda year: numbered_week(year, int(n)))
        found = with_year(ts, week)
        return found if found and found.fixed and word_at(ts, i + 2) != "," else None
    return None


# ---------------------------------------------------------------- pieces, parts and offsets

_UNITS = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "half": "half", "year": "year",
          "weekend": "weekend", "decade": "decade"}  # fmt: skip


def _piece(text: str, ts: list[Token], i: int, depth: int) -> DateReading | None:
    """Read "the first week of May", "last ten days of 2024", "second Monday of next month", "15th of this month"."""
    found = ordinal(ts, i)
    last = ts[i].low in ("last", "final")
    if not found and not last and ts[i].low != "opening":
        return None
    n = -1 if last else found[0] if found else 1
    k = skip_hyphen(ts, found[1] if found else i + 1)
    count = number(ts, k)
    many = count is not None and count.high is None and count.form in ("digits", "words") and 2 <= count.value <= 400
    k = count.end if count and many else k
    noun = word_at(ts, k)
    unit = _UNITS.get(noun.rstrip("s") if many else noun)
    weekday = weekday_number(ts, k)
    if unit is None and weekday is None:
        return _day_of_month(ts, n, k) if found and noun == "of" else None
    if word_at(ts, k + 1) not in ("of", "in"):
        return None
    whole = _whole(text, ts, k + 2, depth)
    if whole is None or abs(n) > 366 or (whole.precision == "fiscal year" and unit != "year"):
        return None
    size = int(count.value) if count and many else 1
    part = derived(
        whole, lambda iso: cut(iso, unit or "", weekday, n, size), precision=unit or "day", modifier="=", form=None,
        kind="date_range" if size > 1 or unit in ("quarter", "half") else "date", lean=whole.lean,
    )  # fmt: skip
    if unit == "week" and size == 1 and whole.precision == "month":
        part = replace(part, form=week_form(part))
    return None if part.kind == "impossible" and weekday is None else part


def _whole(text: str, ts: list[Token], k: int, depth: int) -> DateReading | None:
    """Read what a piece is cut from: "the year", "next month", "May 2024"."""
    the = word_at(ts, k) == "the"
    k += the
    unit = word_at(ts, k)
    if the and unit in ("year", "month", "week", "decade", "quarter", "century"):
        return DateReading(k + 1, unit, rule=lambda ref: period_iso(unit, ref))
    inner = _point(text, ts, k, depth + 1)
    return None if inner is None or inner.precision == "day" or inner.amount or inner.kind == "impossible" else inner


def _day_of_month(ts: list[Token], n: int, k: int) -> DateReading | None:
    """Read "15th of next month"."""
    month = relative(ts, k + 1 + (word_at(ts, k + 1) == "the"))
    if month is None or month.precision != "month" or month.amount or not 1 <= n <= 31:
        return None
    return derived(month, lambda iso: iso_day(int(iso[:4]), int(iso[5:7]), n), precision="day")


def _part(text: str, ts: list[Token], i: int, depth: int) -> DateReading | None:
    """Read "early 2020", "mid-2027", "the end of March", "late last year", "later this month"."""
    k = skip_hyphen(ts, i + 1)
    if ts[i].low in _NOUN_PARTS:
        if word_at(ts, k) != "of":
            return None
        k += 1
    elif ts[i].low in ("earlier", "later"):
        k += word_at(ts, k) in ("in", "on")
        if word_at(ts, k) not in ("this", "in") and not (k > i + 1 and year_at(ts, k)):
            return None
    else:
        k += word_at(ts, k) == "in"
    inner = _whole(text, ts, k, depth)
    return replace(inner, modifier="~") if inner else None


def _offset(text: str, ts: list[Token], i: int, depth: int) -> DateReading | None:
    """Read "three days after Christmas", "a week from Tuesday", "(the) day before yesterday"."""
    found = (1.0, "day", i + 1) if ts[i].low == "day" else amount_of_time(ts, i)
    if found is None or (ts[i].low == "day" and word_at(ts, i - 1) != "the"):
        return None
    count, unit, k = found
    low = word_at(ts, k)
    if low in ("starting", "beginning"):
        return _lasting(text, ts, k + 1, count, unit)
    sign = {"before": -1, "after": 1, "from": 1, "following": 1}.get(low)
    k += 1 + (word_at(ts, k + 1) == "the")
    if sign is None or k >= len(ts):
        return None
    inner = _point(text, ts, k, _DEPTH)
    if (
        inner is None
        or inner.amount
        or inner.kind != "date"
        or (inner.weekday is None and low == "from" and inner.fixed)
    ):
        return None
    return shifted(replace(inner, lean="future") if low == "from" else inner, count, unit, sign)


def _lasting(text: str, ts: list[Token], k: int, count: float, unit: str) -> DateReading | None:
    """Read "two weeks starting 20 May"."""
    k += word_at(ts, k) == "on"
    start = _point(text, ts, k, _DEPTH)
    if start is None or start.precision != "day" or start.kind != "date" or start.amount or unit in ("hour", "minute"):
        return None

    def lasting(iso: str) -> str | None:
        span = bounds(iso)
        return f"{iso}/{shift_days(moved(unit, span[0], count), -1)}" if span else None

    return derived(start, lasting, kind="date_range", precision=unit if unit == "week" else "day")


# ---------------------------------------------------------------- ranges


def date_at(text: str, ts: list[Token], i: int) -> DateReading | None:
    """Return the date expression that begins at token i (of the tokens of `text`), or None.

    A leading "in", "on", "by" or "the" is no part of it; "since", "before", "until", "after", "from ... to" and
    "between ... and" are. An impossible day, such as 31 February, is no date.
    """
    low = ts[i].low
    than = low in _THAN and word_at(ts, i + 1) == "than"
    if low in OPEN and (than or low not in _THAN) and low != "prior":
        return _open_range(text, ts, i, than)
    if low in ("from", "between"):
        k = i + 1 + (word_at(ts, i + 1) == "the")
        first = _point(text, ts, k) or _until_now(ts, k)
        if first is None or first.amount or first.kind == "impossible":
            return None
        within = first if first.points and (first.precision == "day" or low == "between") else None  # "from 3 to 5 May"
        return _to(text, ts, first, low) or _onwards(ts, first, low) or within
    if low == "prior" and word_at(ts, i + 1) == "to":
        return _open_range(text, ts, i, True)
    first = _point(text, ts, i)
    if first is None or first.amount or first.kind == "impossible":
        return first
    return _to(text, ts, first, "") or _onwards(ts, first) or _and_next(ts, i, first) or first


def _and_next(ts: list[Token], i: int, first: DateReading) -> DateReading | None:
    """Read "this year and next"."""
    k, unit = first.end, first.precision
    if ts[i].low != "this" or not first.rule or (word_at(ts, k), word_at(ts, k + 1)) != ("and", "next"):
        return None
    if at(ts, k + 2).kind == "w" and not ts[k + 2].low.endswith("ly"):
        return None
    rule: Rule = lambda ref: join(period_iso(unit, ref), period_iso(unit, moved(unit, ref, 1))) or ""  # noqa: E731
    return replace(first, end=k + 2, rule=rule, kind="date_range", form=None)


def _open_range(text: str, ts: list[Token], i: int, than: bool) -> DateReading | None:
    k = i + 1 + than
    if ts[i].low in _THAN and word_at(ts, i - 1) in ("no", "not"):
        return None  # "no later than": a limit, which the modifier tells
    k += word_at(ts, k) == "the"
    k += word_at(ts, k) == "year" and bool(year_at(ts, k + 1))
    inner = _point(text, ts, k)
    if inner is None or (inner.amount and not inner.rule) or inner.kind == "impossible":
        return None
    if inner.amount and word_at(ts, inner.end - 1) != "ago":
        return None
    word = "since" if _is_denied(ts, i) else ts[i].low  # "not before 2035" opens what follows
    return None if inner.precision == "year" and _names_event(ts, inner.end) else opened(inner, word, inner.end)


def _is_denied(ts: list[Token], i: int) -> bool:
    """Say whether "before" or "until" at token i stands under a "not" of its clause: "won't open before 2027"."""
    for t in ts[max(0, i - 6) : i][::-1] if ts[i].low in ("before", "until", "till") else ():
        if t.low in ("not", "never", "cannot") or t.low.endswith(("n't", "n’t")):
            return True
        if t.text in ",;:()—":
            return False
    return False


def _onwards(ts: list[Token], first: DateReading, lead: str = "") -> DateReading | None:
    """Read "2016 and later", "1 May 2024 onwards", "from next May on"."""
    if lead == "from":
        after = at(ts, first.end + 1)
        on = word_at(ts, first.end) == "on" and (after.kind in ("s", "") or after.low in _GOING_ON)
        if at(ts, 0).text in ("From", "-", "•") and at(ts, 1).kind != "s" and first.precision != "year":
            heads = word_at(ts, first.end) in (":", ",") or word_at(ts, first.end) in _GOING_ON
            return opened(first, "since", first.end) if heads else None  # "From next spring the number will"
        return opened(first, "since", first.end + 1) if on else None
    k = first.end + (word_at(ts, first.end) in ("and", "or"))
    low = word_at(ts, k)
    if first.kind != "date" or (
        low not in ("onwards", "onward") and not (k > first.end and low in ("later", "earlier", "after", "before"))
    ):
        return None
    if "onward" not in low and at(ts, k + 1).kind == "w":
        return None
    return opened(first, {"earlier": "before", "before": "before"}.get(low, "since"), k + 1)


_GOING_ON = words("he she it they we you i there all every no the a an any")


def _names_event(ts: list[Token], k: int) -> bool:
    """Say whether a year is the name of an event ("since the 2016 games")."""
    named = k < len(ts) and ts[k].kind == "w" and ts[k].text.islower()
    return named and ts[k - 1].kind == "n" and word_at(ts, k - 2) == "the"


_TO = ("to", "until", "till", "through", "-", "–", "—")


def _to(text: str, ts: list[Token], first: DateReading, lead: str) -> DateReading | None:
    """Read the second half of a range of dates, if there is one."""
    k = first.end
    if word_at(ts, k) not in (("and", "to", "-", "–") if lead == "between" else _TO) or first.anchor == "hard":
        return None
    k += 1 + (word_at(ts, k + 1) == "the")
    second = _point(text, ts, k) or _until_now(ts, k)
    if second is None or second.amount or second.kind == "impossible" or second.anchor == "hard":
        return None
    if second.kind == "date_range" and first.kind != "date_range":
        return None
    return between(first, second)


def _until_now(ts: list[Token], k: int) -> DateReading | None:
    k += word_at(ts, k) == "current" and word_at(ts, k + 1) == "date"
    now = word_at(ts, k) in ("now", "date", "present")
    return DateReading(k + 1, "day", rule=lambda ref: ref.isoformat()) if now else None


STARTERS = frozenset(MONTHS) | frozenset(WEEKDAYS) | set(SHORT_DAYS) | set(SEASONS) | _PARTS | set(OPEN)
STARTERS |= (
    set(DAYS)
    | BACK
    | AHEAD
    | HERE
    | HOLIDAY_STARTS
    | {f"{day}{s}" for day in [*DAYS, *WEEKDAYS] for s in ("'s", "’s")}
    | words("month year rest remainder weekend final from between")
    | set(ORDINALS)
    | words("fiscal financial school academic fy q h a an day week ' ’ ‘")
    | {w[:-1] + "ies" for w in TENS}
    | set(SMALL)
    | set(TENS)
)
_AFTER_DAY = {"-", "/", "–", "—", "'", "’", "."}
_WORDS_AFTER_DAY = _BEFORE_CHRIST.union(MONTHS, DAY_LINKS, {"of"})


def may_begin(ts: list[Token], i: int) -> bool:
    """Say, cheaply, whether token i may begin a date: a starter, four digits, others before what goes on with a day."""
    if ts[i].kind != "n":
        return ts[i].low in STARTERS and (ts[i].low not in ("a", "an") or near_time(ts, i))
    after = at(ts, i + 1)
    point = "." in ts[i].text and (ts[i].text.count(".") == 2 or at(ts, i - 1).low in DIGIT_LEADS)
    if len(ts[i].text) == 4 or point or after.text in _AFTER_DAY:
        return True
    return after.kind == "w" and (after.glued or after.low in _WORDS_AFTER_DAY or near_time(ts, i))
