"""What stands before an open office: unlock, first-run wizard, trouble with the folder."""
