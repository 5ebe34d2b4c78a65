"""Word files by python-docx: real headings, lists and styles, so that they can be worked on and converted."""

from notes.exports.docx import briefing, exec_summary

WRITERS = {"exec_summary": exec_summary.write, "briefing": briefing.write}
