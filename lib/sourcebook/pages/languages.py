"""Which language a stretch of another script is read out in."""

import re

# Script -> the language that is written in it mostly, as BCP 47 writes it; how a stretch is spelt can't tell more.
# Han alone is taken for Chinese; with a syllable of Japanese in the same stretch it is Japanese.
_SCRIPTS = {
    "el": "Ͱ-Ͽἀ-῿",
    "ru": "Ѐ-ԯ",
    "hy": "԰-֏",
    "he": "֐-׿",
    "ar": "؀-ۿݐ-ݿࢠ-ࣿﭐ-﷿ﹰ-ﻼ",
    "hi": "ऀ-ॿ",
    "bn": "ঀ-৿",
    "ta": "஀-௿",
    "th": "฀-๿",
    "ka": "Ⴀ-ჿ",
    "ko": "ᄀ-ᇿ㄰-㆏가-힣",
    "ja": "぀-ヿㇰ-ㇿ",
    "zh": "⺀-⿟㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f",
}
_RIGHT_TO_LEFT = {"he", "ar"}
_ANY = "".join(_SCRIPTS.values())
# Punctuation, digits and spaces between two letters of the script belong to the stretch.
_STRETCH = re.compile(rf"[{_ANY}](?:[^<>&A-Za-zÀ-ɏ]*[{_ANY}])*")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_LETTER = {language: re.compile(f"[{span}]") for language, span in _SCRIPTS.items()}


def language(stretch: str) -> str:
    """Return the language of text in another script than Latin, empty where there is no letter of one.

    >>> language("贸易"), language("貿易について"), language("торговля"), language("trade")
    ('zh', 'ja', 'ru', '')
    """
    counts = {name: len(letter.findall(stretch)) for name, letter in _LETTER.items()}
    if counts["ja"]:
        counts["ja"] += counts.pop("zh")
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] else ""


def spoken(body: str) -> str:
    """Return HTML in which stretches of other scripts say their language, and which way they are read.

    >>> spoken("<p>He said 你好.</p>")
    '<p>He said <span lang="zh">你好</span>.</p>'
    """
    if body.isascii() or not re.search(f"[{_ANY}]", body):
        return body
    return _TEXT.sub(lambda text: _STRETCH.sub(_named, text[0]), body)


def _named(stretch: re.Match[str]) -> str:
    said = language(stretch[0])
    direction = ' dir="rtl"' if said in _RIGHT_TO_LEFT else ""
    return f'<span lang="{said}"{direction}>{stretch[0]}</span>'
