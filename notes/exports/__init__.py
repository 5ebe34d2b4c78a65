"""Files for outside the app: sheets in, bytes out; who may have them is for views to ask.

The writers know nothing of Django and run in a process of their own (`notes.exports.write`): typst and python-docx
never load in a server process, a large pack's memory goes back at once, and no text can hold up the server.
"""
