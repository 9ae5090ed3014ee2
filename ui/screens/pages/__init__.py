"""What screens of several pages share: the tabs, the frame of a page, its presenter, its small dialogs."""
