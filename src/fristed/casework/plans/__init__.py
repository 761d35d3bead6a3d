"""Plans of a case: tasks, promised signs of life and their alarms, the safety plan, and sealed reminders."""
