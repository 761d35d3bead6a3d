"""Lists of what is due for destruction, in words."""
