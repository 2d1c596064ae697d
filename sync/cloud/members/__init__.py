"""Members: who they are to tills, what they agreed to, and their points."""
