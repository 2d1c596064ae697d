"""The devices of this workstation."""
