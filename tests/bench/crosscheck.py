"""Our measures beside scipy's and scikit-learn's on the same counts: the largest difference of each.

scipy's are asked here, on counts drawn at random, of texts up to 100,000 words: in longer ones its own sum of large
terms loses digits, so that at half a billion words G2 stands beside the same sum with fifty digits. scikit-learn's
TF-IDF is asked in its own environment, `python crosscheck.py tfidf`, on the five articles. Differences are relative
where a value is above 1; one above 1e-9 ends it with an error.
"""

import json
import subprocess
import sys
from decimal import Decimal, localcontext
from pathlib import Path

import numpy as np
from environments import environment
from machine import head
from scipy import stats

ROOT = Path(__file__).resolve().parents[2]
AT_MOST = 1e-9
TERMS = 2_000


def largest(mine: object, theirs: object) -> float:
    one, other = np.asarray(mine, float), np.asarray(theirs, float)
    return float(np.max(np.abs(one - other) / np.maximum(np.abs(other), 1)))


def counts(words: int) -> tuple[np.ndarray, ...]:
    """Return occurrences and words of terms in two texts of up to so many words, rare and common, their rates near."""
    rng = np.random.default_rng(0)
    n1, n2 = rng.integers(1_000, words, (2, TERMS))
    k1 = 1 + (n1 * rng.random(TERMS) ** 8 / 2).astype(int)
    return k1, n1, 1 + (k1 / n1 * (n2 - 1) * rng.uniform(0.8, 1.2, TERMS)).astype(int), n2


def exact(k1: int, n1: int, k2: int, n2: int) -> float:
    """Return G2 of four cells, summed with fifty digits."""
    both, words = k1 + k2, n1 + n2
    cells = [(k1, n1 * both), (k2, n2 * both), (n1 - k1, n1 * (words - both)), (n2 - k2, n2 * (words - both))]
    with localcontext(prec=50):
        return float(2 * sum(seen * (Decimal(seen) * words / product).ln() for seen, product in cells if seen))


def keyness() -> dict[str, float]:
    from sourcebook import keyness

    long = counts(500_000_000)
    k1, n1, k2, n2 = counts(100_000)
    tables = np.stack([[k1, n1 - k1], [k2, n2 - k2]]).transpose(2, 0, 1)
    tests = [stats.chi2_contingency(table, correction=False, lambda_="log-likelihood") for table in tables]
    evidence = keyness.g2(k1, n1, k2, n2)
    p = np.random.default_rng(0).random(TERMS) ** 3
    wilson = [stats.binomtest(int(k), int(n)).proportion_ci(method="wilson") for k, n in zip(k1, n1, strict=True)]
    return {
        "g2 of 500,000,000 words, fifty digits": largest(
            keyness.g2(*long), [exact(*map(int, one)) for one in zip(*long, strict=True)]
        ),
        "g2, scipy.stats.chi2_contingency": largest(evidence, [test.statistic for test in tests]),
        "p_value, scipy.stats.chi2": largest(keyness.p_value(evidence), stats.chi2.sf(evidence, 1)),
        "false_discovery, scipy.stats.false_discovery_control": largest(
            keyness.false_discovery(p), stats.false_discovery_control(p)
        ),
        "rate_interval, scipy.stats.binomtest": largest(np.transpose(keyness.rate_interval(k1, n1)), wilson),
    }


def hypergeometric() -> dict[str, float]:
    """Compare HD-D of texts of 42 to 3,000 words with the sum of the chances that scipy gives each type."""
    from sourcebook.textstats.diversity import SAMPLE, hdd

    rng = np.random.default_rng(0)
    texts = [np.minimum(rng.zipf(1.3, n), 5_000) for n in rng.integers(SAMPLE, 3_000, 200)]
    often = [np.unique(text, return_counts=True)[1] for text in texts]
    theirs = [(1 - stats.hypergeom.pmf(0, k.sum(), k, SAMPLE)).sum() / SAMPLE for k in often]
    return {"hdd, scipy.stats.hypergeom": largest([hdd(text) for text in texts], theirs)}


def tfidf() -> dict[str, float]:
    """Compare the column of the table of terms, by voice and by source, with a transformer that learns by source."""
    from sourcebook import load, terms

    corpus = load(ROOT / "seeds")
    found = {}
    for by in ("voice", "source"):
        table = terms.terms(corpus, by)
        counts, weights = (table.pivot(index="group", columns="term", values=v).fillna(0) for v in ("count", "tfidf"))
        documents = terms.terms(corpus, "source").pivot(index="group", columns="term", values="count").fillna(0)
        payload = json.dumps([documents.to_numpy().tolist(), counts.to_numpy().tolist()])
        command = [str(environment("counting")), __file__, "tfidf"]
        done = subprocess.run(command, input=payload, capture_output=True, text=True, check=True)
        found[f"tfidf by {by}, sklearn's TfidfTransformer"] = largest(weights.to_numpy(), json.loads(done.stdout))
    return found


def theirs() -> None:
    from sklearn.feature_extraction.text import TfidfTransformer

    documents, counts = json.load(sys.stdin)
    print(json.dumps(TfidfTransformer().fit(documents).transform(counts).toarray().tolist()))


def main() -> None:
    print(head("scipy", "counting", rounds=0))
    found = keyness() | hypergeometric() | tfidf()
    for what, difference in found.items():
        print(f"{what:56}{difference:10.1e}")
    if max(found.values()) > AT_MOST:
        sys.exit(f"a difference is above {AT_MOST}")


if __name__ == "__main__":
    theirs() if "tfidf" in sys.argv else main()
