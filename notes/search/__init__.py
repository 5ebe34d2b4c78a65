"""The language of the search box: what was typed in, words and fields out. Knows no database and no page."""
