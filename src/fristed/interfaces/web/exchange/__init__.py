"""What the pages of import and export show, put into words."""
