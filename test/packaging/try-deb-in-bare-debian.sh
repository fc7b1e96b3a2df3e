#!/bin/sh
# Installs, upgrades and removes our deb in a bare Debian root, with Debian's own apt, shell and dependencies.
# Takes minutes and Debian's packages, so it is not part of the tests. Needs root and mmdebstrap.
#
#   test/packaging/try-deb-in-bare-debian.sh OLDER.deb NEWER.deb FOLDER
set -eu

older=${1:?'usage: try-deb-in-bare-debian.sh OLDER.deb NEWER.deb FOLDER'}
newer=${2:?'the newer deb'}
folder=${3:?'a folder for the root'}
root=$folder/root
mkdir -p "$folder"

[ -d "$root" ] || mmdebstrap --quiet --variant=apt "${SUITE:-bookworm}" "$root"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
for file in $(grep -ls Acquire /etc/apt/apt.conf.d/*); do cp "$file" "$root/etc/apt/apt.conf.d/"; done
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" 2>/dev/null || true
cp "$older" "$root/tmp/older.deb"
cp "$newer" "$root/tmp/newer.deb"

inside() {
  unshare --mount --pid --ipc --fork --kill-child sh -ec '
    mount --make-rprivate / 2>/dev/null || true
    mount -t proc proc "$1/proc"
    mount -t devpts devpts "$1/dev/pts"
    exec chroot "$1" /usr/bin/env -i DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8 \
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin sh -ec "$2"
  ' inside "$root" "$1"
}

expect() {
  if inside "$2"; then echo "ok: $1"; else echo "FAILED: $1" && exit 1; fi
}

inside 'apt-get -qq update'
inside 'find / -xdev -path /tmp -prune -o -path /var -prune -o -print | sort >/tmp/before'
expect 'installs with its dependencies' 'apt-get -qq install --no-install-recommends /tmp/older.deb >/dev/null'
expect 'libsecret came along' 'dpkg-query -W libsecret-1-0 >/dev/null'
expect 'keytar loads against the libraries of the system' \
  'ldd /opt/Sonar/resources/app.asar.unpacked/node_modules/keytar/build/Release/keytar.node | (! grep "not found")'
expect 'the command is there' 'test -x "$(readlink -f /usr/bin/sonar-login)"'
expect 'everything belongs to root' 'test -z "$(find /opt/Sonar /etc/sonar-login ! -user root)"'
expect 'nobody else may write it' 'test -z "$(find /opt/Sonar /etc/sonar-login ! -type l -perm /022)"'
expect 'room for policies' 'test "$(stat -c %a:%U /etc/sonar-login/policies)" = 755:root'
inside 'echo "{\"SsoRequired\":true}" >/etc/sonar-login/policies/10-office.json'
expect 'upgrades' 'apt-get -qq install /tmp/newer.deb >/dev/null'
expect 'the command survives the upgrade' 'test -x "$(readlink -f /usr/bin/sonar-login)"'
expect 'policies survive the upgrade' 'test -f /etc/sonar-login/policies/10-office.json'
expect 'is removed' 'apt-get -qq purge sonar-login >/dev/null'
expect 'no file is left' 'test ! -e /opt/Sonar && test ! -L /usr/bin/sonar-login && test ! -e /usr/share/sonar-login'
expect 'policies survive the removal' 'test -f /etc/sonar-login/policies/10-office.json'
expect 'dpkg has nothing to complain about' 'test -z "$(dpkg --audit)"'
echo 'The deb installs, upgrades and goes in a bare Debian.'
