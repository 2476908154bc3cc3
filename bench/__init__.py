"""`make bench`: how the product compares with named rivals, as ratios within one run. The bars are those of the design."""
