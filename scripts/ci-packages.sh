#!/usr/bin/env bash
# Debian packages that some tests use: `prometheus` holds promtool. Where they cannot be installed those tests skip and say so.
set -euo pipefail
command -v promtool > /dev/null && exit 0
command -v apt-get > /dev/null || exit 0
sudo=''
[ "$(id -u)" -eq 0 ] || sudo=sudo
{ $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends prometheus > /dev/null; } || echo 'promtool could not be installed; its tests will be skipped' >&2
