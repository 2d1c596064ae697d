"""Coupons: campaigns, holds, rights, uses, and what a second use costs. sync.md section 10."""
