"""A store of counts: one small file a batch of articles, and a manifest. Counted once, added when it is opened."""
