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
_ANY = "".join(_SCRIPTS.values())
# Punctuation, digits and spaces between two letters of the script belong to the stretch.
_STRETCH = re.compile(rf"[{_ANY}](?:[^<>&A-Za-zÀ-ɏ]*[{_ANY}])*")
_LETTERS = re.compile(f"[{_ANY}]")
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


def tag(declared: str) -> str:
    """Return a declared language where it is a tag of BCP 47 that a browser understands, else nothing.

    >>> tag("uk"), tag("pt-BR"), tag("English (British)")
    ('uk', 'pt-BR', '')
    """
    return declared if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", declared) else ""


def is_mostly_another_script(text: str) -> bool:
    """Tell whether more than half of the letters are of another script than Latin."""
    return len(_LETTERS.findall(text)) * 2 > sum(c.isalpha() for c in text)


def marked(text: str, declared: str = "") -> str:
    """Return escaped text in which stretches of other scripts say their language.

    declared   the language of the whole; what is mostly in another script is in that one, and no stretch is guessed

    >>> marked("He said 你好."), marked("Привіт усім", "uk")
    ('He said <span lang="zh">你好</span>.', 'Привіт усім')
    """
    if text.isascii() or (declared and is_mostly_another_script(text)):
        return text
    return _STRETCH.sub(_named, text)


def spoken(body: str) -> str:
    """Return HTML with the text between its tags as `marked` gives it.

    >>> spoken('<p title="你好">你好</p>')
    '<p title="你好"><span lang="zh">你好</span></p>'
    """
    return body if body.isascii() else _TEXT.sub(lambda text: marked(text[0]), body)


def _named(stretch: re.Match[str]) -> str:
    said = language(stretch[0])
    return f'<span lang="{said}">{stretch[0]}</span>'  # no direction: its neighbours, full stops too, go with it
