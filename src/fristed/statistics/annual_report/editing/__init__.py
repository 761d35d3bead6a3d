"""The editor's desk: the prose of a report year, written in the browser and approved by a second person.

It imports nothing that prints or counts, so that the web process may use it.
"""
