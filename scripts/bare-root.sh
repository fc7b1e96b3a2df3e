# Read by the scripts that try something in a bare Debian root; needs root and mmdebstrap.

# enter_root ROOT COMMAND [NAME=VALUE]...: runs one shell command in a root, with no other environment than these and a
# PATH; everything that it started is gone when it ends. The root is really changed (pivot_root), because whoever is in
# a chroot may make no namespaces, which Chromium's sandbox and some tests need. The root has to hold `mount`.
enter_root() {
  unshare --mount --pid --ipc --fork --kill-child sh -ec '
    root=$1 command=$2
    shift 2
    mount --make-rprivate /
    mount --bind "$root" "$root"
    mount -t proc proc "$root/proc"
    mount --rbind /sys "$root/sys"
    mount --rbind /dev "$root/dev"
    mkdir -p "$root/dev/shm" && mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    cd "$root"
    mkdir -p old
    pivot_root . old
    exec /usr/bin/env -i LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@" \
      sh -ec "umount -l /old; rmdir /old; $command"
  ' enter_root "$@"
}

# connect_root ROOT: lets a root reach the network as this machine does: names, certificates, apt's own settings.
connect_root() {
  cp -L /etc/resolv.conf /etc/hosts "$1/etc/"
  mkdir -p "$1/etc/ssl/certs"
  cp -L /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/" 2>/dev/null || true
  for file in $(grep -ls Acquire /etc/apt/apt.conf.d/*); do cp "$file" "$1/etc/apt/apt.conf.d/"; done
}
