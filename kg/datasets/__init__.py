"""The field's datasets: files whose rows somebody has coded already, as typed rows.

    kinds      which dataset a file is, by its content
    files      plain, gzip and zip files as lines, with the limits that keep a broken one from eating the machine
    parties    which entry of the registry a party is, by its codes and names

One module (or folder) for each family of datasets reads its files into rows. No RDF here: `kg.mapping` writes rows as
quads. A row that cannot be used is a `Reject` with its line and reason; a file that cannot be, an InputError.
"""
