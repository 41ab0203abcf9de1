"""Currencies by code, symbol and name, before and behind their amount; each is named by its ISO 4217 code."""

import re
from collections import Counter

from sourcebook.quantities.measures import measure_at, percent_at
from sourcebook.quantities.nouns import DETERMINERS, STOP, singular
from sourcebook.quantities.numerals import GLUED_SCALES, SCALES, Token, at, number, word_at, words
from sourcebook.quantities.readings import Unit

_COMMON_CODES = words("usd eur gbp jpy cny inr aud cad chf hkd sgd nzd mxn krw")
_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH",
    "₦": "NGN", "₱": "PHP", "฿": "THB", "₫": "VND", "₪": "ILS", "₡": "CRC", "₲": "PYG", "₵": "GHS", "₸": "KZT",
    "₾": "GEL", "₿": "BTC", "﹩": "USD", "＄": "USD", "￥": "CNY", "￡": "GBP",
    "₭": "LAK", "₮": "MNT", "₼": "AZN", "؋": "AFN", "៛": "KHR", "৳": "BDT", "﷼": "IRR", "₨": "INR", "₤": "GBP",
}  # fmt: skip
_DOLLAR_PREFIXES = {
    "us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD", "cdn": "CAD",
    "can": "CAD", "hk": "HKD", "nz": "NZD", "s": "SGD", "sg": "SGD", "nt": "TWD", "r": "BRL", "mx": "MXN",
    "mex": "MXN", "j": "JMD", "tt": "TTD", "z": "ZWL", "b": "BND", "fj": "FJD", "n": "NAD", "ec": "XCD", "bz": "BZD",
    "rd": "DOP", "bds": "BBD", "col": "COP", "arg": "ARS", "mop": "MOP",
}  # fmt: skip
_PREFIX_WORDS = {
    "Rs": "INR", "RM": "MYR", "RMB": "CNY", "Rp": "IDR", "SFr": "CHF", "Fr": "CHF", "kr": "SEK", "KSh": "KES",
    "Ksh": "KES", "Tk": "BDT", "PS": "GBP",  # the pound sign as wires without one write it
    "Php": "PHP", "zl": "PLN", "TL": "TRY", "Dh": "AED", "Dhs": "AED",
    "US": "USD", "zł": "PLN", "Kč": "CZK", "元": "CNY", "円": "JPY", "R": "ZAR", "rs": "INR",
    "Sh": "KES", "N": "NGN", "P": "PHP", "Rmb": "CNY", "rmb": "CNY", "CFA": "XOF", "FCFA": "XOF",
}  # fmt: skip
# code, the currency's noun (with an irregular plural), and the adjectives and countries that may stand before it
_CURRENCIES = """
AED dirham: emirati, uae, united arab emirates | AFN afghani/afghanis: afghan | ALL lek/lekë: albanian
AMD dram: armenian | ANG guilder: antillean, netherlands antillean | AOA kwanza: angolan
ARS peso: argentine, argentinian, argentina | AUD dollar: australian, australia, aussie | AWG florin: aruban
AZN manat/manats: azerbaijani, azeri | BAM mark: convertible, bosnian | BBD dollar: barbadian, barbados
BDT taka: bangladeshi, bangladesh | BGN lev/leva: bulgarian | BHD dinar: bahraini, bahrain
BIF franc: burundian, burundi | BMD dollar: bermudian, bermudan, bermuda | BND dollar: brunei, bruneian
BOB boliviano: bolivian | BRL real/reais: brazilian | BSD dollar: bahamian, bahamas | BTN ngultrum: bhutanese
BWP pula: botswanan, botswana | BYN ruble/rouble: belarusian, belarussian | BZD dollar: belize, belizean
CAD dollar: canadian, canada | CDF franc: congolese, congo | CHF franc: swiss, switzerland | CLP peso: chilean, chile
CNY yuan/renminbi: chinese, china | COP peso: colombian, colombia | CRC colón/colones/colon: costa rican
CUP peso: cuban, cuba | CVE escudo: cape verdean, cape verde | CZK koruna/korunas/koruny/crown: czech
DJF franc: djiboutian, djibouti | DKK krone/kroner/crown: danish, denmark
DOP peso: dominican | DZD dinar: algerian, algeria
EGP pound: egyptian, egypt | ERN nakfa: eritrean | ETB birr: ethiopian | EUR euro: | FJD dollar: fijian, fiji
FKP pound: falkland, falkland islands | GBP pound: british, uk, sterling, english | GEL lari: georgian
GHS cedi: ghanaian, ghana | GIP pound: gibraltar | GMD dalasi: gambian | GNF franc: guinean
GTQ quetzal/quetzales: guatemalan | GYD dollar: guyanese, guyana | HKD dollar: hong kong | HNL lempira: honduran
HRK kuna: croatian | HTG gourde: haitian | HUF forint: hungarian | IDR rupiah: indonesian, indonesia
ILS shekel: israeli, new, new israeli, israeli new | INR rupee: indian, india | IQD dinar: iraqi, iraq
IRR rial: iranian, iran | ISK króna/krona/krónur/crown: icelandic, iceland | JMD dollar: jamaican, jamaica
JOD dinar: jordanian, jordan | JPY yen: japanese | KES shilling: kenyan, kenya
KGS som: kyrgyz, kyrgyzstani, kyrgyzstan | KHR riel: cambodian | KMF franc: comorian | KPW won: north korean
KRW won: korean, south korean | KWD dinar: kuwaiti, kuwait | KYD dollar: cayman, cayman islands
KZT tenge: kazakhstani, kazakh | LAK kip: lao, laotian | LBP pound: lebanese, lebanon
LKR rupee: sri lankan, sri lanka | LRD dollar: liberian, liberia | LSL loti/maloti: lesotho | LYD dinar: libyan
MAD dirham: moroccan, morocco | MDL leu/lei: moldovan | MGA ariary: malagasy | MKD denar/denars: macedonian
MMK kyat: burmese, myanmar | MNT tugrik/tögrög: mongolian | MOP pataca: macanese, macau | MRU ouguiya: mauritanian
MUR rupee: mauritian, mauritius | MVR rufiyaa: maldivian | MWK kwacha: malawian, malawi | MXN peso: mexican, mexico
MYR ringgit: malaysian | MZN metical/meticais: mozambican | NAD dollar: namibian, namibia | NGN naira: nigerian
NIO córdoba/cordoba: nicaraguan | NOK krone/kroner/crown: norwegian, norway | NPR rupee: nepalese, nepali, nepal
NZD dollar: new zealand, kiwi | OMR rial/riyal: omani, oman | PAB balboa: panamanian | PEN sol/soles: peruvian
PGK kina: papua new guinean, papua new guinea | PHP peso: philippine, philippines, filipino
PKR rupee: pakistani, pakistan | PLN zloty/złoty/zlotych: polish | PYG guarani/guaraní: paraguayan
QAR riyal/rial: qatari, qatar | RON leu/lei: romanian | RSD dinar: serbian, serbia | RUB ruble/rouble: russian
RWF franc: rwandan, rwanda | SAR riyal/rial: saudi, saudi arabian, saudi arabia | SBD dollar: solomon islands
SCR rupee: seychellois, seychelles | SDG pound: sudanese, sudan | SEK krona/kronor/crown: swedish, sweden
SGD dollar: singapore, singaporean | SHP pound: saint helena | SLE leone: sierra leonean | SOS shilling: somali, somalia
SRD dollar: surinamese, suriname | SVC colón/colon: salvadoran | SSP pound: south sudanese | STN dobra: são tomé
SYP pound: syrian | SZL lilangeni/emalangeni: swazi | THB baht: thai | TJS somoni: tajik, tajikistani
TMT manat: turkmen, turkmenistan | TND dinar: tunisian, tunisia | TOP paʻanga/pa'anga: tongan
TRY lira: turkish, turkey
TTD dollar: trinidad, trinidadian, trinidad and tobago | TWD dollar: taiwan, taiwanese, new taiwan
TZS shilling: tanzanian, tanzania | UAH hryvnia/hryvnias/hryvnya: ukrainian | UGX shilling: ugandan, uganda
USD dollar: us, u.s., american, united states | UYU peso: uruguayan, uruguay | UZS som/sum: uzbek, uzbekistani
VES bolivar/bolívar/bolivares: venezuelan | VND dong: vietnamese | VUV vatu: vanuatu | WST tala: samoan
XAF franc: central african, central african cfa | XCD dollar: east caribbean, eastern caribbean
XOF franc: cfa, west african, west african cfa | XPF franc: cfp | YER rial/riyal: yemeni | ZAR rand: south african
ZMW kwacha: zambian, zambia | ZWL dollar: zimbabwe, zimbabwean | FIM markka/markkaa/mark: finnish
DEM mark/deutschmark: german, deutsche | FRF franc: french | ITL lira/lire: italian | ESP peseta: spanish
NLG guilder: dutch | BEF franc: belgian | LUF franc: luxembourg | ATS schilling: austrian | PTE escudo: portuguese
IEP pound: irish | GRD drachma/drachmas/drachmae: greek | BTC bitcoin: | ETH ether/ethereum:
LTL litas/litai: lithuanian | LVL lats/lati: latvian | EEK kroon/krooni: estonian | SKK koruna/crown: slovak
SIT tolar: slovenian | CYP pound: cypriot | MTL lira: maltese
"""
# whose currency a noun means by itself, where several countries have one
_DEFAULTS = {
    "dollar": "USD", "franc": "CHF", "peso": "MXN", "rupee": "INR", "dinar": "RSD", "shilling": "KES", "won": "KRW",
    "krona": "SEK", "kronor": "SEK", "krone": "DKK", "kroner": "DKK", "rial": "IRR", "riyal": "SAR", "leu": "RON",
    "lei": "RON", "dirham": "AED", "ruble": "RUB", "rouble": "RUB", "lira": "TRY", "lire": "ITL", "kwacha": "ZMW",
    "koruna": "CZK", "manat": "AZN", "guilder": "NLG", "escudo": "PTE", "buck": "USD", "quid": "GBP",
    "sterling": "GBP", "rmb": "CNY",
}  # fmt: skip
_NEVER_ALONE = words("pound crown mark som sum sol real")  # too common as other words
_COINS = {  # the currency a coin means by itself, and its worth
    "cent": ("USD", 0.01), "¢": ("USD", 0.01), "penny": ("GBP", 0.01), "pence": ("GBP", 0.01), "sen": ("MYR", 0.01),
    "paise": ("INR", 0.01), "paisa": ("INR", 0.01), "kopeck": ("RUB", 0.01), "kopek": ("RUB", 0.01),
    "eurocent": ("EUR", 0.01), "fen": ("CNY", 0.01), "jiao": ("CNY", 0.1), "centavo": ("MXN", 0.01),
    "centime": ("CHF", 0.01), "rappen": ("CHF", 0.01), "öre": ("SEK", 0.01), "øre": ("DKK", 0.01),
    "pfennig": ("DEM", 0.01), "satang": ("THB", 0.01), "piastre": ("EGP", 0.01), "groszy": ("PLN", 0.01),
    "grosz": ("PLN", 0.01), "kobo": ("NGN", 0.01), "agorot": ("ILS", 0.01), "halala": ("SAR", 0.01),
    "kuruş": ("TRY", 0.01), "kurus": ("TRY", 0.01), "stotinki": ("BGN", 0.01), "filler": ("HUF", 0.01),
    "pesewa": ("GHS", 0.01), "satoshi": ("BTC", 1e-8), "fils": ("KWD", 0.001), "baisa": ("OMR", 0.001),
    "millime": ("TND", 0.001),
}  # fmt: skip


def _tables() -> tuple[frozenset[str], dict[str, str], dict[str, dict[str, str]], dict[str, str]]:
    """Return codes, {noun: code}, {noun: {adjective: code}} and {adjective: code} of the table above."""
    codes, nouns, families, countries = set(), {}, {}, {}  # type: ignore[var-annotated]
    for entry in _CURRENCIES.replace("\n", " | ").split(" | "):
        if not entry.strip():
            continue
        head, _, adjectives = entry.partition(":")
        code, names = head.split()
        codes.add(code)
        for noun in names.split("/"):
            if noun not in _NEVER_ALONE:
                nouns.setdefault(noun, code)
            for adjective in filter(None, (a.strip() for a in adjectives.split(","))):
                families.setdefault(noun, {})[adjective] = code
                countries.setdefault(adjective, code)
    return frozenset(codes), nouns | _DEFAULTS, families, countries | {"euro": "EUR"}


CODES, _MONEY_NOUNS, _ADJECTIVES, _COUNTRIES = _tables()
COUNTRY_WORDS = {a.split()[0] for a in _COUNTRIES}
_LONGEST_ADJECTIVE = max(len(a.split()) for a in _COUNTRIES)


_LEADING_NOUNS = {"pounds": "GBP"} | {
    form: code
    for noun, code in _MONEY_NOUNS.items()
    for form in (noun, noun + "s")
    if noun not in ("won", "buck", "quid")
}
_ENGLISH_CODES = words("ALL TOP TRY MOP PEN SIT CUP COP MAD GEL BAM SOS LAK")  # words too where everything is capitals
_ACRONYMS = words("SDG AMD MOP COP SOS BOB RON ERN ANG")  # also goals, firms, summits: a small number only counts them


MONEY_MARKS = (
    frozenset(_SIGNS | _LEADING_NOUNS) | {w.lower() for w in [*CODES, *_PREFIX_WORDS]} | set(_DOLLAR_PREFIXES)
) - {"a", "can"}


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
    elif word_at(ts, k) in ("$", "£") and (ts[k].glued or len(t.text) > 1):
        code = _before_sign(t, ts[k].text)
        k += 1
    elif t.low in _LEADING_NOUNS:
        return _noun_before(ts, i)
    elif t.text in CODES or (t.low in _COMMON_CODES and t.text.islower()):
        code = t.text.upper() if _is_code(ts, i) else ""
    else:
        code = _PREFIX_WORDS.get(t.text, "")
        k += word_at(ts, k) == "." and t.text in ("Rs", "rs", "Rp", "Tk", "Fr")
        if t.text in _LETTERS and not (at(ts, k).glued and ("," in ts[k].text or word_at(ts, k + 1) in _SUMS)):
            return None  # a road or a model rather than rand
        if t.text == "US" and k < len(ts) and not ts[k].glued:
            return None
    if not code or k >= len(ts) or (t.text == "PS" and len(ts[k].text) == 1):  # a PlayStation
        return None
    return (code, k) if ts[k].kind == "n" else (code, k) if t.text in _SIGNS and ts[k].kind == "w" else None


def _is_code(ts: list[Token], i: int) -> bool:
    """Say whether capitals before a number are a currency and not the name of a conference or a word in capitals."""
    if ts[i].low not in _COMMON_CODES and at(ts, i + 1).glued and len(ts[i + 1].text) < 3:
        return False
    after = at(ts, i + 2)
    next_ = at(ts, i + 1).text
    if ts[i].text in _ACRONYMS and next_.isdigit() and len(next_) < 3 and after.low not in SCALES:
        return False
    counts = after.text.isupper() or (after.kind == "w" and after.low not in STOP and after.low not in SCALES)
    return ts[i].text not in _ENGLISH_CODES or not (at(ts, i - 1).text.isupper() or counts)


def _noun_before(ts: list[Token], i: int) -> tuple[str, int] | None:
    """Read "Yen 500bn", "euros 20": the number is no year, has no unit of its own and nothing that it counts."""
    found = number(ts, i + 1) if at(ts, i + 1).kind == "n" and not ts[i + 1].glued else None
    before = word_at(ts, i - 1)
    if found is None or at(ts, i - 1).kind == "n" or before in DETERMINERS or before in _NOT_BEFORE_NOUN:
        return None
    k = found.end + (at(ts, found.end).glued and word_at(ts, found.end) in GLUED_SCALES)
    year = len(ts[i + 1].text) == 4 and ts[i + 1].text[:2] in ("18", "19", "20") and k == i + 2
    if year or percent_at(ts, k) or (at(ts, k).kind == "w" and ts[k].low not in STOP) or word_at(ts, k) in _UNITLIKE:
        return None
    return None if at(ts, k).text in _SIGNS or word_at(ts, k) in ("-", "/") else (_LEADING_NOUNS[ts[i].low], i + 1)


_NOT_BEFORE_NOUN = words("a an per each every one - /")


def coins_behind(ts: list[Token], k: int, code: str) -> tuple[float, int] | None:
    """Return (part of one unit, end) of the coins behind whole units: "(5 dollars) and 30 cents", "(5 euros) 30"."""
    j = k + (word_at(ts, k) in ("and", ","))
    found = number(ts, j) if at(ts, j).kind in ("n", "w") else None
    if found is None or found.form not in ("digits", "words") or not 0 < found.value < 100 or found.value % 1:
        return None
    coin = currency_after(ts, found.end)
    if coin:
        same = coin.name == code or (coin.end == found.end + 1 and word_at(ts, found.end).startswith(("cent", "pen")))
        return (found.value * coin.factor, coin.end) if coin.factor < 1 and same else None
    after = at(ts, found.end)
    closed = after.text in ("", ".", ",", ";", "?", "!", ")", '"', "”")
    open_end = after.kind == "w" and after.low in STOP and after.low not in _UNITLIKE
    whole = j == k and (ts[j].kind == "w" or len(ts[j].text) == 2) and found.value >= 10
    return (found.value / 100, found.end) if whole and (closed or open_end) and not measure_at(ts, found.end) else None


_UNITLIKE = words("times percent per last next first past ago apart of less fewer to or and")


def is_paid(ts: list[Token], i: int) -> bool:
    """Say whether the "pounds" of the amount at token i are money: a word of paying stands before it."""
    return any(t.low in _PAYING for t in ts[max(0, i - 8) : i])


_PAYING = words(
    "cost costs costing paid pay pays paying price priced prices worth fine fined fines spend spends spent earn earns "
    "earned salary wage wages fee fees buy bought sold charge charged charges budget income tax bill loan debt rent "
    "invest invested refund refunded owed owes money cash"
)


_LETTERS = ("R", "N", "P")
_SUMS = words("million billion trillion bn m")


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
        return {"e": "EGP", "ir": "IEP"}.get(t.low, "")
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
    if t.low in COUNTRY_WORDS and (named := _named_after_country(ts, i)):
        return named
    word = singular(t.low)
    if t.text in _PREFIX_WORDS and t.text not in ("US", "PS", "Fr", "Sh", *_LETTERS):
        return Unit(i + 1, _PREFIX_WORDS[t.text], "money")
    if coin := _COINS.get(t.low) or _COINS.get(word):
        return Unit(i + 1, coin[0], "money", coin[1])
    if code := _MONEY_NOUNS.get(t.low) or _MONEY_NOUNS.get(word):
        return Unit(i + 1, _of_country(ts, i, word) or code, "money")
    if word == "pound" and word_at(ts, i + 1) == "sterling":
        return Unit(i + 2, "GBP", "money")
    if t.low == "grand" and (at(ts, i + 1).kind != "w" or ts[i + 1].low in STOP):
        return Unit(i + 1, "USD", "money", 1000.0)
    if t.text in ("p", "c") and (t.glued or (word_at(ts, i + 1) == "/" and ts[i + 1].glued)):
        return Unit(i + 1, "GBP" if t.text == "p" else "USD", "money", 0.01)
    return None


def _named_after_country(ts: list[Token], i: int) -> Unit | None:
    """Read "Swedish kronor", "New Zealand dollars", "Canadian cents"."""
    for k in range(i + 1, min(i + 1 + _LONGEST_ADJECTIVE, len(ts))):
        noun = word_at(ts, k)
        adjective = " ".join(t.low for t in ts[i:k])
        family = _ADJECTIVES.get(noun) or _ADJECTIVES.get(singular(noun), {})
        if adjective in family:
            return Unit(k + 1, family[adjective], "money")
        coin = _coin(noun)
        if coin and adjective in _COUNTRIES:
            return Unit(k + 1, _COUNTRIES[adjective], "money", coin[1])
    return None


def _of_country(ts: list[Token], i: int, noun: str) -> str | None:
    """Return the currency of the country told before in the sentence: "A Norwegian family pays 2,400 kroner"."""
    if noun not in _SHARED:
        return None
    family = _ADJECTIVES.get(ts[i].low) or _ADJECTIVES[noun]
    return next((family[t.low] for t in ts[max(0, i - 20) : i][::-1] if t.low in family), None)


_SHARED = words("krone kroner krona kronor franc peso rupee dinar shilling rial riyal lira dirham") & set(_ADJECTIVES)


def shared_noun(ts: list[Token], first: int, last: int) -> str | None:
    """Return the noun of an amount in tokens [first, last) that names the money of several countries, none near by."""
    for k in range(first + 1, last):
        noun = singular(ts[k].low)
        noun = noun if noun in _SHARED else ts[k].low
        if noun in _SHARED:
            family = _ADJECTIVES[noun]
            return None if any(t.low in family for t in ts[max(0, k - 20) : k]) else noun
    return None


def country_of(text: str, noun: str) -> str | None:
    """Return the currency of the country that a text names most often, of those whose money is called so."""
    family = _ADJECTIVES[noun]
    names = "|".join(re.escape(name.title()) for name in sorted(family, key=len, reverse=True))
    named = Counter(family[found.lower()] for found in re.findall(rf"\b(?:{names})\b", text))
    return named.most_common(1)[0][0] if named else None


def _coin(word: str) -> tuple[str, float] | None:
    return _COINS.get(word) or _COINS.get(singular(word))
