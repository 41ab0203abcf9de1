"""Words, sentences and the import beside named peers in the same run; nothing here can fail a test."""

import subprocess
import sys
from collections.abc import Callable

from generated import articles
from machine import head, timed
from nltk.tokenize import NLTKWordTokenizer, PunktSentenceTokenizer, wordpunct_tokenize

from sourcebook import spans

ARTICLES = 380  # about 2 MB


def start_up(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def main() -> None:
    text = "\n\n".join(article.text for article in articles(0, ARTICLES))
    tokenizer = NLTKWordTokenizer()
    rows = [
        (
            "words",
            lambda: spans.words(text),
            "NLTKWordTokenizer",
            lambda: list(tokenizer.span_tokenize(text.replace('"', "'"))),
        ),
        ("words", lambda: spans.words(text), "wordpunct_tokenize", lambda: wordpunct_tokenize(text)),
        (
            "sentences",
            lambda: spans.sentences(text),
            "Punkt untrained",
            lambda: list(PunktSentenceTokenizer().span_tokenize(text)),
        ),
        ("import", start_up("import sourcebook; sourcebook.load"), "pandas and nltk", start_up("import pandas, nltk")),
    ]
    print(head("nltk", "pandas"))
    print(f"{ARTICLES} generated articles, {len(text.encode()) / 1e6:.1f} MB\n")
    print(f"{'what':12}{'seconds':>9}  {'peer':22}{'seconds':>9}{'peer / ours':>13}")
    for what, ours, peer, theirs in rows:
        mine, other = timed(ours)[0], timed(theirs)[0]
        print(f"{what:12}{mine:9.2f}  {peer:22}{other:9.2f}{other / mine:13.1f}")


if __name__ == "__main__":
    main()
