"""Tables → facts: declared views and formulas evaluated over the tables, every value with the cells it came from."""
