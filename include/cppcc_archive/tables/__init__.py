"""Reports as rows: one module declares every table, the rest writes and reads them as Delta tables."""
