"""Other people's programs that the tests talk to, each started on loopback and ended with its test."""
