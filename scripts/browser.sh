#!/bin/sh
# Makes sure that the page's tests find a Chromium, where this machine lets us install one. Always succeeds: without a
# browser those tests skip and say so.
set -u

found() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" 2>/dev/null && return 0
    done
    return 1
}

if path=$(found); then
    echo "Browser for the page's tests: $path"
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the page's tests."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -qq update && apt-get -qq install --yes --no-install-recommends chromium fonts-dejavu-core; } >/dev/null 2>&1 || true
    if path=$(found); then
        echo "Browser for the page's tests: $path"
        exit 0
    fi
fi
echo "No browser here, and none could be installed: the page's tests will skip. Install Chromium to run them."
exit 0
