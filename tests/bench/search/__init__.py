"""Our search, Material's and Pagefind's on the same archives: `make bench-search`."""
