"""The three kinds of trouble, told apart once and named.

Exception
 +- Refusal            a rule says no. Expected; nothing changed. Shown in the notice bar.
 +- EnvironmentFault   disk, lock, printer, network. Someone at the counter can act on it.
 +- anything else      our bug. Logged with its traceback; the basket is reloaded from disk.

Codes and facts only: the sentences live in pos_app/ui/messages.py, in every language we ship.
"""


class _Coded(Exception):
    """``code`` is UPPER_SNAKE and has a sentence; ``facts`` fill the sentence's placeholders."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = " ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} {facts}".strip()


class Refusal(_Coded):
    """A rule of the shop says no. Nothing has changed.

    Facts are numbers, Money or short texts, never a pay code, a member code or a PIN.
    """


class EnvironmentFault(_Coded):
    """The world did not play along. Nothing that was acknowledged is lost.

    Raise it ``from`` the library's own error, at the border where that library is used.
    """
