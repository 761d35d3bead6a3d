"""The leak finder on screen."""
