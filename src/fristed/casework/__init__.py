"""The specialised services' register: one case per person and service, anonymous by default."""
