"""Import and export of cases: a template, a dry run that tells every error, and coded rows to take out.

A file holds codes and days only. It is checked before anything is stored, by the same rules as a case that is
registered by hand, and it is deleted as soon as there is an answer.
"""
