"""What to do when somebody may be in danger: questions, and the advice and duties that answers lead to."""
