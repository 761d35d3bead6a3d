"""What may be held about persons: a mode per service, and for each field a purpose and a dated legal basis.

The default is anonymous: no field that can identify may be stored. Two persons switch anything on.
"""
