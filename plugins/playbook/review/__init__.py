"""The review of pages: which version of a page is in which state, who signed it off, and what was published."""
