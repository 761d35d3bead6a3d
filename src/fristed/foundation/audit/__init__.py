"""What has happened: an append-only trail in which every line seals the one before."""
