"""``python -m sync``: the till's side of sync without the till."""

import sys

from pos_app.commands.sync_agent import main

if __name__ == "__main__":
    sys.exit(main())
