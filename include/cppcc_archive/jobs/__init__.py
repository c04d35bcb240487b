"""What the command line and the DAGs run: each function joins stages into one piece of work with one result."""
