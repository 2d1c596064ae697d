"""The only SQL in pos_app. Functions take the connection first and return domain objects."""
