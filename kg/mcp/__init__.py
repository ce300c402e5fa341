"""The graph for assistants: a few safe tools by the Model Context Protocol, over standard input and output.

    answers.py   what a tool is answered, in the process that asks the store
    worker.py    that process
    server.py    the tools, and what they tell of themselves

In: calls of tools. Out: JSON in which every claim has its quote, who says it and where. Nothing can be written; queries
run in processes of their own with a deadline, a memory limit and no network, as those of `kg serve` do.
"""
