"""Where there is help: who answers, when, in which language, and whether one may stay unknown."""
