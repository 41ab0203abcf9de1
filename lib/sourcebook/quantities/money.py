"""Currencies by code, symbol and name, before and behind their amount; each is named by its ISO 4217 code."""

from sourcebook.quantities.nouns import singular
from sourcebook.quantities.numerals import Token, word_at, words
from sourcebook.quantities.readings import Unit

CODES = words(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL "
    "LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR "
    "PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP "
    "TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL FIM DEM FRF ITL ESP BTC"
)
_COMMON_CODES = words("usd eur gbp jpy cny inr aud cad chf hkd sgd nzd mxn krw")
_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH",
    "₦": "NGN", "₱": "PHP", "฿": "THB", "₫": "VND", "₪": "ILS", "₡": "CRC", "₲": "PYG", "₵": "GHS", "₸": "KZT",
    "₾": "GEL", "₿": "BTC", "﹩": "USD", "＄": "USD", "￥": "CNY", "￡": "GBP",
}  # fmt: skip
_DOLLAR_PREFIXES = {
    "us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD", "cdn": "CAD",
    "can": "CAD", "hk": "HKD", "nz": "NZD", "s": "SGD", "sg": "SGD", "nt": "TWD", "r": "BRL", "mx": "MXN",
    "mex": "MXN", "j": "JMD", "tt": "TTD", "z": "ZWL", "b": "BND", "fj": "FJD", "n": "NAD", "ec": "XCD", "bz": "BZD",
}  # fmt: skip
_PREFIX_WORDS = {
    "Rs": "INR", "RM": "MYR", "RMB": "CNY", "Rp": "IDR", "SFr": "CHF", "Fr": "CHF", "kr": "SEK", "KSh": "KES",
    "Ksh": "KES", "Tk": "BDT", "PS": "GBP", "Php": "PHP", "zl": "PLN", "TL": "TRY", "Dh": "AED", "Dhs": "AED",
    "US": "USD",
}  # fmt: skip
_MONEY_NOUNS = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY",
    "rupee": "INR", "rouble": "RUB", "ruble": "RUB", "won": "KRW", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR",
    "lira": "TRY", "rand": "ZAR", "real": "BRL", "reais": "BRL", "shekel": "ILS", "naira": "NGN", "cedi": "GHS",
    "hryvnia": "UAH", "forint": "HUF", "zloty": "PLN", "koruna": "CZK", "dirham": "AED", "riyal": "SAR",
    "rial": "IRR", "taka": "BDT", "dong": "VND", "kuna": "HRK", "lari": "GEL", "kip": "LAK", "markka": "FIM",
    "franc": "CHF", "peso": "MXN", "krona": "SEK", "kronor": "SEK", "krone": "DKK", "kroner": "DKK",
    "bitcoin": "BTC", "sterling": "GBP", "quid": "GBP", "dram": "AMD", "tenge": "KZT", "birr": "ETB",
    "kwacha": "ZMW", "colón": "CRC", "colon": "CRC", "colones": "CRC", "dinar": "RSD", "shilling": "KES",
    "leu": "RON", "lei": "RON", "lev": "BGN", "leva": "BGN", "afghani": "AFN", "tugrik": "MNT", "guarani": "PYG",
    "bolivar": "VES", "dinars": "RSD", "deutschmark": "DEM", "deutschmarks": "DEM", "mark": "DEM",
}  # fmt: skip
_ADJECTIVES = {
   
    "dollar": {"us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD",
        "singapore": "SGD", "singaporean": "SGD", "hong kong": "HKD", "new zealand": "NZD", "taiwan": "TWD",
        "jamaican": "JMD", "fijian": "FJD", "namibian": "NAD", "zimbabwe": "ZWL", "bahamian": "BSD"},
   
    "pound": {"british": "GBP", "egyptian": "EGP", "syrian": "SYP", "lebanese": "LBP", "sudanese": "SDG",
        "sterling": "GBP", "uk": "GBP"},
   
    "rupee": {"indian": "INR", "pakistani": "PKR", "pakistan": "PKR", "nepalese": "NPR", "mauritian": "MUR",
        "sri lankan": "LKR", "indonesian": "IDR"},
   
    "peso": {"mexican": "MXN", "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "philippine": "PHP",
        "cuban": "CUP", "dominican": "DOP", "uruguayan": "UYU"},
    "franc": {"swiss": "CHF", "cfa": "XOF", "french": "FRF", "rwandan": "RWF", "congolese": "CDF"},
    "krona": {"swedish": "SEK", "icelandic": "ISK"}, "krone": {"norwegian": "NOK", "danish": "DKK"},
    "crown": {"swedish": "SEK", "norwegian": "NOK", "danish": "DKK", "czech": "CZK", "icelandic": "ISK"},
    "dinar": {"kuwaiti": "KWD", "iraqi": "IQD", "jordanian": "JOD", "bahraini": "BHD", "tunisian": "TND",
        "serbian": "RSD", "algerian": "DZD", "libyan": "LYD"},
    "shilling": {"kenyan": "KES", "kenya": "KES", "ugandan": "UGX", "tanzanian": "TZS", "somali": "SOS"},
    "won": {"korean": "KRW", "south korean": "KRW"}, "yuan": {"chinese": "CNY"}, "yen": {"japanese": "JPY"},
    "ringgit": {"malaysian": "MYR"}, "rand": {"south african": "ZAR"}, "lira": {"turkish": "TRY", "italian": "ITL"},
    "real": {"brazilian": "BRL"}, "ruble": {"russian": "RUB", "belarusian": "BYN"}, "rouble": {"russian": "RUB"},
    "riyal": {"saudi": "SAR", "qatari": "QAR"}, "dirham": {"moroccan": "MAD", "uae": "AED"},
    "mark": {"german": "DEM"}, "kuna": {"croatian": "HRK"}, "shekel": {"israeli": "ILS", "new": "ILS"},
}  # fmt: skip
_COINS = {
    "cent": ("USD", 0.01), "¢": ("USD", 0.01), "penny": ("GBP", 0.01), "pence": ("GBP", 0.01), "sen": ("MYR", 0.01),
    "paise": ("INR", 0.01), "kopeck": ("RUB", 0.01), "eurocent": ("EUR", 0.01), "fen": ("CNY", 0.01),
}  # fmt: skip
_ADJECTIVE_HEADS = {a.split()[0] for family in _ADJECTIVES.values() for a in family}


MONEY_MARKS = frozenset(_SIGNS) | {w.lower() for w in [*CODES, *_PREFIX_WORDS]} | set(_DOLLAR_PREFIXES) - {"a", "can"}


def currency_before(ts: list[Token], i: int) -> tuple[str, int] | None:
    """Return (code, index of the number) where a mark that stands before its amount begins at token i.

    Recognised are "$", "US$", "HK $", "$US", "EUR", "Rs.", "NZD$"; the number must follow at once.
    """
    t = ts[i]
    k = i + 1
    if t.text in _SIGNS:
        code = _SIGNS[t.text]
        if t.text == "$" and k < len(ts) and ts[k].glued and ts[k].kind == "w" and ts[k].text.isupper():
            code = _DOLLAR_PREFIXES.get(ts[k].low, "")
            k += 1
    elif t.kind != "w":
        return None
    elif word_at(ts, k) in ("$", "£") and (ts[k].glued or len(t.text) > 1 or t.text in "ARS"):
        code = _before_sign(t, ts[k].text)
        k += 1
    elif t.text in CODES or (t.low in _COMMON_CODES and t.text.islower()):
        code = t.text.upper()
        if t.low not in _COMMON_CODES and k < len(ts) and ts[k].glued and len(ts[k].text) < 3:
            return None  # the name of a conference rather than pesos
    else:
        code = _PREFIX_WORDS.get(t.text, "")
        k += word_at(ts, k) == "." and t.text in ("Rs", "Rp", "Tk", "Fr")
        if t.text == "US" and k < len(ts) and not ts[k].glued:
            return None
    if not code or k >= len(ts) or (t.text == "PS" and len(ts[k].text) == 1):  # a PlayStation
        return None
    return (code, k) if ts[k].kind == "n" else (code, k) if t.text in _SIGNS and ts[k].kind == "w" else None


def country_mark(ts: list[Token], i: int) -> tuple[str, int] | None:
    """Return (code, end) of a country named behind an amount of dollars: "$75 U.S.", "$20 Canadian"."""
    code = _ADJECTIVES["dollar"].get(word_at(ts, i))
    return (
        (code, i + 1)
        if code and ts[i].text[0].isupper() and (i + 1 >= len(ts) or not ts[i + 1].text[0].isupper())
        else None
    )


def _before_sign(t: Token, sign: str) -> str:
    if sign == "£":
        return {"e": "EGP", "ir": "GBP"}.get(t.low, "")
    code = t.text.upper()
    written = not t.text.islower() or t.low in _COMMON_CODES  # "to top $38"
    return code if code in CODES and written else _DOLLAR_PREFIXES.get(t.low, "")


def currency_after(ts: list[Token], i: int) -> Unit | None:
    """Return the currency named at token i, behind its amount: "euros", "US dollars", "HKD", "pence", "€"."""
    if i >= len(ts):
        return None
    t = ts[i]
    if t.text in _SIGNS:
        following = i + 1 < len(ts) and ts[i + 1].kind == "n" and ts[i + 1].glued
        return None if following else Unit(i + 1, _SIGNS[t.text], "money")
    if t.text in CODES or t.text == "RMB" or t.low in _COMMON_CODES:
        return Unit(i + 1, "CNY" if t.text == "RMB" else t.text.upper(), "money")
    if t.low == "mark":
        return None  # "the 50 mark"; money is told in marks
    word = singular(t.low)
    if t.low in _COINS or word in _COINS:
        code, factor = _COINS.get(t.low) or _COINS[word]
        return Unit(i + 1, code, "money", factor)
    if word in _MONEY_NOUNS or t.low in _MONEY_NOUNS:
        return Unit(i + 1, _MONEY_NOUNS.get(t.low) or _MONEY_NOUNS[word], "money")
    if t.low in _ADJECTIVE_HEADS:
        return _named_after_country(ts, i)
    if word == "pound" and word_at(ts, i + 1) == "sterling":
        return Unit(i + 2, "GBP", "money")
    if t.glued and t.text in ("p", "c"):
        return Unit(i + 1, "GBP" if t.text == "p" else "USD", "money", 0.01)
    return None


def _named_after_country(ts: list[Token], i: int) -> Unit | None:
    for k in (i + 1, i + 2):
        noun = singular(word_at(ts, k))
        noun = {"kronor": "krona", "kroner": "krone", "reai": "real"}.get(noun, noun)
        adjective = " ".join(t.low for t in ts[i:k])
        if adjective in _ADJECTIVES.get(noun, ()):
            return Unit(k + 1, _ADJECTIVES[noun][adjective], "money")
        if noun == "cent" and adjective in _ADJECTIVES["dollar"]:
            return Unit(k + 1, _ADJECTIVES["dollar"][adjective], "money", 0.01)
    return None
