# One image for every service of docker-compose.yml: Airflow, the library, and the embedded S3's binary, from the lock.
# PYTHON_IMAGE pins what was tried: --build-arg PYTHON_IMAGE=python@sha256:…
ARG PYTHON_IMAGE=python:3.12-slim-bookworm
FROM ${PYTHON_IMAGE} AS build
COPY requirements.lock requirements.in requirements-cluster.lock /build/
# Compiled here: who runs the image may not write there, and every start would compile everything anew.
ENV UV_COMPILE_BYTECODE=1
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check \
        "$(sed -n 's/^\(uv==[^ ;]*\).*/\1/p' /build/requirements.lock)" \
    && /opt/venv/bin/uv pip sync --no-cache --python /opt/venv/bin/python --require-hashes /build/requirements.lock \
    && /opt/venv/bin/uv pip install --no-cache --python /opt/venv/bin/python --require-hashes -r /build/requirements-cluster.lock

# What reads pages and reports, compiled by mypyc: a C compiler and the build's own tools stay behind here.
FROM build AS wheel
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev
COPY requirements-compile.lock /build/
RUN /opt/venv/bin/uv pip install --no-cache --python /opt/venv/bin/python --require-hashes -r /build/requirements-compile.lock
COPY pyproject.toml README.md LICENSE NOTICE /build/
COPY include /build/include
# The flags: what calls itself is called straight, not through the table in which a library's names may be replaced.
RUN CFLAGS="-DNDEBUG -fwrapv -fno-semantic-interposition" LDFLAGS=-Wl,-Bsymbolic \
    HATCH_BUILD_HOOK_ENABLE_MYPYC=1 /opt/venv/bin/uv build --no-cache --wheel --no-build-isolation \
        --python /opt/venv/bin/python --out-dir /wheel /build

FROM build AS installed
COPY --from=wheel /wheel /wheel
RUN /opt/venv/bin/uv pip install --no-cache --python /opt/venv/bin/python --no-deps /wheel/*.whl \
    # What builds and tests is of no use to a running archive.
    && sed -n '/^# Building and testing/,$p' /build/requirements.in | sed 's/#.*//; s/[\[<>=].*//; /^ *$/d' \
        | grep -vx uv | xargs /opt/venv/bin/uv pip uninstall --python /opt/venv/bin/python \
    && /opt/venv/bin/pip uninstall --yes uv

FROM ${PYTHON_IMAGE}
RUN useradd --uid 50000 --create-home --home-dir /opt/airflow airflow \
    && install --directory --owner airflow /opt/airflow/logs /opt/airflow/auth /data
COPY --from=installed /opt/venv /opt/venv
COPY dags /opt/airflow/dags
COPY plugins /opt/airflow/plugins
COPY deploy/heartbeat.py /opt/airflow/heartbeat.py
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    AIRFLOW_HOME=/opt/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/airflow/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/airflow/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=False
USER airflow
WORKDIR /opt/airflow
CMD ["airflow", "version"]
