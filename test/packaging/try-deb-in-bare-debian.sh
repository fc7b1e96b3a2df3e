#!/bin/sh
# Installs, starts, upgrades and removes our deb in a bare Debian root, with Debian's own apt, shell and dependencies.
# Takes minutes and Debian's packages, so it is not part of the tests. Needs root and mmdebstrap.
#
#   test/packaging/try-deb-in-bare-debian.sh FOLDER
#
# The debs are of the product with addresses that lead nowhere, around the Electron that is here. FOLDER is made if it is
# not there; delete it afterwards. SUITE names the Debian release.
set -eu

folder=${1:?'usage: try-deb-in-bare-debian.sh FOLDER'}
project=$(cd "$(dirname "$0")/../.." && pwd)
. "$project/scripts/bare-root.sh"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
root=$folder/root
PATH=$project/node_modules/.bin:$PATH

[ -f "$folder/newer.deb" ] || (cd "$project" && node test/packaging/packaged-app.ts "$folder" >"$folder/make.log" 2>&1) ||
  { cat "$folder/make.log" && exit 1; }
[ -d "$root" ] || mmdebstrap --quiet --variant=apt --include=mount "${SUITE:-bookworm}" "$root"
connect_root "$root"
cp "$folder/older.deb" "$folder/newer.deb" "$root/tmp/"

inside() {
  enter_root "$root" "$1" DEBIAN_FRONTEND=noninteractive
}

expect() {
  if inside "$2"; then echo "ok: $1"; else echo "FAILED: $1" && cat "$root/tmp/said" && exit 1; fi
}

# As a person does it: no root, a home of their own.
as_person='setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/tmp/home XDG_RUNTIME_DIR=/tmp/home'

# The window is there, its page runs in Chromium's sandbox, and the app ends when it is asked to.
window='
Xvfb :77 -screen 0 1600x1200x24 -nolisten tcp >/dev/null 2>&1 &
for second in 1 2 3 4 5 6 7 8 9 10; do [ -e /tmp/.X11-unix/X77 ] || sleep 1; done
export DISPLAY=:77
'"$as_person"' sonar-login >/tmp/said 2>&1 & app=$!
for second in $(seq 60); do
  window=$(xdotool search --onlyvisible --name "^Sonar\$" 2>/dev/null) && break
  kill -0 $app
  sleep 1
done
test -n "$window"
test "$(readlink /proc/$app/exe)" = /opt/Sonar/sonar-login
page=$(grep -lz -e "[-]-type=renderer" /proc/[0-9]*/cmdline | head -1)
grep -q "^Seccomp:.2$" "${page%cmdline}status"
kill $app
wait $app'

inside 'apt-get -qq update'
inside 'mkdir -p /tmp/home && chown 65534:65534 /tmp/home'
expect 'installs with its dependencies' 'apt-get -qq install --no-install-recommends /tmp/older.deb >/tmp/said 2>&1'
expect 'the program and all that it brings find their libraries' \
  '! find /opt/Sonar -type f \( -perm /111 -o -name "*.so*" -o -name "*.node" \) -exec ldd {} + 2>/dev/null | grep "not found"'
expect 'the command is there' 'test -x "$(readlink -f /usr/bin/sonar-login)"'
expect 'everything belongs to root' 'test -z "$(find /opt/Sonar /etc/sonar-login ! -user root)"'
expect 'nobody else may write it' 'test -z "$(find /opt/Sonar /etc/sonar-login ! -type l -perm /022)"'
expect 'room for policies' 'test "$(stat -c %a:%U /etc/sonar-login/policies)" = 755:root'
inside 'echo "{\"SsoRequired\":true}" >/etc/sonar-login/policies/10-office.json'
expect 'the program runs, and reads the policies' "$as_person sonar-login --print-policy 2>/dev/null | grep SsoRequired | grep -q true"
# A screen, and somebody who looks at it; only now, because they bring libraries along.
inside "apt-get -qq install --no-install-recommends xvfb xdotool >/tmp/said 2>&1"
expect 'it is started from /opt by an ordinary user, and its window opens' "$window"
expect 'upgrades' 'apt-get -qq install /tmp/newer.deb >/tmp/said 2>&1'
expect 'it is the newer one' 'test "$(dpkg-query -W -f "\${Version}" sonar-login)" = 1.1.0'
expect 'policies survive the upgrade' 'test -f /etc/sonar-login/policies/10-office.json'
expect 'the newer one opens its window' "$window"
expect 'is removed' 'apt-get -qq purge sonar-login >/tmp/said 2>&1'
expect 'no file is left' 'test ! -e /opt/Sonar && test ! -L /usr/bin/sonar-login && test ! -e /usr/share/sonar-login'
expect 'policies survive the removal' 'test -f /etc/sonar-login/policies/10-office.json'
expect 'dpkg has nothing to complain about' 'test -z "$(dpkg --audit)"'
echo 'The deb installs, starts, upgrades and goes in a bare Debian.'
