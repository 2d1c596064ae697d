"""Who may sign on at this till."""
