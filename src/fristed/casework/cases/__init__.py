"""The case register: cases of the specialised services, by the common registration guideline."""
