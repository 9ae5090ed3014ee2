"""The county's console: pages for its operators, made on the server, without scripts."""
