#!/bin/sh
# Installs a Debian package of Strapper, upgrades it while a run is active, removes and purges it: with dpkg, as root,
# on a copy of this machine (an overlay in namespaces of its own), so nothing here changes. Ends with 0 if all is well.
#
#   ./mvnw -DskipTests -Ppackage package && sudo src/test/deb/lifecycle.sh target/strapper_*_all.deb
set -eu

if [ "${1:-}" != inside ]; then
  deb=$(realpath "$1")
  self=$(realpath "$0")
  work=$(mktemp -d)
  trap 'rmdir "$work"' EXIT
  unshare --mount --pid --fork --kill-child sh -euc '
    mount -t tmpfs tmpfs "$1" && mkdir "$1/upper" "$1/work" "$1/root"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
    mount -t proc proc "$1/root/proc" && mount --rbind /dev "$1/root/dev"
    mkdir -p "$1/root/try" && cp "$2" "$1/root/try/one.deb" && cp "$3" "$1/root/try/lifecycle.sh"
    exec chroot "$1/root" sh /try/lifecycle.sh inside' sh "$work" "$deb" "$self"
  exit
fi

url=http://127.0.0.1:18999
cd /try
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin

say() {
  printf '%s\n' "$*"
}

check() {
  what=$1
  shift
  "$@" || { say "FAILED: $what"; exit 1; }
  say "ok: $what"
}

until_true() {
  left=300
  until "$@"; do
    left=$((left - 1))
    [ $left -gt 0 ] || { say "FAILED: waited too long for: $*"; cat /try/server.log; exit 1; }
    sleep 0.2
  done
}

# What systemd would do with the unit, as far as it matters here
start() {
  unit=/usr/lib/systemd/system/strapper.service
  command=$(sed -n 's/^ExecStart=//p' $unit)
  sed -n 's/^Environment=//p' $unit > /try/environment
  ( cd "$(sed -n 's/^WorkingDirectory=//p' $unit)" && exec env -i PATH=$PATH $(cat /try/environment) \
    runuser -u strapper -- $command >> /try/server.log 2>&1 ) &
  until_true answers
}

answers() {
  curl -s -o /dev/null $url/login
}

stop() {
  pkill -TERM -f -u strapper '^/usr/bin/java .*strapper.jar'
  until_true stopped
}

stopped() {
  ! pgrep -f -u strapper '^/usr/bin/java .*strapper.jar' > /dev/null
}

ask() {
  curl -s -b /try/cookies -c /try/cookies "$@"
}

csrf() {
  ask $url/login | sed -n 's/.*name="_csrf" content="\([^"]*\)".*/\1/p'
}

sign_in() {
  ask -o /dev/null --data-urlencode "_csrf=$(csrf)" -d username=admin \
    --data-urlencode "password=$(cat /var/lib/strapper/initial-admin-password)" $url/login
}

status() {
  ask $url/api/apps/blog/runs/1 | sed -n 's/.*"status":"\([a-z]*\)".*/\1/p'
}

is() {
  [ "$1" = "$2" ]
}

has_status() {
  is "$(status)" "$1"
}

say "== install"
dpkg -i one.deb
check "the user exists" getent passwd strapper
check "the home is the user's alone" is "$(stat -c '%U %a' /var/lib/strapper)" "strapper 700"
check "the settings are for root and the user" is "$(stat -c '%U:%G %a' /etc/strapper/application.yaml)" "root:strapper 640"
check "the service is enabled" test -L /etc/systemd/system/multi-user.target.wants/strapper.service
check "the SBOM is there" grep -q CycloneDX /usr/share/doc/strapper/sbom.cdx.json
sh -e /var/lib/dpkg/info/strapper.postinst configure
check "configuring it again changes nothing" is "$(stat -c '%U:%G %a' /etc/strapper/application.yaml)" "root:strapper 640"

say "== start"
echo 'server.port: 18999' >> /etc/strapper/application.yaml
install -d -o strapper -g strapper /var/lib/strapper/apps /var/lib/strapper/apps/blog
printf '#!/bin/sh\necho begun\nuntil [ -e gate ]; do sleep 0.2; done\necho done\n' > /var/lib/strapper/apps/blog/deploy
chmod 755 /var/lib/strapper/apps/blog/deploy
start
check "it listens where /etc/strapper/application.yaml says" answers
sign_in
ask -o /dev/null -X POST -H "X-CSRF-TOKEN: $(ask $url/account | sed -n 's/.*name="_csrf" content="\([^"]*\)".*/\1/p')" \
  -H 'Accept: application/json' $url/api/apps/blog/deploy
until_true grep -q begun /var/lib/strapper/runs/blog/1/log
check "a run is active" has_status running
pid=$(pgrep -u strapper -f 'apps/blog/deploy' | tail -n 1)

say "== upgrade while it runs"
dpkg-deb -R one.deb two
sed -i 's/^Version: .*/&+upgrade/' two/DEBIAN/control
dpkg-deb -b --root-owner-group two two.deb
dpkg -i --force-confold two.deb
check "the new version is installed" grep -q '+upgrade' /var/lib/dpkg/info/../status
check "the settings are the administrator's" grep -q 18999 /etc/strapper/application.yaml
stop
check "the run goes on without the server" kill -0 "$pid"
start
check "the new server has adopted it" has_status running
touch /var/lib/strapper/apps/blog/gate
until_true has_status succeeded
check "it has ended well" grep -q done /var/lib/strapper/runs/blog/1/log
stop

say "== remove"
dpkg -r strapper
check "the program is gone" test ! -e /usr/share/strapper/strapper.jar
check "the log is kept" test -f /var/lib/strapper/runs/blog/1/log
check "the settings are kept" test -f /etc/strapper/application.yaml
check "the user is kept" getent passwd strapper

say "== purge"
dpkg -P strapper
check "the data is gone" test ! -e /var/lib/strapper
check "the settings are gone" test ! -e /etc/strapper
check "the user is gone" is "$(getent passwd strapper || echo none)" none
check "the service is gone" test ! -e /etc/systemd/system/multi-user.target.wants/strapper.service
say "all well"
