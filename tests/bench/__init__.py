"""How fast the app is: `make bench`. Measured, not asserted; the tests of this folder test the measuring."""
