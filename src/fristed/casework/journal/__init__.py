"""The journal of a case: notes and their like in sealed words, what is coded beside them, and files.

Who may read an entry is decided by its *visibility*, in the query: an entry that somebody may not read is to
them as one that is not there, in lists, counts, pages, files and answers to a wrong address alike.
"""
