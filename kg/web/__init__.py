"""The graph over HTTP: pages for people, a SPARQL endpoint and canned queries for programs.

    app          the application: routes, their order, start and end       settings   what a server is told at its start
    pages/…      pages: what each asks the graph and shows, one module each   templates/, static/   how they look
    asking       what a page may ask, in the process that answers             answers    what it gives back
    rendering    templates, links and the shell around every page             worker     that process's main function
    serving      the server's side of a question: asked once for all, remembered   problems   errors as HTTP
    guarding     hosts, origins, tokens, sizes, headers: what every request must pass

In: a store (a folder, or a server's address) and settings. Out: an ASGI application. What strangers ask is answered in
processes that can be stopped; nothing is written without a token.
"""
