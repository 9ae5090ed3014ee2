"""The party in the village: branches, members, dues, ways in and out, and what follows from them."""
