"""What the program tells of itself: what it is built on, what is new, what helps to mend a fault."""
