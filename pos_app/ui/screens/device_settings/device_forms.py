"""Between a device's table in workstation.toml and the form that asks for it. Plain Python."""

from collections.abc import Mapping
from typing import Any, Final

from pos_app.domain.plain_text import read_number
from pos_app.ui.forms import Answer
from pos_app.ui.screens.device_settings.contract import Part

_USUAL: Final = {Part.PRINTER: "file", Part.SCANNER: "wedge", Part.CAMERA: "QR"}


def values_of(part: Part, settings: Any) -> tuple[Mapping[str, str], str]:
    """Give what the form shows: its fields, and the choice."""
    if part is Part.LANGUAGE:
        return {}, settings or "zh_CN"
    table: Mapping[str, Any] = settings or {}
    if part is Part.CUSTOMER:
        return {}, str(table.get("language", ""))
    chosen = str(table.get("code" if part is Part.CAMERA else "kind", _USUAL.get(part, "")))
    if part is Part.PRINTER:
        is_network = chosen == "network"
        return {
            "address": str(table.get("host" if is_network else "device", "")),
            "number": str(table.get("port" if is_network else "baud", "")),
            "width": str(table.get("width_mm", 80)),
        }, chosen
    return {
        "address": str(table.get("device", "")),
        "number": str(table.get("looks_per_second" if part is Part.CAMERA else "baud", "")),
        "prefix": str(table.get("prefix", "")),
    }, chosen


def signs_of(part: Part, settings: Any) -> str:
    """Write a device's settings, but for what is chosen, in signs that need no words."""
    if part in (Part.LANGUAGE, Part.DRAWER, Part.CUSTOMER):
        return ""
    values, _ = values_of(part, settings)
    shown = [values["address"], values["number"]]
    if part is Part.PRINTER:
        shown.append(f"{values['width']} mm")
    return "  ".join(text for text in shown if text)


def settings_of(part: Part, answer: Answer) -> dict[str, Any]:
    """Make the table of what was filled in; an empty field leaves the usual value.

    Refuses: STORE_NUMBER_WRONG.
    """
    if part is Part.LANGUAGE:
        return {"language": answer.choice or "zh_CN"}
    if part is Part.CUSTOMER:
        return _lean(language=answer.choice)
    texts = answer.texts
    address, number = texts.get("address", "").strip(), read_number(texts.get("number", ""))
    if part is Part.PRINTER:
        is_network = answer.choice == "network"
        return _lean(
            kind=answer.choice or "file",
            width_mm=read_number(texts["width"]),
            host=address if is_network else None,
            port=number if is_network else None,
            device=None if is_network else address,
            baud=None if is_network else number,
        )
    if part is Part.CAMERA:
        return _lean(device=address, code=answer.choice or "QR", looks_per_second=number)
    if part is Part.SCALE:
        return _lean(device=address, baud=number)
    return _lean(kind=answer.choice or "wedge", prefix=texts["prefix"], device=address, baud=number)


def _lean(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "")}
