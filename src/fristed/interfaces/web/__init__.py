"""The web pages: forms are read, one verb or query is called, and the answer is shown."""
