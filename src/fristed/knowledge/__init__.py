"""The wing of what anybody may know: the action plan, guidance and where there is help; no register."""
