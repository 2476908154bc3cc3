# The web application is built with Node, everything else runs on Python alone.
FROM node:24-slim AS frontend
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
COPY api/schema.graphql ../api/schema.graphql
RUN npm run build

FROM python:3.11-slim AS packages
COPY requirements/uv.txt requirements/base.txt /requirements/
RUN python -m venv /venv \
    && pip install --no-cache-dir --require-hashes -r /requirements/uv.txt \
    && uv pip install --python /venv/bin/python --require-hashes -r /requirements/base.txt --no-cache

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000 MEDIA_ROOT=/media
RUN useradd --system --uid 10001 --home-dir /app plumbline && mkdir /media && chown plumbline /media
COPY --from=packages /venv /venv
WORKDIR /app
COPY manage.py pyproject.toml ./
COPY requirements/base.txt requirements/base.txt
COPY config config
COPY tenants tenants
COPY tickets tickets
COPY surveys surveys
COPY metrics metrics
COPY api api
COPY --from=frontend /src/frontend/dist frontend/dist
RUN python -m whitenoise.compress --quiet frontend/dist && python -m compileall -q .
USER plumbline
VOLUME /media
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-m", "config.health"]
CMD ["python", "-m", "config.processes", "web"]
