"""The journal body of domain/fire_drill.py; see outgoing.py."""

from pos_app.domain.fire_drill import DrillHeld
from pos_app.store.outgoing import Data, data_of


@data_of.register
def _(event: DrillHeld) -> Data:
    return {
        "steps": [
            {"step": done.step.value, "outcome": done.outcome.value, "code": done.code}
            for done in event.steps
        ]
    }
