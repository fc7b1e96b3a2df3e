#!/bin/sh
# Proves the two commands on a new machine: a bare Debian root that holds Node, npm, git and nothing else of what
# we need gets a clone of the last commit and runs them there, in namespaces of its own. Needs root and mmdebstrap.
#
#   scripts/try-on-bare-debian.sh FOLDER [STEP...]      steps: root clone setup start test (default: all of them);
#                                                     shell runs COMMAND or an interactive shell
#
# FOLDER is made if it is not there; delete it afterwards. NODE and NPM name the Node program (20 or later) and the
# npm package folder to put into the root; SUITE the Debian release.
set -eu

folder=${1:?'usage: scripts/try-on-bare-debian.sh FOLDER [root|clone|setup|start|test]...'}
shift
[ $# -gt 0 ] || set -- root clone setup start test
project=$(cd "$(dirname "$0")/.." && pwd)
. "$project/scripts/bare-root.sh"
# npm puts our own Node first on the PATH; the new machine must not get that one.
node=${NODE:-$(PATH=/usr/local/bin:/usr/bin command -v node)}
npm=${NPM:-$(dirname "$(dirname "$(readlink -f "$(PATH=/usr/local/bin:/usr/bin command -v npm)")")")}
mkdir -p "$folder"
root=$(cd "$folder" && pwd)/root

make_root() {
  mmdebstrap --quiet --variant=apt --include=ca-certificates,git,mount "${SUITE:-bookworm}" "$root"
  install -D "$node" "$root/usr/local/bin/node"
  mkdir -p "$root/usr/local/lib/node_modules"
  cp -a "$npm" "$root/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  connect_root "$root"
  # npm's own settings for the way to its registry.
  for config in globalconfig userconfig; do
    file=$(PATH=/usr/local/bin:/usr/bin npm config get "$config")
    [ ! -f "$file" ] || grep -E 'registry|proxy|cafile|^//' "$file" || true
  done >"$root/root/.npmrc"
}

make_clone() {
  rm -rf "$root/root/sonar"
  git clone --quiet --no-hardlinks "file://$project" "$root/root/sonar"
}

inside() {
  enter_root "$root" "mount -t tmpfs -o mode=1777 tmpfs /tmp; cd /root/sonar; $1" HOME=/root TERM=dumb \
    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"}
}

# The window is open when its page can be seen from outside. A second start has nothing left to install or build.
start_twice='
for run in first second; do
  began=$(date +%s)
  npm start -- --remote-debugging-port=9333 >/tmp/start.log 2>&1 & pid=$!
  until node -e "fetch(\"http://127.0.0.1:9333/json\").then((r) => r.json()).then((targets) =>
      process.exit(targets.some(({ url }) => url.includes(\"sonar-login\")) ? 0 : 1), () => process.exit(1))"; do
    kill -0 $pid 2>/dev/null || { cat /tmp/start.log; exit 1; }
    sleep 1
  done
  echo "== $run start: window open after $(($(date +%s) - began)) s"
  cat /tmp/start.log
  grep -q "Whom to try" /tmp/start.log
  kill -TERM $pid
  # npm hands the signal on and dies of it itself.
  wait $pid || [ $? -eq 143 ]
  for second in 1 2 3 4 5 6 7 8 9 10; do [ ! -f .sandbox/start.pid ] || sleep 1; done
done
for process in /proc/[0-9]*; do
  words=$(tr "\\0" " " <$process/cmdline 2>/dev/null || true)
  case $words in
    "sh -ec "*) ;; # this very script
    *chromium*|*electron*|*Xvfb*|*dbus-daemon*|*gnome-keyring*|*services/index*) echo "left running: $words"; exit 1 ;;
  esac
done
echo "nothing is left running"'

set_up='
npm run setup
npm run setup
scripts/tools/node_modules/.bin/node -e "require(\"keytar\"); console.log(\"keytar loads on Node\", process.version)"
chromium --version'

for step in "$@"; do
  echo "== $step"
  case $step in
    root) make_root ;;
    clone) make_clone ;;
    setup) inside "$set_up" ;;
    start) inside "$start_twice" ;;
    test) inside 'began=$(date +%s); npm test; echo "npm test took $(($(date +%s) - began)) s"' ;;
    shell) inside "${COMMAND:-exec sh -i}" ;;
    *) echo "unknown step: $step" >&2; exit 64 ;;
  esac
done
