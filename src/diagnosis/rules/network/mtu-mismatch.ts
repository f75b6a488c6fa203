import { safeText } from '../../../views/view-model/safe-text.ts';
import { isLoopback } from '../../doors.ts';
import { namesAt, textAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

const OPTION = 'com.docker.network.driver.mtu';
/** What a bridge has that is not told anything. */
const DEFAULT_MTU = 1500;

export const mtuMismatch = rule({
  id: 'mtu-mismatch',
  phase: 'network',
  severity: 'error',
  certainty: 'sure',
  needs: ['probe'],
  symptom:
    'In builds and containers connections are made, then TLS handshakes and downloads hang: `net/http: TLS handshake timeout`.',
  cause:
    'The bridge of dind carries larger packets than the network that dind is in, and does not learn of it; full-size packets vanish. dind does not take over the MTU of its network.',
  fix: 'Start dind with --mtu=<the MTU of its network>, and --default-network-opt=bridge=com.docker.network.driver.mtu=<the same> for networks of compose.',
  evidence:
    "The MTU of the daemon's bridge is greater than that of the interface of this machine's default route, in the same pod or network.",
  judge: ({ probe }) => {
    const { bridge, local } = probe;
    if (bridge === null || local.mtu === null) return null;
    if (bridge.mtu <= local.mtu) return [];
    const isNear = probe.host === null || isLoopback(probe);
    return [
      {
        message: `The bridge of the daemon has an MTU of ${bridge.mtu}, but this network carries ${local.mtu} (${safeText(local.interface ?? '')}): large packets from containers and RUN steps vanish.`,
        fix: `Start dind with --mtu=${local.mtu} (GitLab: command: ["--mtu=${local.mtu}"] on the service); for networks of compose also --default-network-opt=bridge=com.docker.network.driver.mtu=${local.mtu}.`,
        // Elsewhere the daemon's network may be another.
        certainty: isNear || isPrivate(probe.resolution?.addresses ?? []) ? 'sure' : 'likely',
      },
    ];
  },
  also: witness({
    needs: ['traffic', 'probe'],
    evidence:
      'A network is created without an MTU on a daemon whose own bridge has a lower one than 1500: networks do not take it over.',
    judge: ({ traffic, probe: { bridge } }) => {
      const created = traffic.of('NetworkCreate').filter(({ response }) => response?.status === 201);
      if (bridge === null || created.length === 0) return null;
      if (bridge.mtu >= DEFAULT_MTU) return [];
      const without = created.filter(({ docker: { members } }) => {
        const driver = textAt(members.request, 'Driver') ?? 'bridge';
        return driver === 'bridge' && !namesAt(members.request, 'Options').includes(OPTION);
      });
      const [first] = without;
      if (first === undefined) return [];
      const name = quoted(textAt(first.docker.members.request, 'Name') ?? '');
      return [
        {
          message: `The network "${name}" was made with an MTU of ${DEFAULT_MTU}, but the bridge of the daemon has ${bridge.mtu}: --mtu of dind is not for networks that are made later.`,
          fix: `Start dind with --default-network-opt=bridge=${OPTION}=${bridge.mtu}, or give the network the driver_opts ${OPTION}: ${bridge.mtu} in compose.`,
          certainty: 'likely' as const,
          exchanges: ids(without),
        },
      ];
    },
  }),
});

/** Of RFC 1918 and RFC 4193, as networks of containers are. */
function isPrivate(addresses: readonly string[]): boolean {
  return addresses.some((address) => /^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|f[cd])/.test(address));
}
