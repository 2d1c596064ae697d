"""Paper as plain text, to compare it and to look for words in it."""

from pos_app.receipts.paper import Cut, Paper, Picture, Roll, Row, Size, set_paper

_MARKS = {Size.NORMAL: " ", Size.TALL: "T", Size.DOUBLE: "D"}


def as_text(paper: Paper, roll: Roll) -> str:
    """Write each row between bars; before it ``D`` or ``T`` for large and ``B`` for bold type."""
    lines = []
    for placed in set_paper(paper, roll):
        match placed:
            case Row():
                mark = _MARKS[placed.size] + ("B" if placed.is_bold else " ")
                lines.append(f"{mark}|{placed.text}".rstrip())
            case Picture():
                lines.append(f"  [{placed.name}: {placed.width} x {placed.height} dots]")
            case Cut():
                lines.append("  " + "- " * (roll.cells // 2))
    return "\n".join(lines) + "\n"
