"""Files and records, each made from the other; what is on disk, in git, and nowhere else."""
