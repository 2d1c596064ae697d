"""Mark a text for the translators where it is declared; it is translated where it is shown."""


def marked(context: str, text: str) -> str:
    """Give the English text back; Qt's collector of texts knows this name from the set-up."""
    return text
