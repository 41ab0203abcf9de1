"""An archive too large for memory -> tables in parts: one map, run in this process, in processes, or on Dask.

    a folder, JSON lines or Parquet (inputs), cut into pieces (pieces) of articles (rows)
    -> a first look at every source (survey): ids, what repeats what
    -> of each piece its part of every table (analysing), by an engine (engines)
    -> counts added up in a tree (merging)

places  files here or in an object store    kept  what is done already    tables  where parts lie    job  all of it
"""

from sourcebook.archive.engines import ENGINES
from sourcebook.archive.job import Summary, write

__all__ = ["ENGINES", "Summary", "write"]
