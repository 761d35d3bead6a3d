"""Forms: what is asked, how it is asked, and how a refusal is said. The rules are the verbs'."""
