"""`python -m dunwell` is the same as the `dunwell` command."""

import sys

from dunwell.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
