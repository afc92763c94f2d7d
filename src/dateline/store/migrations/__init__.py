"""How the schema came to be, one revision after another, run by Alembic from `dateline.store.database`.

A revision is written by hand, since half of the schema is triggers and virtual tables; it names the one before it in
`down_revision`, and `dateline.store.database.SCHEMA` names the last. Stores are never taken back to an older schema.
"""
