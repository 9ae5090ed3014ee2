"""Finding people and households while a word is being typed."""
