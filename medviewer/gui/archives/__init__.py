"""The hospital's network in the window: archives asked, worklists, transfers, settings, sending, links."""
