"""The coupons of the sale at hand."""
