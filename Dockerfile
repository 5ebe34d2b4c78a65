FROM python:3.13-slim-trixie

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    FTOP_DATA_DIR=/srv/ftop-data

RUN useradd --system --uid 10001 --create-home ftop
WORKDIR /srv/ftop

# Before the code: the packages change less often and stay in the layer cache.
COPY requirements.txt .
RUN pip install --require-hashes --requirement requirements.txt

COPY manage.py gunicorn.conf.py ./
COPY ftop ftop
COPY customers customers
COPY notes notes
COPY templates templates
COPY static static

# collectstatic reads the settings, which want these; nothing of them stays in the image.
RUN DATABASE_URL=postgres://build@localhost/build ALLOWED_HOSTS=localhost \
    SECRET_KEY=only-for-collectstatic-0123456789-abcdefghijklmnopqrstuvwxyz \
    python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q .

USER ftop
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=6 \
    CMD ["python", "-m", "ftop.health_probe"]
CMD ["gunicorn", "ftop.wsgi"]
