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
    "DRILL_GOOD": marked(
        "Messages", "The drill went well: this shop sells without a network. No total was touched."
    ),
    "DRILL_BAD": marked(
        "Messages", "The drill found something that does not work; see the list. Sell on meanwhile."
    ),
    "DRILL_OVER": marked("Messages", "No drill is being held any more. F9 begins one."),
    "DRILL_BASKET_LOST": marked(
        "Messages", "The basket did not come back as it was. Call for support."
    ),
    "DRILL_NOT_FINISHED": marked(
        "Messages", "The sale of the drill could not be finished. Call for support."
    ),
    "DRILL_NOTHING_SOLD": marked("Messages", "The drill sold nothing that could come back."),
    "DRILL_NOTHING_WEIGHED": marked("Messages", "This shop weighs nothing."),
    "DRILL_NO_OFFERS": marked("Messages", "No promotions are in force."),
    "DRILL_NO_MEMBERS": marked("Messages", "No member with a card is known here."),
    "DRILL_NO_COUPON": marked("Messages", "No coupon of that member can be taken alone."),
    "DRILL_NO_ALLOWANCE": marked("Messages", "No allowance of points is here."),
}
