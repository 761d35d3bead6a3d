"""The room of clients: other systems' machines that may use the API of casework, and what they are sent."""
