"""Documents of all formats as `kg.records.Document`: the text, what is known of it, its comments, its furniture.

Callers import `find_documents` and `document_inputs` from `files`, which is light, and `read_document` from `reader`.

files  sidecar                  which files are documents, and the metadata beside them
reader                          one document from all that is known of it
plain  markdown  web  pdf  word     a reader for each format
webfacts  webcomments  boxes    what only web pages have
article                         what the text says of itself, by
byline  letters  comments  furniture  dates  names  lines  found
"""
