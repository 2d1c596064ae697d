"""What a manager reads of the trade: periods, figures, and how complete they are."""
