"""The command line as `python -m sourcebook`."""

import sys

from sourcebook.cli import main

if __name__ == "__main__":
    sys.exit(main())
