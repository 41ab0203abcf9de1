"""Times of day: read so that they are no counts; they are no facts either."""

import re

from sourcebook.quantities.numerals import Token, at

CLOCK = re.compile(
    r"(?:[0-9]{1,2}(?::[0-9]{2})?\s?(?:-|–|to|and)\s?)?"  # "7 to 9 pm"
    r"(?:[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?(?:\s?[ap]\.?m\b\.?)?"
    r"|[0-9]{1,4}(?:\.[0-9]{2})?\s?[ap](?:\.m\.|\s?\.\s?m\s?\.|m\b))",
    re.IGNORECASE,
)
_NEAR_CLOCK = {":", ".", "-", "–"}


def clock_at(text: str, ts: list[Token], i: int) -> int | None:
    """Return the index after a time of day at token i ("9:30 a.m.", "7 to 9 pm", "eight o'clock"), or None."""
    after = at(ts, i + 1)
    if after.low in ("o'clock", "o’clock"):
        return i + 2
    if ts[i].kind != "n":
        return None
    clock = after.low[:1] in ("a", "p", "t") or after.text in _NEAR_CLOCK
    m = CLOCK.match(text, ts[i].start) if clock or "." in ts[i].text else None
    if not m:
        return None
    end = i
    while end < len(ts) and ts[end].start < m.end():
        end += 1
    return end
