"""What the cashier sees and touches: one window, a stack of screens, the notice bar, the panels."""
