"""From a folder of labelled data to `Samples`: one format a file, all of them in `table.READERS`.

Every reader takes (folder, split, labels, options): the same columns with `split` = train, val or test.
"""
