"""Mouse tools, one file each: they turn movement into changes of the session. `bindings` is the table."""
