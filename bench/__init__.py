"""The benchmarks: `make bench` measures on an installation of its own and writes docs/benchmarks.md."""
