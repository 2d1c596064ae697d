"""Numbers of things in words. A class, because Qt's collector of texts knows plurals by ``tr``."""

from PySide6.QtCore import QObject


class CountedWords(QObject):
    """Counts in the language spoken now."""

    def transactions(self, count: int) -> str:
        """Count transactions."""
        return _grouped(self.tr("%n transaction(s)", "", count), count)

    def times(self, count: int) -> str:
        """Count events."""
        return _grouped(self.tr("%n time(s)", "", count), count)

    def receipts(self, count: int) -> str:
        """Count transactions where there is little room."""
        return _grouped(self.tr("%n receipt(s)", "", count), count)

    def open_days(self, count: int) -> str:
        """Say how many days are not closed."""
        return self.tr("%n day(s) still open", "", count)

    def late_receipts(self, count: int) -> str:
        """Say why a day was restated; the day and the till stay to be filled in."""
        return self.tr("{day} restated by %n late receipt(s) of {till}", "", count)

    def still_to_come(self, count: int) -> str:
        """Say what of a till's day a report has not; the day stays to be filled in."""
        return self.tr("%n transaction(s) of {day} still to come", "", count)

    def other_days(self, count: int) -> str:
        """Count further days of which something is still to come."""
        return self.tr("and of %n day(s) before", "", count)


def _grouped(words: str, count: int) -> str:
    """Group the digits as amounts have them, whatever the machine's own way is."""
    return words.replace(str(count), f"{count:,}", 1)
