"""Messages described for people and tools: JSON Schema, for the OpenAPI document."""

from collections.abc import Sequence
from typing import Any

import msgspec


def describe(messages: Sequence[Any]) -> tuple[tuple[dict[str, Any], ...], dict[str, Any]]:
    """Give a schema for each message in turn, and the parts they share by name."""
    return msgspec.json.schema_components(messages, ref_template="#/components/schemas/{name}")
