"""Who says what: content, cue and source of every attribution of an article, and who the source is."""
