"""`make chaos`: people write while servers are killed; afterwards everything acknowledged must be there, once.

The program knows the app only as a browser does, and looks into the database by SQL of its own: what it checks must
not be checked by the code that is to be checked. It is no part of `make test`; its checker is (`test_check.py`).
"""
