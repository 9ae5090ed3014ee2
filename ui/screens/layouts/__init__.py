"""Adapting how sheets look: columns, words, paper, and taking it back."""
