"""An existing body's spreadsheet comes onto the register. docs/importing.md says by which rules.

bytes -> `reading` -> rows of text -> `rows` -> meaning or problems -> `matching` -> new, the same or different ->
`planning` -> what `actions.bulk` writes. `bringing` ties them together; `errors` writes what has to be mended.
"""
