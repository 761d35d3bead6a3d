"""Statistics of outreach: competence-raising, grey-zone cases and answers to young people, never cases."""
