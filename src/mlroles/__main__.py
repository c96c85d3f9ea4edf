"""``python -m mlroles``."""

import sys

from mlroles.cli import main

if __name__ == "__main__":
    sys.exit(main())
