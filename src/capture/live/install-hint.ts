import { readFileSync } from 'node:fs';

/** Package names by what is missing, for the systems' package managers. */
const packages = {
  apt: { tcpdump: 'apt-get install tcpdump', cap: 'apt-get install libpcap-dev build-essential' },
  dnf: { tcpdump: 'dnf install tcpdump', cap: 'dnf install libpcap-devel gcc-c++ make' },
  apk: { tcpdump: 'apk add tcpdump', cap: 'apk add libpcap-dev build-base python3' },
  pacman: { tcpdump: 'pacman -S tcpdump', cap: 'pacman -S libpcap base-devel' },
  zypper: { tcpdump: 'zypper install tcpdump', cap: 'zypper install libpcap-devel gcc-c++ make' },
  brew: { tcpdump: 'brew install tcpdump', cap: 'brew install libpcap' },
} as const;

/** ID and ID_LIKE of os-release(5) to a package manager. */
const managers: Readonly<Record<string, keyof typeof packages>> = {
  debian: 'apt',
  ubuntu: 'apt',
  fedora: 'dnf',
  rhel: 'dnf',
  centos: 'dnf',
  alpine: 'apk',
  arch: 'pacman',
  suse: 'zypper',
  opensuse: 'zypper',
};

/** The command that installs it on this system; its bare name where the system is not known. */
export function installHint(what: 'tcpdump' | 'cap', release = osRelease()): string {
  if (process.platform === 'darwin') return packages.brew[what];
  for (const id of release) {
    const manager = managers[id];
    if (manager !== undefined) return packages[manager][what];
  }
  return what === 'tcpdump' ? 'install tcpdump' : "install libpcap's headers and a compiler";
}

function osRelease(): readonly string[] {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    return ['ID', 'ID_LIKE'].flatMap((key) => {
      const value = new RegExp(`^${key}="?([^"\\n]*)`, 'm').exec(text)?.[1] ?? '';
      return value.split(' ');
    });
  } catch {
    return [];
  }
}
