"""What makes a forged trail show: a hash tree, signed checkpoints, and copies with outside holders."""
