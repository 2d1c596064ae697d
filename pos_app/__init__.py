"""Ronghe POS (融合收银): the in-store till. This file owns the version and nothing else."""

__version__ = "0.1.0"
