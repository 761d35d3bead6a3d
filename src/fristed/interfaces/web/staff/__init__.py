"""Coming in, staying in and showing again who one is: what the pages of entrance and security share."""
