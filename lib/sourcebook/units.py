"""Unit and currency names, symbols and codes -> one unit.

Money is named by its ISO 4217 code, physical units by their symbol ("km", "kWh", "t CO2e"), spans of time and things
counted by the noun in the singular. Each reader looks at tokens from one index on and says where the unit ends.
"""

import calendar
from typing import NamedTuple

from sourcebook.numerals import SMALL, Token, at, number, skip_hyphen, word_at, words


class Unit(NamedTuple):
    """A unit read from tokens: `factor` is what one of it is worth in `name` (a cent is 0.01 USD)."""

    end: int
    name: str
    kind: str  # money, percent, measure, duration, multiple
    factor: float = 1.0


# ---------------------------------------------------------------- what is counted

STOP = words(
    "a an the this that these those my your his her its our their some any no every each all both either neither "
    "and or but nor so yet of in on at by to from with without for about as into onto over under above below "
    "between among through during before after since until till against within across per than via out off up "
    "down upon toward towards around near behind beyond despite except like unlike worth is are was were be been "
    "being am has have had do does did will would shall should can could may might must i you he she it we they "
    "me him them us who whom whose which what when where why how if while because although though whether not "
    "only just also even still already again ever never now then there here too very more most less least much "
    "many said says say told tells ago apart away back together later earlier ahead such rather instead once "
    "twice else however therefore respectively came come comes went go goes got get gets made make makes took "
    "take takes gave give gives became become left died die dies fell rose grew saw see sees lost won stood "
    "stands remain remains isn’t wasn’t don’t didn’t plus minus times today yesterday tomorrow tonight "
    "needs wants seems requires includes contains means allows according including compared versus vs killed "
    "injured percent dollars euros pm et last next first past"
)
_IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "police": "police", "lives": "life", "wives": "wife", "leaves": "leaf", "knives": "knife",
    "data": "data", "media": "media", "aircraft": "aircraft", "series": "series", "species": "species",
    "personnel": "personnel", "staff": "staff", "fish": "fish", "sheep": "sheep", "cattle": "cattle",
    "shelves": "shelf", "halves": "half", "criteria": "criterion", "phenomena": "phenomenon", "buses": "bus",
    "losses": "loss", "viruses": "virus", "crises": "crisis", "analyses": "analysis", "horses": "horse",
    "houses": "house", "cases": "case", "bases": "base", "courses": "course", "purchases": "purchase",
    "increases": "increase", "nurses": "nurse", "expenses": "expense", "responses": "response",
    "purposes": "purpose", "movies": "movie", "zombies": "zombie", "cookies": "cookie", "ties": "tie",
    "calories": "calorie", "selfies": "selfie", "indices": "index",
}  # fmt: skip
_ATTRIBUTIVE = words(
    "sales sports goods arms news savings customs operations communications systems human women business press "
    "series u.s. us"
)
_MONTHS = {name.lower() for name in calendar.month_name if name}
_NOT_PLURAL = ("ss", "us", "is", "’s", "'s", "ics")


def singular(word: str) -> str:
    """Return the singular of a noun, by rule.

    >>> singular("countries"), singular("boxes"), singular("crews")
    ('country', 'box', 'crew')
    """
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith("men") and len(low) > 4:
        return word[:-2] + "an"
    if low.endswith(("ches", "shes", "xes", "sses", "oes", "zzes")):
        return word[:-2]
    return word[:-1] if is_plural(low) else word


def is_plural(low: str) -> bool:
    """Say whether a lower-case word looks like a plural noun."""
    return (
        low in _IRREGULAR
        or (low.endswith("men") and len(low) > 4)
        or (low.endswith("s") and len(low) > 2 and not low.endswith(_NOT_PLURAL))
    )


def _stops(t: Token) -> bool:
    """Say whether a word ends a noun; "US" does not, "us" does."""
    return t.low in STOP and not (t.text.isupper() and len(t.text) == 2 and t.low == "us")


def noun_words(ts: list[Token], k: int, limit: int = 4) -> list[tuple[str, int]]:
    """Return the words from k on that may belong to a noun, each with the index after it; "gas-only" is one word."""
    out: list[tuple[str, int]] = []
    while k < len(ts) and len(out) < limit and ts[k].kind == "w" and not _stops(ts[k]):
        if ts[k].low in _MONTHS and ts[k].text[0].isupper():
            break
        word, end = ts[k].text, k + 1
        while at(ts, end).text in ("-", "‑") and ts[end].glued and at(ts, end + 1).glued and ts[end + 1].kind == "w":
            word += "-" + ts[end + 1].text
            end += 2
        possessive = ts[end - 1].low.endswith(("’s", "'s"))
        if possessive and not out:
            break
        out.append((word, end))
        k = end
        if possessive:
            break
    return out


def noun_at(ts: list[Token], k: int, one: bool) -> tuple[str, int] | None:
    """Return (singular noun with its adjectives, end) of what is counted by the number before token k."""
    found = noun_words(ts, k)
    chosen = _singular_phrase(found) if one else _coordinated(ts, found) or _plural_phrase(found)
    if not chosen:
        return None
    head, end = chosen[-1]
    unit = " ".join([w for w, _ in chosen[:-1]] + [head if one else singular(head)])
    of = at(ts, end + 1)
    if word_at(ts, end) == "of" and not one and of.text.islower() and of.low not in STOP and of.low not in SMALL:
        return f"{unit} of {of.low}", end + 2
    return unit, end


def _coordinated(ts: list[Token], found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Read "red and white roses": adjectives joined before the plural."""
    if not found or len(found) > 2 or word_at(ts, found[-1][1]) not in ("and", "or") or is_plural(found[-1][0].lower()):
        return []
    rest = noun_words(ts, found[-1][1] + 1, 3)
    n = next((n for n, (w, _) in enumerate(rest) if is_plural(w.lower())), 0)
    return found + rest[: n + 1] if n else []


def _plural_phrase(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Keep the words up to the first plural; without one the first word, unless it looks like a verb."""
    plurals = [n for n, (w, _) in enumerate(found) if is_plural(w.lower())]
    if not plurals:
        return found[:1] if found and not found[0][0].lower().endswith(("ed", "ly", "ing")) else []
    n = plurals[0]
    return found[: n + 1 + (found[n][0].lower() in _ATTRIBUTIVE and n + 1 in plurals)]


def _singular_phrase(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Cut the words behind "one" before what looks like a verb."""
    for n, (word, _) in enumerate(found[1:], 1):
        low = word.lower()
        if low.endswith(("ed", "ing", "ly")) or (low.endswith("s") and not low.endswith("ss")):
            return found[:n]
    return found[:3]


# ---------------------------------------------------------------- money

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
    if not code or k >= len(ts):
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
    return t.text.upper() if t.text.upper() in CODES else _DOLLAR_PREFIXES.get(t.low, "")


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


# ---------------------------------------------------------------- physical units and time

TIME = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "fortnight",
    "month": "month", "quarter": "quarter", "year": "year", "decade": "decade", "century": "century",
    "centuries": "century", "millennium": "millennium", "millennia": "millennium", "sec": "second", "hr": "hour",
    "hrs": "hour", "yr": "year", "yrs": "year", "min": "minute", "mins": "minute", "millisecond": "ms",
    "nanosecond": "ns", "microsecond": "μs",
}  # fmt: skip
TIME |= {word + "s": name for word, name in list(TIME.items()) if not word.endswith(("s", "a"))}
_PREFIXES = {
    "": "", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "milli": "m", "micro": "μ", "nano": "n", "centi": "c",
    "hecto": "h", "deci": "d", "pico": "p", "peta": "P", "exa": "E",
}  # fmt: skip
_BASES = {
    "metre": "m", "meter": "m", "gram": "g", "gramme": "g", "litre": "L", "liter": "L", "watt": "W", "watt hour": "Wh",
    "watt-hour": "Wh", "hertz": "Hz", "volt": "V", "amp": "A", "ampere": "A", "joule": "J", "pascal": "Pa",
    "newton": "N", "byte": "B", "bit": "bit", "ohm": "Ω", "calorie": "cal", "bar": "bar", "tonne": "t", "ton": "ton",
    "amp hour": "Ah", "ampere-hour": "Ah", "electronvolt": "eV", "becquerel": "Bq", "sievert": "Sv", "pixel": "pixel",
}  # fmt: skip
_OTHER_NAMES = {
    "inch": "in", "foot": "ft", "feet": "ft", "yard": "yd", "mile": "mi", "nautical mile": "nmi", "acre": "acre",
    "hectare": "ha", "pound": "lb", "lb": "lb", "lbs": "lb", "ounce": "oz", "fluid ounce": "fl oz", "stone": "stone",
    "gallon": "gallon", "pint": "pint", "quart": "quart", "barrel": "barrel", "bushel": "bushel", "knot": "kn",
    "carat": "carat", "horsepower": "hp", "degree": "degree", "degree celsius": "degree C", "celsius": "degree C",
    "degree centigrade": "degree C", "degree fahrenheit": "degree F", "fahrenheit": "degree F", "degc": "degree C",
    "degree farenheit": "degree F", "degf": "degree F", "deg c": "degree C", "deg f": "degree F", "kelvin": "K",
    "degree c": "degree C", "degree f": "degree F", "metric ton": "t", "metric tonne": "t", "short ton": "short ton",
    "mile per hour": "mph", "mile an hour": "mph", "mph": "mph", "m.p.h.": "mph", "mpg": "mpg",
    "mile per gallon": "mpg", "kilometer per hour": "km/h", "kilometre per hour": "km/h",
    "kilometres an hour": "km/h", "kph": "km/h", "km/h": "km/h", "decibel": "dB", "light year": "light year",
    "light-year": "light year", "sq m": "m2", "sqm": "m2", "sq ft": "square foot", "sq km": "km2",
    "square feet": "square foot", "square foot": "square foot", "square mile": "square mile",
    "square yard": "square yard", "square inch": "square inch", "cubic foot": "cubic foot",
    "cubic feet": "cubic foot", "square inches": "square inch", "cubic yard": "cubic yard", "inches": "in",
    "pound-foot": "lb-ft", "pound-feet": "lb-ft", "lb-ft": "lb-ft", "hp": "hp", "bhp": "bhp", "rpm": "rpm",
    "ppm": "ppm", "ppb": "ppb", "part per million": "ppm", "part per billion": "ppb", "megapixel": "megapixel",
    "basis point": "basis point", "teu": "TEU", "bpd": "barrel per day", "teaspoon": "teaspoon",
    "tablespoon": "tablespoon", "kilo": "kg", "gigs": "GB", "lumen": "lm",
}  # fmt: skip
_SYMBOLS = {
    "ft": "ft", "yd": "yd", "mi": "mi", "oz": "oz", "ha": "ha", "gal": "gallon", "km": "km", "mm": "mm", "cm": "cm",
    "nm": "nm", "μm": "μm", "um": "μm", "µm": "μm", "kg": "kg", "mg": "mg", "ml": "ml", "mL": "ml", "m²": "m2",
    "km²": "km2", "sq": "sq", "kW": "kW", "kw": "kW", "KW": "kW", "Kw": "kW", "kWh": "kWh", "kwh": "kWh",
    "KWh": "kWh", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "kB": "kB", "KB": "kB", "MB": "MB",
    "GB": "GB", "TB": "TB", "mb": "MB", "gb": "GB", "tb": "TB", "Mb": "Mb", "Gb": "Gb", "Mbps": "Mbps",
    "Gbps": "Gbps", "MPa": "MPa", "GPa": "GPa", "kPa": "kPa", "hPa": "hPa", "psi": "psi", "ksi": "ksi", "mAh": "mAh",
    "Ah": "Ah", "Nm": "N m", "mSv": "mSv", "dB": "dB", "MMBtu": "MMBtu", "mmBtu": "MMBtu", "Btu": "Btu",
    "BTU": "Btu", "kcal": "kcal", "kJ": "kJ", "MJ": "MJ", "EJ": "EJ", "PJ": "PJ", "eV": "eV", "keV": "keV",
    "MeV": "MeV", "GeV": "GeV", "TeV": "TeV", "nT": "nT", "mT": "mT", "μT": "μT", "Pa": "Pa", "km2": "km2",
    "ms": "ms", "Mt": "Mt", "Gt": "Gt", "lb": "lb", "mV": "mV", "kV": "kV", "mA": "mA", "mW": "mW", "cc": "cc",
    "cl": "cl", "hp": "hp", "tCO2e": "t CO2e", "tCO2": "t CO2", "CO2e": "CO2e", "Wh": "Wh", "pp": "percentage point",
    "pps": "percentage point", "ppt": "percentage point", "bps": "basis point", "MP": "megapixel",
    "sqft": "square foot", "Sqft": "square foot", "kt": "kt", "mcg": "μg", "dl": "dl", "bp": "basis point",
    "pct": "%", "pc": "%", "tons": "ton", "gms": "g", "kgs": "kg", "kms": "km",
}  # fmt: skip
_SYMBOLS |= {p + b: p + b for p in ("M", "G", "T") for b in ("W", "Wh", "V", "J", "Hz")}
_GLUED_SYMBOLS = {
    "m": "m", "g": "g", "t": "t", "l": "L", "L": "L", "W": "W", "V": "V", "A": "A", "in": "in", "h": "hour",
    "K": "K", "C": "degree C", "F": "degree F", "″": "in", "”": "in", '"': "in", "′": "ft",
}  # fmt: skip
_SPACED_SYMBOLS = {
    "m": "m", "g": "g", "t": "t", "C": "degree C", "L": "L", "W": "W", "V": "V", "K": "K", "l": "L", "A": "A",
}  # fmt: skip
_PERCENT = {"%": "%", "percent": "%", "％": "%", "٪": "%", "per cent": "%", "percentage": "%"}


def _measure_names() -> dict[str, str]:
    names = {p + base: symbol + sign for p, symbol in _PREFIXES.items() for base, sign in _BASES.items()}
    area = {f"{word} {name}": sign + power for name, sign in names.items() if sign in ("m", "km", "cm", "mm")
            for word, power in (("square", "2"), ("cubic", "3"), ("sq", "2"))}  # fmt: skip
    names |= area | _OTHER_NAMES
    names = {name.replace("-", " "): sign for name, sign in names.items()}
    return names | {name + "s": sign for name, sign in names.items() if not name.endswith("s")}


MEASURES = _measure_names()
_LONG_HEADS = {name.split()[0] for name in MEASURES if " " in name} | {"degrees", "deg"}
_HEAD_PLURALS = {"degrees": "degree", "miles": "mile", "metric": "metric", "parts": "part", "kilometers": "kilometer",
                 "kilometres": "kilometre"}  # fmt: skip


def percent_at(ts: list[Token], i: int) -> Unit | None:
    """Return percent, percentage points or basis points at token i."""
    low = word_at(ts, i)
    if low == "per" and word_at(ts, i + 1) == "cent":
        low, i = "per cent", i + 1
    if low in _PERCENT:
        if word_at(ts, i + 1) in ("point", "points"):
            return Unit(i + 2, "percentage point", "percent")
        return Unit(i + 1, "%", "percent") if low != "percentage" else None
    if low == "basis" and word_at(ts, i + 1) in ("point", "points"):
        return Unit(i + 2, "basis point", "percent")
    sign = _SYMBOLS.get(ts[i].text, "") if i < len(ts) else ""
    return Unit(i + 1, sign, "percent") if sign in ("%", "basis point", "percentage point") else None


def measure_at(ts: list[Token], i: int) -> Unit | None:
    """Return the physical unit or span of time at token i, right behind a number."""
    if i >= len(ts):
        return None
    t = ts[i]
    if name := TIME.get(t.low) or TIME.get(t.low[:-2] if t.low.endswith(("’s", "'s")) else ""):
        return Unit(i + 1, name, "duration")
    if t.text == "°":
        letter = ts[i + 1].text if i + 1 < len(ts) else ""
        return Unit(i + 2, f"degree {letter}", "measure") if letter in ("C", "F") else Unit(i + 1, "degree", "measure")
    return _long_measure(ts, i) or _short_measure(ts, i)


def _long_measure(ts: list[Token], i: int) -> Unit | None:
    """Try names of three and two words: "square metres", "miles per hour", "degrees Celsius"."""
    if ts[i].low not in _LONG_HEADS and ts[i].low not in _HEAD_PLURALS:
        return None
    words = [_HEAD_PLURALS.get(ts[i].low, ts[i].low)]
    found = None
    k = i + 1
    while k < min(i + 5, len(ts)) and len(words) < 3:
        if ts[k].text not in (".", "-"):
            words.append(ts[k].low)
            name = " ".join(words)
            if name in MEASURES:
                found = Unit(k + 1, MEASURES[name], "measure")
        k += 1
    return found


def _short_measure(ts: list[Token], i: int) -> Unit | None:
    t = ts[i]
    sign = MEASURES.get(t.low) if len(t.text) > 3 or t.low in _OTHER_NAMES else None
    sign = sign or _SYMBOLS.get(t.text)
    if sign is None:
        sign = (_GLUED_SYMBOLS if t.glued else _SPACED_SYMBOLS).get(t.text)
        if sign and not t.glued and not (t.text.islower() or _ends_clause(ts, i + 1)):
            sign = None
    if sign is None:
        return None
    k = i + 1
    if k < len(ts) and ts[k].glued and ts[k].text in ("2", "3", "²", "³") and sign in ("m", "km", "cm", "mm", "ft"):
        return Unit(k + 1, sign + {"²": "2", "³": "3"}.get(ts[k].text, ts[k].text), "measure")
    end, gas = _of_carbon(ts, k) if sign in ("t", "ton", "Mt", "Gt", "kg", "g", "kt") else (k, "")
    return Unit(end, sign + gas, "measure")


def _ends_clause(ts: list[Token], i: int) -> bool:
    return i >= len(ts) or ts[i].kind == "s" or ts[i].text.islower()


def _of_carbon(ts: list[Token], i: int) -> tuple[int, str]:
    """Keep the gas with its mass: "tonnes of CO2e"."""
    k = i + (word_at(ts, i) == "of")
    if k + 1 < len(ts) and ts[k].text == "CO" and ts[k + 1].text in ("2", "₂"):
        e = k + 2 < len(ts) and ts[k + 2].glued and ts[k + 2].low in ("e", "eq")
        return k + 2 + e, " CO2e" if e else " CO2"
    return i, ""


# ---------------------------------------------------------------- denominators

_PER_NOUNS = set(TIME) | words(
    "person share barrel head household unit piece night kilo pound ton tonne gallon litre liter ounce mile "
    "kilometre kilometer employee student worker game seat kg kilogram word pop ticket bottle bushel acre hectare "
    "metre meter shift"
)
_SHORT_PER = {"h": "hour", "hr": "hour", "s": "second", "sec": "second", "min": "minute", "yr": "year", "y": "year",
              "mo": "month", "d": "day", "a": "year"}  # fmt: skip


def per_at(ts: list[Token], i: int) -> tuple[str, int] | None:
    """Return (denominator, end) of "per month", "a year", "every second", "/kWh", "for every 100" at token i."""
    low = word_at(ts, i)
    if low == "/" and i + 1 < len(ts) and ts[i].glued and ts[i + 1].kind == "w":
        if name := _SHORT_PER.get(ts[i + 1].low):
            return name, i + 2
        unit = measure_at(ts, i + 1)
        return (unit.name, unit.end) if unit else (singular(ts[i + 1].low), i + 2)
    if low == "per" and i + 1 < len(ts):
        return _per_phrase(ts, i + 1)
    if low == "for" and word_at(ts, i + 1) in ("every", "each"):
        return per_at(ts, i + 1)
    if low == "-" and word_at(ts, i + 1) in ("a", "per") and word_at(ts, i + 2) == "-" and i + 3 < len(ts):
        noun = ts[i + 3].low  # "$900-a-month"
        return (TIME.get(noun) or singular(noun), i + 4) if noun in _PER_NOUNS else None
    if low in ("a", "an", "each", "every") and singular(word_at(ts, i + 1)) in _PER_NOUNS:
        nxt = word_at(ts, i + 2)
        if nxt in ("ago", "earlier", "later", "before", "after") and low in ("a", "an"):
            return None
        unit = measure_at(ts, i + 1)
        return (unit.name if unit else singular(ts[i + 1].low), unit.end if unit else i + 2)
    if low in ("every", "each") and (count := number(ts, i + 1)) and count.high is None:
        noun = word_at(ts, count.end)
        named = TIME.get(noun) or (singular(noun) if noun.isalpha() else "")
        return (f"{count.value:g} {named}".strip(), count.end + bool(named))
    return None


def _per_phrase(ts: list[Token], i: int) -> tuple[str, int] | None:
    if ts[i].kind == "n":
        value = ts[i].text.replace(",", "")
        unit = measure_at(ts, i + 1)
        if unit:
            return f"{value} {unit.name}", unit.end
        noun = ts[i + 1] if i + 1 < len(ts) and ts[i + 1].kind == "w" else None
        return (f"{value} {singular(noun.low)}", i + 2) if noun else (value, i + 1)
    if ts[i].kind != "w" or ts[i].low in ("cent", "se"):
        return None
    unit = measure_at(ts, i)
    return (unit.name, unit.end) if unit else (singular(ts[i].low), i + 1)


def unit_after(ts: list[Token], i: int) -> Unit | None:
    """Return the percent, currency, physical unit or span of time behind a number that ends before token i.

    A hyphen between them is passed over ("90-day", "185-hp").

    >>> from sourcebook.numerals import tokens
    >>> unit_after(tokens("40 km/h"), 1)
    Unit(end=2, name='km', kind='measure', factor=1.0)
    """
    k = skip_hyphen(ts, i)
    if k > i and not (k < len(ts) and ts[k].glued and ts[i].glued):
        return None
    return percent_at(ts, k) or currency_after(ts, k) or measure_at(ts, k)
