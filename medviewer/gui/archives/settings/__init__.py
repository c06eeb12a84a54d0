"""What is set about the hospital's network, on pages: archives, listener, priors, what is kept."""
