#!/bin/sh
# Runs after the files of the package are in place, as root. DPKG_ROOT is set when dpkg works on another root.
set -e
root="${DPKG_ROOT:-}"
app='/opt/${sanitizedProductName}'
program="$app/${executable}"

# Policies belong to root; a directory that others may write would be ignored by the app.
for directory in /etc/sonar-login /etc/sonar-login/policies; do
  [ -d "$root$directory" ] || install -d -m 0755 "$root$directory"
done

[ -d "$root/usr/bin" ] || install -d -m 0755 "$root/usr/bin"
ln -sf "$program" "$root/usr/bin/${executable}"

# Chromium's sandbox needs user namespaces; only where the kernel forbids them does its helper need root.
helper="$root$app/chrome-sandbox"
if [ -f "$helper" ]; then
  if [ "$(cat /proc/sys/kernel/unprivileged_userns_clone 2>/dev/null || echo 1)" = 0 ] ||
    [ "$(cat /proc/sys/user/max_user_namespaces 2>/dev/null || echo 1)" = 0 ]; then
    chmod 4755 "$helper"
  else
    chmod 0755 "$helper"
  fi
fi

# Ubuntu 24.04 and later grant user namespaces by AppArmor profile; older parsers do not know the profile's syntax.
profile="$app/resources/apparmor-profile"
if [ -z "$root" ] && [ -d /sys/kernel/security/apparmor ] && command -v apparmor_parser >/dev/null; then
  if apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
    install -m 0644 "$profile" '/etc/apparmor.d/${executable}'
    apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
  fi
fi

if [ -z "$root" ] && command -v update-desktop-database >/dev/null; then
  update-desktop-database -q /usr/share/applications || true
fi
if [ -z "$root" ] && command -v gtk-update-icon-cache >/dev/null; then
  gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi
exit 0
