"""The door for people: ``python -m sync``, in pos_app/commands/sync_agent.py."""

import sys

from pos_app.commands.sync_agent import main

if __name__ == "__main__":
    sys.exit(main())
