#!/usr/bin/env bash
# Debian packages that some tests use: `prometheus` holds promtool, `chromium` opens the site. Where they cannot be installed those tests skip and say so.
set -euo pipefail
packages=()
command -v promtool > /dev/null || packages+=(prometheus)
command -v chromium > /dev/null || packages+=(chromium)
[ "${#packages[@]}" -gt 0 ] || exit 0
command -v apt-get > /dev/null || exit 0
sudo=''
[ "$(id -u)" -eq 0 ] || sudo=sudo
$sudo apt-get update -qq || true
for package in "${packages[@]}"; do
  $sudo apt-get install -y -qq --no-install-recommends "$package" > /dev/null || echo "$package could not be installed; its tests will be skipped" >&2
done
