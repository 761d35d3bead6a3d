"""What somebody handed in to be looked at by a program of its own, and the answer, until both are deleted.

A room that takes files says so with an :class:`~fristed.foundation.handed_in.facts.Inbox`: who may hand in,
which program answers, within what limits, and how long everything is kept.
"""
