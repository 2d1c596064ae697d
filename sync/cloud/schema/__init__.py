"""The cloud's tables, one file a subject, all of them on one ``METADATA``.

Rules (sync.md section 19): the first column of every key is what the table is distributed by; every
unique key contains it; ``tenant`` is a column of every table; no sequences, no cross-store foreign
keys; bodies are bytes.
"""
