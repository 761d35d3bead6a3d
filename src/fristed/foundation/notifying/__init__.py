"""Notices to people: in the application, and a mail that only says that there is one."""
