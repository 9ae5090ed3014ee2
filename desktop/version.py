"""Version of the program, written into what it makes."""

VERSION = "0.1.0"
