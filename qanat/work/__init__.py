"""What people do: tasks, notes, calls, meetings, next steps."""
