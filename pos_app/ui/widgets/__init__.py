"""Parts that screens are made of. None of them knows a service or takes a decision."""
