"""What `python -m pos_app NAME` can do besides opening the till; one file per command.

Each has ``add_arguments(parser)`` and ``run(arguments) -> int``, the exit code.
"""
