"""The log in words: what was done and read, what stands out, and how well it is sealed."""
