"""What is asked before a till is one."""
