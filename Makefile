# Everything begins here and needs only Python 3.11; config/bootstrap does the work. `make` alone lists the targets.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
BOOTSTRAP = @$(PYTHON) -m config.bootstrap

.DEFAULT_GOAL := help
.PHONY: help run test check bench demo reset install lock format

help:           ## This list.
	@sed -n 's/^\([a-z]*\): *## /  make \1\t/p' $(firstword $(MAKEFILE_LIST))

run:            ## Everything from nothing to http://localhost:8000/ (PORT=…, HOST=…); Ctrl-C stops it.
	$(BOOTSTRAP) run

test:           ## Lint, types, contracts, and all tests, browser included; ends in pytest's summary.
	$(BOOTSTRAP) test $(ARGS)

check:          ## What `test` looks at before the tests.
	$(BOOTSTRAP) check

bench:          ## Compare with named rivals, each as a ratio within one run (ARGS=--help).
	$(BOOTSTRAP) bench $(ARGS)

demo:           ## The demo data, SIZE tickets (60000), unless it is there; see `reset`.
	$(BOOTSTRAP) demo $(if $(SIZE),--size $(SIZE))

reset:          ## Empty the embedded database.
	$(BOOTSTRAP) reset

install:        ## The environment and the built web application, for working on it.
	$(BOOTSTRAP) install

lock:           ## Write the lock files of requirements/ anew.
	$(BOOTSTRAP) lock

format:         ## Format Python and TypeScript.
	$(BOOTSTRAP) format
