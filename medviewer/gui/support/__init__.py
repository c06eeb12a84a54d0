"""What the program tells of itself: about, licences, what is new, a report of a fault."""
