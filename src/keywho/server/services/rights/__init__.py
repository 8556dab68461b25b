"""What people may ask of us: all that is kept about them, and to be erased."""
