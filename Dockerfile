# The service with its index built in: slim Python, CPU torch, no root.
# Every step is one that a machine without a container engine takes too:
# scripts/install and scripts/index (tests/test_container.py holds the two in step).
FROM python:3.11-slim

RUN useradd --create-home --uid 10001 operative
WORKDIR /srv/operative
RUN chown operative:operative /srv/operative
USER operative

# The index of CPU builds that the PyTorch project publishes (its installation page gives the
# address): docker build --build-arg TORCH_INDEX_URL=… . Without it, the default package index
# decides, which on x86-64 Linux means a GPU build.
ARG TORCH_INDEX_URL
ENV TORCH_INDEX_URL=${TORCH_INDEX_URL} \
    OPERATIVE_EXTRAS= \
    OPERATIVE_HOST=0.0.0.0 \
    OPERATIVE_PORT=8000 \
    PYTHONUNBUFFERED=1

COPY --chown=operative:operative pyproject.toml constraints.txt README.md LICENSE ./
COPY --chown=operative:operative scripts ./scripts
COPY --chown=operative:operative corpus ./corpus
COPY --chown=operative:operative index ./index
COPY --chown=operative:operative service ./service
COPY --chown=operative:operative eval ./eval
RUN scripts/install
RUN scripts/index

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
    CMD [".venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["scripts/serve"]
