# The site and the server in one small image: docker build --tag lectern .
# Traces and errors can be sent from it where the settings say so; without that: docker build --build-arg FEATURES= --tag lectern .
FROM node:20-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
ARG FEATURES=otel,sentry
# The names of functions stay in the program: panics and errors are told with them.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build \
    export CARGO_TARGET_DIR=/build/native \
    && cargo xtask build --release ${FEATURES:+--features $FEATURES} \
    && install -D /build/native/release/lectern /out/lectern \
    && cp Leptos.toml /out/ \
    && mkdir /out/target \
    && cp --recursive target/site /out/target/site

FROM debian:bookworm-slim
# The version of your PostgreSQL server. Debian has 15; any other comes from PostgreSQL's own packages: --build-arg POSTGRES=17
ARG POSTGRES=15
# pg_dump and pg_restore, for `lectern backup` on PostgreSQL; public roots, for calls to others.
RUN apt-get update \
    && if [ "$POSTGRES" != 15 ]; then \
        apt-get install --yes --no-install-recommends ca-certificates postgresql-common \
        && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y; \
    fi \
    && apt-get install --yes --no-install-recommends ca-certificates "postgresql-client-$POSTGRES" \
    && rm --recursive --force /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin lectern \
    && install --directory --owner lectern --group lectern --mode 0750 /data
COPY --from=build /out /app
# What is written below the working folder, as mails are in development, goes to the volume.
RUN ln --symbolic /data /app/data
WORKDIR /app
USER 10001
VOLUME /data
ENV APP_ENV=production \
    LOG_FORMAT=json \
    DATABASE_URL=sqlite:///data/lectern.db \
    STORAGE_URL=file:///data/files \
    LEPTOS_SITE_ADDR=0.0.0.0:3000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10m CMD ["/app/lectern", "ping"]
ENTRYPOINT ["/app/lectern"]
CMD ["serve"]
