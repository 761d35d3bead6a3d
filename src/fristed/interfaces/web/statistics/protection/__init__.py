"""How a release was protected, for those who compute it: what is hidden, why, at what loss, and the proof."""
