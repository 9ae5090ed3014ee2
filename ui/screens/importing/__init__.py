"""What imports of every kind share on the screen: choosing a file, its columns, the way from page to page."""
