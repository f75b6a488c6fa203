# Runs doctor beside a daemon with a real bridge, on a network that carries 1400 bytes: narrow-network.sh FOLDER MTU
# prints doctor's JSON. To be run in a network namespace of its own.
set -e
folder=$1
ip link set lo up
ip link add eth9 type veth peer name eth8
ip link set eth8 up
ip link set eth9 mtu 1400 up
# Of 192.0.2.0/24, which is for documentation.
ip address add 192.0.2.2/24 dev eth9
ip route add default via 192.0.2.1
mkdir -p "$folder"
setpriv --pdeathsig TERM -- dockerd --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/pid" \
  --storage-driver vfs --iptables=false --ip6tables=false --ip-forward=false --mtu "$2" \
  -H "unix://$folder/d.sock" >/dev/null 2>&1 &
daemon=$!
trap 'kill $daemon; wait $daemon || true' EXIT
node bin/dind-sniff.js wait --timeout 30s --target "unix://$folder/d.sock" 2>/dev/null
# /sys shows the interfaces of the namespace that it was mounted in.
unshare -m bash -c 'mount -t sysfs sysfs /sys && exec "$@"' - \
  node bin/dind-sniff.js doctor --format json --target "unix://$folder/d.sock"
