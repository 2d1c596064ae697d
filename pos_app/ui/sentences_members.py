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
        "This number is a member's already: {name}, ending in {last4}. Attach them by the number.",
    ),
    "MEMBERSHIP_ENDS_WHOLE": marked(
        "Messages",
        "Membership itself ends by forgetting the member: everything of them is deleted here. A "
        "manager has to consent.",
    ),
}
