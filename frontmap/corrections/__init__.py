"""What a person knows better: a file that mends the program's placements and claims, and the questions worth asking them.

`load` reads `corrections.toml`, `apply` puts it on a document's placements and claims, `review` finds the doubtful claims
and turns a person's answers into further entries. `docs/corrections.md` shows every key.
"""
