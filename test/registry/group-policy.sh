#!/bin/bash
# The Group Policy templates in an Active Directory: Samba's, on Debian 12, in a folder and a network of its own that
# end with it. Loads the templates into the central store, makes a Group Policy object, writes each policy of the template
# into its Registry.pol as the editor does, over SMB, and reads it back. Needs root; installs nothing.
set -euo pipefail

for package in samba samba-ad-dc samba-ad-provision samba-dsdb-modules winbind python3-samba; do
  dpkg-query --show "$package" >/dev/null 2>&1 || missing="${missing:-}$package "
done
if [ -n "${missing:-}" ]; then
  echo "test:registry -- --samba needs: apt-get install --no-install-recommends $missing" >&2
  exit 1
fi

templates=$(cd "$(dirname "$0")/../../build/policies/windows" && pwd)
folder=$(mktemp -d /tmp/sonar-samba-XXXXXX)
trap 'rm -rf "$folder"' EXIT
export folder templates

unshare --net --mount bash -euo pipefail <<'IN_A_NETWORK_OF_ITS_OWN'
ip link set lo up
{ echo '127.0.0.1 dc1.maple.test dc1'; cat /etc/hosts; } >"$folder/hosts"
mount --bind "$folder/hosts" /etc/hosts
password='Passw0rd-1'
samba-tool domain provision --realm=MAPLE.TEST --domain=MAPLE --server-role=dc --dns-backend=NONE \
  --host-name=dc1 --host-ip=127.0.0.1 --adminpass="$password" --targetdir="$folder/dc" >"$folder/provision" 2>&1
export KRB5_CONFIG="$folder/dc/private/krb5.conf"
samba --interactive --model=single --configfile="$folder/dc/etc/smb.conf" \
  --option='interfaces=lo' --option='bind interfaces only=yes' --option="log file=$folder/log" \
  --option="pid directory=$folder" --option='server services=s3fs, rpc, ldap, cldap, kdc, winbindd' \
  >"$folder/samba" 2>&1 &
samba=$!
trap 'kill $samba; wait $samba || true' EXIT
for _ in $(seq 100); do
  ss -ltn | grep -q ':389 ' && ss -ltn | grep -q ':445 ' && break
  sleep 0.3
done

access=(-H ldap://dc1.maple.test -U "Administrator%$password" --configfile="$folder/dc/etc/smb.conf")
samba-tool gpo create Sonar "${access[@]}" >/dev/null 2>&1
samba-tool gpo admxload "${access[@]}" --admx-dir="$templates" >/dev/null 2>&1
object=$(samba-tool gpo listall "${access[@]}" 2>/dev/null | grep -B1 'display name : Sonar' | sed -n 's/^GPO *: //p')
store="$folder/dc/state/sysvol/maple.test/Policies/PolicyDefinitions"
(cd "$templates" && find . -type f) | while read -r file; do cmp "$templates/$file" "$store/$file"; done
echo "Central store: $(find "$store" -type f | wc -l) files, as they are in the project. Object: $object"

object="$object" password="$password" /usr/bin/python3 - <<'PYTHON'
import os
import xml.etree.ElementTree as xml
from samba import param
from samba.credentials import Credentials
from samba.dcerpc import misc, preg
from samba.ndr import ndr_pack, ndr_unpack
from samba.samba3 import libsmb_samba_internal as libsmb, param as smb3

ours = 'Software\\Policies\\net2phone\\Sonar Login'
space = {'a': 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions'}
admx = xml.parse(os.path.join(os.environ['templates'], 'sonar-login.admx'))


def values_of(policy):
    """What Windows' editor writes for a policy that is turned on: name, type, data."""
    enabled = policy.find('a:enabledValue/a:decimal', space)
    if enabled is not None:
        yield policy.get('valueName'), misc.REG_DWORD, int(enabled.get('value'))
    for element in policy.iterfind('a:elements/*', space):
        kind, name = element.tag.split('}')[1], element.get('valueName')
        if kind == 'decimal':
            yield name, misc.REG_DWORD, int(element.get('maxValue'))
        elif kind == 'text':
            yield name, misc.REG_SZ, 'such as this'
        elif kind == 'multiText':
            # A list is bytes in Samba's form of the file.
            yield name, misc.REG_MULTI_SZ, 'one\0two\0\0'.encode('utf-16-le')
        else:
            yield name, misc.REG_SZ, element.find('a:item/a:value/a:string', space).text


entries = []
for policy in admx.iterfind('.//a:policy', space):
    for name, kind, data in values_of(policy):
        entry = preg.entry()
        entry.keyname, entry.valuename, entry.type, entry.data = policy.get('key'), name, kind, data
        entries.append(entry)
written = preg.file()
written.header.signature, written.header.version = 'PReg', 1
written.num_entries, written.entries = len(entries), entries

settings = smb3.get_context()
settings.load(os.path.join(os.environ['folder'], 'dc/etc/smb.conf'))
loading = param.LoadParm()
loading.load(os.path.join(os.environ['folder'], 'dc/etc/smb.conf'))
person = Credentials()
person.guess(loading)
person.parse_string('Administrator%' + os.environ['password'])
share = libsmb.Conn('dc1.maple.test', 'sysvol', lp=settings, creds=person)
place = 'maple.test\\Policies\\' + os.environ['object'] + '\\Machine\\Registry.pol'
share.savefile(place, ndr_pack(written))

found = ndr_unpack(preg.file, share.loadfile(place)).entries
keys = {entry.keyname for entry in found}
assert keys == {ours, ours + '\\Defaults'}, keys
read = [(entry.keyname, entry.valuename, entry.type) for entry in found]
assert read == [(entry.keyname, entry.valuename, entry.type) for entry in entries], read
print(f'Registry.pol: {len(found)} values of {len(set(e.valuename for e in found))} policies, under {" and ".join(sorted(keys))}')
PYTHON
IN_A_NETWORK_OF_ITS_OWN
