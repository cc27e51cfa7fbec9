# Everything runs in .venv; nothing else on the machine is touched. See README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
DEV_STAMP := $(VENV)/.set-up-dev
SAMPLE := whats this deductable thing, i thought i had insurance

.PHONY: run setup setup-dev test check evals browser names safety lock clean
run: setup
	@$(BIN)/checkback library build
ifdef ASK
	@$(BIN)/checkback ask "$(ASK)"
else
	@echo; echo 'A sample. The patient said: "$(SAMPLE)"'; echo
	@$(BIN)/checkback ask "$(SAMPLE)"
	@$(BIN)/checkback serve
endif

setup: $(STAMP)
setup-dev: $(DEV_STAMP)

# torch first and alone: a hash of one of its builds would forbid the others
$(STAMP): requirements.lock constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Checkback needs Python 3.11 or newer. Try: make run PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up in $(VENV) (about 2 minutes the first time) ..."
	@$(BIN)/pip install -qq --disable-pip-version-check -c constraints.txt torch
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/pip check
	@touch $@

$(DEV_STAMP): $(STAMP) requirements-dev.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip check
	@touch $@

# the fast tests first, then the ones that start processes, need a browser, a clean environment or a broken part
test: setup-dev
	$(BIN)/python -m pytest -m "not slow and not browser and not install and not faults"
	$(BIN)/python -m pytest -m browser
	$(BIN)/python -m pytest -m "(slow or install or faults) and not browser"

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_import_direction.py tests/test_lock.py
	$(BIN)/checkback library check

# smoke must meet every gate; the others may miss a goal that their accepted baseline missed too, but get no worse
evals: setup-dev
	$(BIN)/checkback library build
	$(BIN)/checkback eval lint
	$(BIN)/checkback eval run smoke
	@for suite in core safety scope redaction checkback planted_errors; do \
		echo; echo "== $$suite"; \
		$(BIN)/checkback eval run $$suite --jobs 2 --allow-known-misses || exit $$?; \
	done

# developers only: write the locks again after a change of pyproject.toml
lock: setup-dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra setup --extra evals --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate -c constraints.txt $(NOT_LOCKED) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra setup --extra evals --extra dev --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate -c requirements.lock -c constraints.txt $(NOT_LOCKED) -o requirements-dev.lock
NOT_LOCKED = $(foreach name,torch triton $(CUDA),--no-emit-package $(name))
CUDA = cuda-bindings cuda-pathfinder cuda-toolkit nvidia-cublas nvidia-cuda-cupti nvidia-cuda-nvrtc nvidia-cuda-runtime \
	nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile nvidia-curand nvidia-cusolver nvidia-cusparse \
	nvidia-cusparselt-cu13 nvidia-nccl-cu13 nvidia-nvjitlink nvidia-nvshmem-cu13 nvidia-nvtx

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# developers only: train the name detector again, about 15 minutes; the same seed gives the same weights
names: setup-dev
	$(BIN)/python -m assistant.redaction.train_names --seed 7

# developers only: train the safety reader again on knowledge_base/safety/examples, about 15 minutes
safety: setup-dev
	$(BIN)/python -m assistant.safety.train_safety --seed 7
