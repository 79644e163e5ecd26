"""What is made for browsers, in a real one."""
