"""``python -m pos_app``: the till, or one of its commands."""

import sys

from pos_app.main import main

if __name__ == "__main__":
    sys.exit(main())
