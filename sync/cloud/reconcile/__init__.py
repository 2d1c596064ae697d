"""Every day proved, or listed as not proved with the reason: sync.md section 13."""
