"""The frame round the screens: main window, navigation, status line, palette, messages."""
