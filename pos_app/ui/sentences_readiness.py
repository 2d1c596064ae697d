"""What the till says about going on without a network.

English source by code; the Chinese is in resources/i18n.
"""

from pos_app.ui.marked import marked

READINESS: dict[str, str] = {
    "READINESS_LOW": marked(
        "Messages",
        "Without a network this till would reach {score} of 100. See to this first: {ability}. "
        "More, Manager, Readiness says why.",
    ),
}
