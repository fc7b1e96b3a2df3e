#!/bin/sh
# Runs after the files of the package are gone, as root: `remove` and `purge` from dpkg, `0` from rpm; anything else is
# an upgrade, which keeps everything. What people have in their home directories is theirs and stays.
set -e
root="${DPKG_ROOT:-}"

case "${1:-}" in
  remove | purge | 0) ;;
  *) exit 0 ;;
esac

link="$root/usr/bin/${executable}"
if [ -L "$link" ] && [ "$(readlink "$link")" = '/opt/${sanitizedProductName}/${executable}' ]; then
  rm -f "$link"
fi

if [ -z "$root" ] && [ -f '/etc/apparmor.d/${executable}' ]; then
  apparmor_parser --remove '/etc/apparmor.d/${executable}' >/dev/null 2>&1 || true
  rm -f '/etc/apparmor.d/${executable}'
fi

# Policies that an administrator wrote stay, so that the next installation is as locked as this one was.
for directory in /etc/sonar-login/policies /etc/sonar-login; do
  rmdir "$root$directory" 2>/dev/null || true
done

if [ -z "$root" ] && command -v update-desktop-database >/dev/null; then
  update-desktop-database -q /usr/share/applications || true
fi
exit 0
