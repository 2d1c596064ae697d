"""Every sentence by the code of its refusal, fault or notice."""

from pos_app.ui.sentences_cash import CASH
from pos_app.ui.sentences_cloud import CLOUD
from pos_app.ui.sentences_codes import CODES
from pos_app.ui.sentences_coupons import COUPONS
from pos_app.ui.sentences_exports import EXPORTS
from pos_app.ui.sentences_first_run import FIRST_RUN
from pos_app.ui.sentences_members import MEMBERS
from pos_app.ui.sentences_people import PEOPLE
from pos_app.ui.sentences_readiness import READINESS
from pos_app.ui.sentences_records import RECORDS
from pos_app.ui.sentences_reports import REPORTS
from pos_app.ui.sentences_selling import SELLING
from pos_app.ui.sentences_set_up import SET_UP
from pos_app.ui.sentences_shift import SHIFT
from pos_app.ui.sentences_spending import SPENDING
from pos_app.ui.sentences_stock import STOCK
from pos_app.ui.sentences_updates import UPDATES

SENTENCES: dict[str, str] = {
    **SELLING,
    **PEOPLE,
    **RECORDS,
    **SHIFT,
    **REPORTS,
    **EXPORTS,
    **CODES,
    **COUPONS,
    **MEMBERS,
    **SPENDING,
    **STOCK,
    **SET_UP,
    **CASH,
    **CLOUD,
    **READINESS,
    **UPDATES,
    **FIRST_RUN,
}
