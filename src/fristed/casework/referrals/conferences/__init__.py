"""Case conferences: who takes part, what was decided, what is to be done."""
