"""What hrdcorpus costs, measured: `make bench`. Only the ratios travel from one machine to another."""
