"""Dialogs used by more than one screen."""
