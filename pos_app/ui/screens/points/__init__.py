"""The points of the member at hand."""
