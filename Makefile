# Each target is also a script: scripts/install, scripts/index, scripts/serve, scripts/test.

.PHONY: install index serve test eval baselines bench

install:
	@scripts/install

index:
	@scripts/index

serve:
	@scripts/serve

test:
	@scripts/test

eval: index
	@.venv/bin/operative eval

baselines:
	@OPERATIVE_EXTRAS=test,baselines scripts/index
	@.venv/bin/operative eval --baselines

bench: index
	@.venv/bin/python scripts/bench.py
