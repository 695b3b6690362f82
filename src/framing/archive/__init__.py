"""Tables of articles too large to be held at once: cut into batches, read piece by piece, found again by place."""
