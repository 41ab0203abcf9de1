"""Physical units, percentages and spans of time by name and symbol; a unit is named by its symbol ("km", "t CO2e")."""

from sourcebook.quantities.numerals import Token, at, number, skip_hyphen, word_at, words
from sourcebook.quantities.readings import Unit

TIME = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "fortnight",
    "month": "month", "quarter": "quarter", "year": "year", "decade": "decade", "century": "century",
    "centuries": "century", "millennium": "millennium", "millennia": "millennium", "sec": "second", "hr": "hour",
    "hrs": "hour", "yr": "year", "yrs": "year", "min": "minute", "mins": "minute", "millisecond": "millisecond",
    "nanosecond": "nanosecond", "microsecond": "microsecond", "picosecond": "picosecond", "msec": "millisecond",
    "ms": "millisecond",
}  # fmt: skip
TIME |= {word + "s": name for word, name in list(TIME.items()) if not word.endswith(("s", "a"))}
_PREFIXES = {
    "": "", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "milli": "m", "micro": "μ", "nano": "n", "centi": "c",
    "hecto": "h", "deci": "d", "pico": "p", "peta": "P", "exa": "E", "femto": "f", "zetta": "Z", "yotta": "Y",
    "deca": "da",
}  # fmt: skip
_BASES = {
    "metre": "m", "meter": "m", "gram": "g", "gramme": "g", "litre": "L", "liter": "L", "watt": "W", "watt hour": "Wh",
    "watt-hour": "Wh", "hertz": "Hz", "volt": "V", "amp": "A", "ampere": "A", "joule": "J", "pascal": "Pa",
    "newton": "N", "byte": "B", "bit": "bit", "ohm": "Ω", "calorie": "cal", "bar": "bar", "tonne": "t", "ton": "ton",
    "amp hour": "Ah", "ampere-hour": "Ah", "electronvolt": "eV", "becquerel": "Bq", "sievert": "Sv", "pixel": "pixel",
    "electron volt": "eV", "tesla": "T", "weber": "Wb", "farad": "F", "coulomb": "C", "candela": "cd", "radian": "rad",
    "parsec": "pc", "watt peak": "Wp", "volt ampere": "VA", "gauss": "G", "dyne": "dyn", "newton metre": "N m",
    "newton meter": "N m",
}  # fmt: skip
_OTHER_NAMES = {
    "inch": "in", "foot": "ft", "feet": "ft", "yard": "yd", "mile": "mi", "nautical mile": "nmi", "acre": "acre",
    "hectare": "ha", "pound": "lb", "lb": "lb", "lbs": "lb", "ounce": "oz", "fluid ounce": "fl oz", "stone": "stone",
    "gallon": "gallon", "pint": "pint", "quart": "quart", "barrel": "barrel", "bushel": "bushel", "knot": "kn",
    "carat": "carat", "horsepower": "hp", "brake horsepower": "bhp",
    "degree": "degree", "degree celsius": "degree C", "celsius": "degree C",
    "degree centigrade": "degree C", "degree fahrenheit": "degree F", "fahrenheit": "degree F", "degc": "degree C",
    "degf": "degree F", "deg c": "degree C", "deg f": "degree F", "kelvin": "K",
    "degree c": "degree C", "degree f": "degree F", "metric ton": "t", "metric tonne": "t", "short ton": "short ton",
    "mile per hour": "mph", "mile an hour": "mph", "mph": "mph", "m.p.h.": "mph", "mpg": "mpg",
    "mile per gallon": "mpg", "kilometer per hour": "km/h", "kilometre per hour": "km/h", "kilometres an hour": "km/h",
    "kph": "km/h", "km/h": "km/h", "light year": "light year", "light-year": "light year", "sqm": "m2", "inches": "in",
    "pound-foot": "lb-ft", "pound-feet": "lb-ft", "lb-ft": "lb-ft", "hp": "hp", "bhp": "bhp", "rpm": "rpm",
    "ppm": "ppm", "ppb": "ppb", "part per million": "ppm", "part per billion": "ppb", "megapixel": "megapixel",
    "basis point": "basis point", "teu": "TEU", "bpd": "barrel per day", "teaspoon": "teaspoon",
    "tablespoon": "tablespoon", "kilo": "kg", "gigs": "GB", "decibel": "dB", "fathom": "fathom", "furlong": "furlong",
    "arcminute": "arcminute", "arcsecond": "arcsecond", "astronomical unit": "au", "us gallon": "gallon",
    "imperial gallon": "imperial gallon", "us pint": "pint", "us quart": "quart", "us fluid ounce": "fl oz",
    "fl oz": "fl oz", "troy ounce": "troy oz", "long ton": "long ton", "british thermal unit": "Btu",
    "million british thermal unit": "MMBtu", "therm": "therm",
    "metric horsepower": "PS", "kilometer an hour": "km/h", "kilometre an hour": "km/h", "kmph": "km/h", "kmh": "km/h",
    "inches of mercury": "inHg", "pound per square inch": "psi", "revolution per minute": "rpm",
    "light second": "light second", "hundredweight": "cwt", "decare": "decare", "microgram": "μg", "quintal": "quintal",
    "degree kelvin": "K", "cubic inches": "cubic inch", "lumen": "lm",
}  # fmt: skip
_LENGTHS = {"m", "km", "cm", "mm", "dm", "nm", "μm", "ft", "mi", "yd", "in"}
_IMPERIAL = {"ft": "foot", "mi": "mile", "yd": "yard", "in": "inch"}


def _power_name(symbol: str, power: str) -> str:
    """Name a length's square or cube: "km2", and in words where the symbol has no common one: "square foot"."""
    return f"{'square' if power == '2' else 'cubic'} {_IMPERIAL[symbol]}" if symbol in _IMPERIAL else symbol + power


def _measure_names() -> dict[str, str]:
    names = {p + base: symbol + sign for p, symbol in _PREFIXES.items() for base, sign in _BASES.items()}
    del names["tesla"], names["weber"]  # a car and a name; they are units with a prefix only
    names |= {"kibibyte": "KiB", "mebibyte": "MiB", "gibibyte": "GiB", "tebibyte": "TiB"}
    lengths = {name: sign for name, sign in (names | _OTHER_NAMES).items() if sign in _LENGTHS and "." not in name}
    lengths |= {sign: sign for sign in _LENGTHS}
    powers = (("square", "2"), ("cubic", "3"), ("sq", "2"), ("cu", "3"))
    names |= {f"{word} {name}": _power_name(sign, p) for name, sign in lengths.items() for word, p in powers}
    names |= _OTHER_NAMES
    names = {name.replace("-", " "): sign for name, sign in names.items()}
    return names | {name + "s": sign for name, sign in names.items() if not name.endswith("s")}


MEASURES = _measure_names()
_SYMBOLS = {
    "ft": "ft", "yd": "yd", "mi": "mi", "oz": "oz", "ha": "ha", "gal": "gallon", "nmi": "nmi", "kw": "kW", "KW": "kW",
    "Kw": "kW", "kwh": "kWh", "KWh": "kWh", "KWH": "kWh", "mb": "MB", "gb": "GB", "tb": "TB", "kb": "kB",
    "MP": "megapixel", "psi": "psi", "ksi": "ksi", "MMBtu": "MMBtu", "mmBtu": "MMBtu", "Btu": "Btu", "BTU": "Btu",
    "lb": "lb", "cc": "cc", "cl": "cl", "ml": "ml", "mL": "ml", "dl": "dl", "hp": "hp", "tCO2e": "t CO2e",
    "tCO2": "t CO2", "CO2e": "CO2e", "Nm": "N m", "pp": "percentage point", "pps": "percentage point",
    "ppt": "percentage point", "bps": "basis point", "bp": "basis point", "pct": "%", "pc": "%", "sqft": "square foot",
    "Sqft": "square foot", "mcg": "μg", "tons": "ton", "gms": "g", "kgs": "kg", "Kg": "kg", "KG": "kg", "kms": "km",
    "Km": "km", "KM": "km", "dB": "dB", "mmHg": "mmHg", "cd": "cd", "lx": "lx", "inHg": "inHg", "Mcf": "Mcf",
    "Bcf": "Bcf", "Tcf": "Tcf", "bcm": "bcm", "boe": "boe", "KHz": "kHz", "KB": "kB", "mhz": "MHz", "ghz": "GHz",
    "khz": "kHz", "hz": "Hz", "dpi": "dpi", "ppi": "ppi", "mol": "mol", "tbsp": "tablespoon", "tsp": "teaspoon",
    "yds": "yd", "℃": "degree C", "℉": "degree F", "ozs": "oz",
}  # fmt: skip
# symbols with the prefixes that may stand before them; those which make another word ("TV", "PT", "am") are left out
_PREFIXED_SYMBOLS = {
    "m": "n μ m c d k", "g": "n μ m k", "W": "n μ m k M G T", "Wh": "- m k M G T P", "Wp": "k M G", "V": "μ m k M",
    "A": "n μ m k", "J": "m k M G T P E", "Hz": "- m k M G T", "Pa": "- m h k M G T", "N": "m k", "B": "k K M G T P E",
    "b": "M G T", "bit": "- k M G T", "bps": "k K M G T", "Ω": "- m k M", "eV": "- m k M G T", "Bq": "- k M G T P",
    "Sv": "- n μ m", "Gy": "- μ m", "Ah": "- m k", "T": "n μ m", "F": "p n μ", "H": "n μ m", "mol": "n μ m k",
    "cal": "- k", "bar": "- m k", "t": "k M G", "VA": "- k M G", "var": "k M", "iB": "K M G T P", "Nm": "k M",
    "Wb": "- m", "lm": "- k", "Ci": "m", "S": "n μ m", "L": "μ n h k M", "l": "μ h",
}  # fmt: skip
_MICRO = ("μ", "µ", "u")  # Greek letter, micro sign, typewriter


def _prefixed_symbols() -> dict[str, str]:
    out = {}
    for base, prefixes in _PREFIXED_SYMBOLS.items():
        for prefix in prefixes.replace("-", "").split(" "):
            for spelled in _MICRO if prefix == "μ" else (prefix,):
                out[spelled + base] = prefix + ("L" if base == "l" else base)
    return out


_SYMBOLS = _prefixed_symbols() | _SYMBOLS
_RAISED = {"2": "2", "3": "3", "²": "2", "³": "3"}
_SYMBOLS |= {
    name + sign: _power_name(symbol, power)
    for name, symbol in [*_SYMBOLS.items(), ("m", "m"), ("in", "in")]
    if symbol in _LENGTHS
    for sign, power in (("²", "2"), ("³", "3"))
}
_GLUED_SYMBOLS = {
    "m": "m", "g": "g", "t": "t", "l": "L", "L": "L", "W": "W", "V": "V", "A": "A", "in": "in",
    "K": "K", "C": "degree C", "F": "degree F", "″": "in", "”": "in", '"': "in", "′": "ft",
}  # fmt: skip
_SPACED_SYMBOLS = {
    "m": "m", "g": "g", "t": "t", "C": "degree C", "L": "L", "W": "W", "V": "V", "K": "K", "l": "L", "A": "A",
    "F": "degree F",
}  # fmt: skip
_PERCENT = {"%": "%", "percent": "%", "％": "%", "٪": "%", "per cent": "%", "percents": "%", "percentage": "%"}


_LONG_HEADS = {name.split()[0] for name in MEASURES if " " in name} | {"degrees", "deg"}
_HEAD_PLURALS = {
    word + "s": word for word in ("degree", "pound", "revolution", "mile", "part", "kilometer", "kilometre")
} | {"metric": "metric"}


def _speeds() -> dict[tuple[str, str], str]:
    lengths, times = ("mm", "cm", "m", "km", "mi", "ft", "in"), {"second": "s", "minute": "min", "hour": "h"}
    found = {(a, b): f"{a}/{sign}" for a in lengths for b, sign in times.items()}
    rates = {(f"{p}bit", "second"): f"{p}bps" for p in ("k", "M", "G", "T")}
    return found | rates | {("mi", "hour"): "mph", ("mi", "gallon"): "mpg"}


SPEEDS = _speeds()  # what has a symbol of its own is one unit rather than a unit and its denominator


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
    if sign == "percentage point" and len(at(ts, i - 1).text) > 2 and ts[i - 1].text.isdigit():
        return None  # "412 pp." are pages
    return Unit(i + 1, sign, "percent") if sign in ("%", "basis point", "percentage point") else None


_DEGREE_SIGNS = ("°", "º", "˚")
_SCALES_OF_DEGREES = {"c": "C", "f": "F", "celsius": "C", "fahrenheit": "F", "centigrade": "C"}


def measure_at(ts: list[Token], i: int) -> Unit | None:
    """Return the physical unit or span of time at token i, right behind a number."""
    if i >= len(ts):
        return None
    t = ts[i]
    if name := TIME.get(t.low) or TIME.get(t.low[:-2] if t.low.endswith(("’s", "'s")) else ""):
        return Unit(i + 1, name, "duration")
    if t.text == "h":
        return Unit(i + 1, "hour", "duration")
    if t.text in _DEGREE_SIGNS:
        scale = _SCALES_OF_DEGREES.get(word_at(ts, i + 1), "")
        return Unit(i + 2, f"degree {scale}", "measure") if scale else Unit(i + 1, "degree", "measure")
    return _long_measure(ts, i) or _short_measure(ts, i)


def _long_measure(ts: list[Token], i: int) -> Unit | None:
    """Try names of three and two words: "square metres", "miles per hour", "degrees Celsius"."""
    if ts[i].low not in _LONG_HEADS and ts[i].low not in _HEAD_PLURALS:
        return None
    words = [_HEAD_PLURALS.get(ts[i].low, ts[i].low)]
    found = None
    k = i + 1
    while k < min(i + 6, len(ts)) and len(words) < 4:
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
    if t.text == "b" and word_at(ts, i + 1) == "/" and word_at(ts, i + 2) == "d":
        return Unit(i + 3, "barrel per day", "measure")
    if sign is None:
        sign = (_GLUED_SYMBOLS if t.glued else _SPACED_SYMBOLS).get(t.text)
        if t.text in '"”' and _closes_quotation(ts, i):
            return None
        if sign and not t.glued and not (t.text.islower() or _ends_clause(ts, i + 1)):
            sign = None
    if (
        sign is None
        or sign in ("percentage point", "basis point", "%")
        or (sign.startswith("degree") and word_at(ts, i + 1) == "/")
    ):
        return None
    k = i + 1
    caret = word_at(ts, k) == "^" and ts[k].glued
    if at(ts, k + caret).glued and ts[k + caret].text in _RAISED and sign in _LENGTHS:
        return Unit(k + caret + 1, _power_name(sign, _RAISED[ts[k + caret].text]), "measure")
    if word_at(ts, k) in ("squared", "cubed") and sign in _LENGTHS:
        return Unit(k + 1, _power_name(sign, "2" if ts[k].low == "squared" else "3"), "measure")
    if t.glued and at(ts, k).glued and len(at(ts, k).text) > 2 and ts[k].kind == "n":
        return None  # a code such as 40m300
    end, gas = _of_carbon(ts, k) if sign in ("t", "ton", "Mt", "Gt", "kg", "g", "kt") else (k, "")
    return Unit(end, sign + gas, "measure")


_PARTS = {
    ("ft", "in"): 12, ("yd", "ft"): 3, ("yd", "in"): 36, ("mi", "yd"): 1760, ("mi", "ft"): 5280, ("lb", "oz"): 16,
    ("stone", "lb"): 14, ("m", "cm"): 100, ("m", "mm"): 1000, ("km", "m"): 1000, ("kg", "g"): 1000,
    ("hour", "minute"): 60, ("minute", "second"): 60,
}  # fmt: skip
_AFTER_IN = words("the a an this that these those his her its their our my which")


def part_behind(ts: list[Token], k: int, unit: str) -> tuple[float, int] | None:
    """Return (share of one unit, end) of the smaller units told behind it: "(6 ft) 2 in", "(5 pounds) and 3 ounces"."""
    j = skip_hyphen(ts, k) if unit == "ft" else k
    j += word_at(ts, j) == "and"
    if at(ts, j).kind not in ("n", "w") or not (found := number(ts, j)) or found.high is not None:
        return None
    smaller = measure_at(ts, skip_hyphen(ts, found.end))
    inches = unit == "ft" and (word_at(ts, k) == "-" or _is_inch(ts, found.end))  # "6-foot-3"
    name = smaller.name if smaller else "in" if inches else ""
    size = _PARTS.get((unit, name), 0)
    if not 0 <= found.value < size or found.form == "share":
        return None
    return found.value / size, smaller.end if smaller else found.end + (word_at(ts, found.end) == "in")


def _is_inch(ts: list[Token], k: int) -> bool:
    """Say whether "in" at token k is inches, or a clause ends where inches are understood: "6 ft 2"."""
    if word_at(ts, k) != "in":
        return at(ts, k).text in ("", ".", ",", ";", "?", ")") and at(ts, k - 1).kind == "n"
    after = at(ts, k + 1)
    return after.kind != "n" and after.low not in _AFTER_IN and not after.text[:1].isupper()


def feet_and_inches(ts: list[Token], i: int) -> Unit | None:
    """Read the marks of 5'11" behind the feet at token i: a unit of feet whose factor takes in the inches."""
    marks = [t for t in ts[i + 1 : i + 4] if t.glued]
    if len(marks) < 3 or marks[0].text not in ("'", "’", "′") or marks[1].kind != "n" or ts[i].text == "0":
        return None
    double = marks[2].text in ('"', "”", "″") or (marks[2].text == marks[0].text == word_at(ts, i + 4))
    feet, inches = number(ts, i), number(ts, i + 2)
    if not (double and feet and inches and inches.value < 12 and feet.end == i + 1 and feet.value):
        return None
    end = i + 4 + (marks[2].text == marks[0].text)
    return Unit(end, "ft", "measure", (feet.value + inches.value / 12) / feet.value)


def _closes_quotation(ts: list[Token], i: int) -> bool:
    marks = [t.text for t in ts[max(0, i - 60) : i] if t.text in ("“", "”", '"')]
    return (marks.count('"') % 2 == 1) if ts[i].text == '"' else marks[-1:] == ["“"]


def _ends_clause(ts: list[Token], i: int) -> bool:
    return i >= len(ts) or ts[i].kind == "s" or ts[i].text.islower()


def _of_carbon(ts: list[Token], i: int) -> tuple[int, str]:
    """Keep the gas with its mass: "tonnes of CO2e"."""
    k = i + (word_at(ts, i) == "of")
    if k + 1 < len(ts) and ts[k].text == "CO" and ts[k + 1].text in ("2", "₂"):
        e = k + 2 < len(ts) and ts[k + 2].glued and ts[k + 2].low in ("e", "eq")
        return k + 2 + e, " CO2e" if e else " CO2"
    return i, ""
