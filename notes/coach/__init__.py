"""The coach: what the guidance says about writing notes, as rules that look at a text while it is written.

`rules` holds the rules as data, `finders` what each of them looks for, `hints` asks all of them. Nothing here knows a
database or a page, and nothing ever blocks: a hint is words beside the form.
"""
