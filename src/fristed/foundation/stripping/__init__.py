"""Taking out of a file what tells who made it, when, where and with what; a program of its own does it.

:mod:`running` is what others call. The program it starts is :mod:`program`; only that one imports the
libraries that read pictures, PDF and office files, so that no web process does. What cannot be cleaned is
refused. Nothing is written on a disk.
"""
