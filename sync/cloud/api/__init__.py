"""What the cloud answers to, one file a subject; each gives its ``Endpoint`` table."""
