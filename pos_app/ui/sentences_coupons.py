"""What the till says about coupons: taken, waiting, or not taken and why."""

from pos_app.ui.marked import marked

COUPONS: dict[str, str] = {
    "COUPON_TAKEN": marked("Messages", "The coupon is taken and already lowers the price."),
    "COUPON_WAITS": marked(
        "Messages",
        "The coupon is taken. It does nothing on this basket yet: the coupon panel says what "
        "is missing.",
    ),
    "COUPON_HERE_ALREADY": marked("Messages", "This coupon is in this sale already."),
    "COUPON_IS_MEMBER_CODE": marked(
        "Messages", "This is a member code, not a coupon. Scan it in the sale."
    ),
    "COUPON_NOT_HERE": marked("Messages", "This coupon is not in this sale."),
    "TOO_MANY_COUPONS": marked("Messages", "No more than {most} coupons fit into one sale."),
    "COUPON_NOT_IN_WALLET": marked(
        "Messages",
        "The member does not have this coupon. Let the customer show its code.",
    ),
    "COUPON_UNKNOWN": marked(
        "Messages",
        "This till does not know coupon campaign {campaign} yet. The sale goes on without; "
        "try again once the till has been online.",
    ),
    "COUPON_CAMPAIGN_WRONG": marked(
        "Messages",
        "The record of this coupon's campaign cannot be used ({path}). The sale goes on "
        "without. Tell the head office.",
    ),
    "COUPON_WITHDRAWN": marked(
        "Messages",
        "This coupon has been withdrawn, or was used somewhere else. It is not taken.",
    ),
    "COUPON_CLOCK_UNSURE": marked(
        "Messages",
        "This till is not sure of the time, so it cannot tell whether the coupon is still "
        "good. Let a manager confirm the clock; the sale goes on without.",
    ),
    "COUPON_NOT_YET_VALID": marked("Messages", "This coupon is not valid yet."),
    "COUPON_EXPIRED": marked("Messages", "This coupon has expired."),
    "COUPON_WRONG_STORE": marked(
        "Messages",
        "This coupon is good in other stores, not in this one.",
    ),
    "COUPON_USED_UP": marked(
        "Messages",
        "This coupon has been used as often as it may be ({uses}).",
    ),
    "COUPON_RESERVED": marked(
        "Messages",
        "This coupon is in another sale that was put aside. Take it up, or give the coupon "
        "back there.",
    ),
    "COUPON_MEMBER_ONLY": marked(
        "Messages",
        "This coupon is for members. Scan the member's code first.",
    ),
    "COUPON_OTHER_MEMBER": marked("Messages", "This coupon belongs to another member."),
    "COUPON_MEMBER_LIMIT": marked(
        "Messages",
        "This member has used {most} coupons of this kind; that is all each may use.",
    ),
    "COUPON_ENOUGH_HERE": marked(
        "Messages",
        "Only {most} coupon(s) of this kind may be used in one sale.",
    ),
    "COUPONS_OFF": marked(
        "Messages",
        "This till has not met the head office for {days} days, so it takes no coupons. Sales"
        " go on; connect the till.",
    ),
    "COUPON_NEEDS_HOLD": marked(
        "Messages",
        "This coupon is so valuable that the head office must confirm it, and the till is not"
        " connected. The coupon stays good: offer another one, or its use on another day.",
    ),
    "COUPON_HOLD_UNANSWERED": marked(
        "Messages",
        "The head office did not answer in time. The coupon was not used; try again, or go on"
        " without.",
    ),
    "COUPON_HELD_ELSEWHERE": marked(
        "Messages",
        "Another till holds this coupon at the moment. Try again in a few minutes.",
    ),
    "COUPON_SPENT_ELSEWHERE": marked(
        "Messages",
        "This coupon has been used already, at another till.",
    ),
    "COUPON_HOLD_TOO_SHORT": marked(
        "Messages",
        "The head office's answer came too late to rely on. The coupon was not used; try again.",
    ),
    "COUPON_HOLD_ENDED": marked(
        "Messages",
        "The head office's confirmation of a coupon has run out. Renew it in the coupon panel"
        " or give the coupon back, then take the money.",
    ),
    "COUPON_ENDED_IN_BASKET": marked(
        "Messages",
        "A coupon ended while this basket stood open; the price is now without it.",
    ),
    "COUPON_HAS_NO_HOLD": marked(
        "Messages",
        "This coupon needs no confirmation; there is nothing to renew.",
    ),
    "COUPON_OTHER_TILL_DECIDES": marked(
        "Messages",
        "This coupon is taken at the store's main till. Send the customer there, or go on without.",
    ),
    "COUPON_NO_RIGHTS_LEFT": marked(
        "Messages",
        "This till has used up its share of this campaign. The coupon stays good: try another"
        " till, or go on without.",
    ),
    "COUPON_TILL_RESTORED": marked(
        "Messages",
        "This till was restored from a copy. Until the head office has checked it, such "
        "coupons are not taken here. The coupon stays good.",
    ),
    "COUPON_OFFLINE_TOO_LONG": marked(
        "Messages",
        "The till has been offline for {hours} hours, too long for this coupon. The coupon "
        "stays good; connect the till.",
    ),
    "COUPON_TOO_VALUABLE": marked(
        "Messages",
        "Without asking the head office, only coupons up to {most} are taken here. The coupon"
        " stays good.",
    ),
    "COUPON_BEYOND_GRANT": marked(
        "Messages",
        "Only {left} of coupons may still be taken without asking the head office. The coupon"
        " stays good; connect the till.",
    ),
    "GRANT_FOR_ANOTHER_TILL": marked(
        "Messages",
        "Allowance {grant} is for another till and was not taken.",
    ),
    "GRANT_NO_REUSED": marked(
        "Messages",
        "Allowance {grant} came twice with different contents; the first one stays. Tell the "
        "head office.",
    ),
}
