"""Notices: what a person is told before they consent, as versioned texts in two languages.

A text never changes under its version: an answer names the version, and years later it must be
possible to say what was answered.
"""

from dataclasses import dataclass

from pos_app.domain.member import Purpose


@dataclass(frozen=True, slots=True)
class Notice:
    """One purpose's notice in one language: why, which kinds of data, for how long.

    ``is_required``: without it there is no membership; every other answer is free.
    """

    version: str
    purpose: Purpose
    language: str
    title: str
    why: str
    data: str
    kept: str
    is_required: bool
