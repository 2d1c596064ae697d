"""What identifying, enrolling and forgetting members answers.

English source by code; the Chinese is in resources/i18n.
"""

from pos_app.ui.marked import marked

MEMBERS: dict[str, str] = {
    "NO_MEMBER": marked("Messages", "No member is attached to this sale. Scan the code first."),
    "MEMBER_NOT_FOUND": marked(
        "Messages",
        "Nobody was found by this. Check the number, or let the customer join; the sale goes on.",
    ),
    "MEMBER_UNKNOWN_HERE": marked(
        "Messages",
        "The code is good, but this till does not know the member yet. The sale goes on at normal "
        "prices; the points are credited later.",
    ),
    "MEMBER_CHANGED": marked(
        "Messages",
        "Another member is attached now. Coupons and points of the one before count no more.",
    ),
    "MEMBER_ONLY_IDENTIFIED": marked(
        "Messages",
        "This till is not sure of the time. The member is attached and earns points; points cannot "
        "be spent until a manager confirms the clock.",
    ),
    "MEMBER_WITHOUT_HANDLE": marked(
        "Messages",
        "This member cannot be attached before the till has exchanged data once. The sale goes on "
        "without.",
    ),
    "MEMBER_SEARCHES_TOO_MANY": marked(
        "Messages",
        "{most} searches for members in one hour are enough. Scan the customer's code or card.",
    ),
    "NAME_TOO_LONG": marked("Messages", "A name has {most} characters at most."),
    "CONSENT_MEMBERSHIP_NEEDED": marked(
        "Messages",
        "Without consent to the membership notice nobody becomes a member. Nothing was kept.",
    ),
    "ALREADY_MEMBER": marked(
        "Messages",
        "{phone} is a member's number already: {name}. Attach them by it.",
    ),
    "MEMBERSHIP_ENDS_WHOLE": marked(
        "Messages",
        "Membership itself ends by forgetting the member: everything of them is deleted here. A "
        "manager has to consent.",
    ),
    "MEMBER_ENROLLED": marked(
        "Messages", "Welcome: a member from now on. Member prices and points count at once."
    ),
    "CONSENT_WRITTEN": marked("Messages", "Written down. It counts from now on."),
    "END_MEMBERSHIP": marked("Messages", "End this membership for good?"),
    "END_MEMBERSHIP_WHY": marked(
        "Messages",
        "Everything this till holds of the member is deleted, points and coupons are lost. Only "
        "for the member, and only when they ask for it.",
    ),
    "MEMBERSHIP_ENDED": marked(
        "Messages", "The membership has ended and the data is deleted. The sale goes on without."
    ),
    "JOIN_NOT_OFFERED": marked(
        "Messages", "This store has no address to join by. Enrol here at the till instead."
    ),
}
