"""The peer of whole tables for counts: `python file_counts.py FILE.jsonl OUT.parquet`, as one would write it by hand.

pandas reads the file, scikit-learn's CountVectorizer counts every article, a product with the matrix of who wrote what
sums by author, and pyarrow writes author, term and number. It runs in an environment of its own.
"""

import sys


def main(file: str, out: str) -> None:
    import numpy as np
    import pandas as pd
    from scipy import sparse
    from sklearn.feature_extraction.text import CountVectorizer

    read = pd.read_json(file, lines=True, encoding="utf-8")
    authors, wrote = np.unique(read["authors"], return_inverse=True)
    counter = CountVectorizer(token_pattern=r"\w\w+")
    by = sparse.csr_matrix((np.ones(len(read), np.int64), (wrote, np.arange(len(read)))))
    table = (by @ counter.fit_transform(read["text"])).tocoo()
    columns = {"voice": authors[table.row], "term": counter.get_feature_names_out()[table.col], "n": table.data}
    pd.DataFrame(columns).to_parquet(out, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
