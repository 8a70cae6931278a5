#!/usr/bin/env bash
# A shop of its own for each pull request: preview.sh up NUMBER, preview.sh down NUMBER.
#
# PREVIEW_DATABASE_URL  a PostgreSQL account that may create databases, without a database's name: postgres://user:password@host
# PREVIEW_TEMPLATE      the database that each preview's is copied from; an empty one where it is not set
# PREVIEW_ENV           a file of settings with test keys
# PREVIEW_DOMAIN        previews are at https://pr-NUMBER.PREVIEW_DOMAIN; the proxy in front leads to port 20000 + NUMBER
set -euo pipefail

action=${1:?up or down}
number=${2:?the number of a pull request}
[[ $number =~ ^[0-9]{1,5}$ ]] || { echo "preview.sh: $number is no number" >&2; exit 2; }
server=${PREVIEW_DATABASE_URL:?an account that may create databases}
database=lectern_pr_$number
name=lectern-pr-$number

exists() {
  [ "$(psql "$server/postgres" --tuples-only --no-align --command "SELECT 1 FROM pg_database WHERE datname = '$database'")" = 1 ]
}

# A push to the same pull request keeps the database, so its migrations are tried on what is there.
branch_database() {
  exists || psql "$server/postgres" --quiet --set ON_ERROR_STOP=1 \
    --command "CREATE DATABASE $database TEMPLATE ${PREVIEW_TEMPLATE:-template0}"
}

start() {
  docker build --tag "$name" "$(dirname "$0")/../.."
  docker rm --force "$name" > /dev/null 2>&1 || true
  docker run --detach --name "$name" --restart unless-stopped \
    --publish "127.0.0.1:$((20000 + number)):3000" \
    --env-file "${PREVIEW_ENV:?a file of settings}" \
    --volume "$name:/data" \
    --env APP_ENV=development \
    --env SITE_INDEXED=false \
    --env DATABASE_URL="$server/$database" \
    --env PUBLIC_URL="https://pr-$number.${PREVIEW_DOMAIN:?the domain of previews}" \
    "$name"
  await
}

# The image says by its health check when the server serves; one that refuses its settings ends, and is begun again and again.
await() {
  for _ in $(seq 60); do
    [ "$(docker inspect --format '{{.State.Health.Status}}' "$name")" = healthy ] && return
    sleep 2
  done
  docker logs --tail 30 "$name" >&2
  echo "preview.sh: $name does not serve" >&2
  return 1
}

case $action in
  up)
    branch_database
    start
    ;;
  down)
    docker rm --force --volumes "$name" > /dev/null 2>&1 || true
    docker image rm --force "$name" > /dev/null 2>&1 || true
    docker volume rm --force "$name" > /dev/null 2>&1 || true
    psql "$server/postgres" --quiet --set ON_ERROR_STOP=1 --command "DROP DATABASE IF EXISTS $database WITH (FORCE)"
    ;;
  *)
    echo "preview.sh: up or down, not $action" >&2
    exit 2
    ;;
esac
