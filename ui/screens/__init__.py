"""The rooms of the window, one package each; which of them there are says `ui.screens.shipped`."""
