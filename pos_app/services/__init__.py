"""What can be done at the counter: one class per activity, each public method one transaction.

All of it runs on the till thread. Methods give frozen snapshots back and raise ``Refusal`` or
``EnvironmentFault``; after either, nothing has changed. A method that takes ``approval`` raises
``ApprovalNeeded`` when the operator may not do it alone.
"""
