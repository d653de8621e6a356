"""data/*.yml, *.tsv -> typed rows, loaded once in each process: what several stages and pages know."""
