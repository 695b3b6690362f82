"""The same with framing, through its public functions and its command line."""
