"""What shops sell, for how much and with which offers: head office's record, told to the zones."""
