const OBJECT_ID = '(?:[a-fA-F0-9]+)';
const OBJECT_NAME = '(?:[a-zA-Z0-9][a-zA-Z0-9_.-]+)';
const ID_OR_NAME = `(?:${OBJECT_ID}|${OBJECT_NAME})`;
const VERSION = '(?:/v[0-9]+(?:\\.[0-9]+)*)';

/** Parts of the API that have a variable of their own, `API_PREFIX_AUTH` and so on. */
const PARTS = [
  'auth',
  'build',
  'commit',
  'configs',
  'containers',
  'debug',
  'distribution',
  'events',
  'exec',
  'grpc',
  'images',
  'info',
  'networks',
  'nodes',
  'plugins',
  'secrets',
  'services',
  'session',
  'swarm',
  'system',
  'tasks',
  'version',
  'volumes',
] as const;

/** What stands for what in a rule of CetusGuard (its `rule.go`). */
export const cetusguardVariables: Readonly<Record<string, string>> = {
  API_PREFIX: `${VERSION}?`,
  API_PREFIX_PING: '%API_PREFIX%/_ping',
  ...Object.fromEntries(PARTS.map((part) => [`API_PREFIX_${part.toUpperCase()}`, `%API_PREFIX%/${part}`])),
  DOMAIN:
    '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)',
  IPV4: '(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3})',
  IPV6: '(?:\\[[a-fA-F0-9]{0,4}(?::[a-fA-F0-9]{0,4}){2,7}(?:%[a-zA-Z0-9_]+)?\\])',
  IP: '(?:%IPV4%|%IPV6%)',
  DOMAIN_OR_IP: '(?:%DOMAIN%|%IP%)',
  HOST: '(?:%DOMAIN_OR_IP%(?::[0-9]+)?)',
  IMAGE_ID: OBJECT_ID,
  IMAGE_COMPONENT: '(?:[a-zA-Z0-9]+(?:(?:\\.|_{1,2}|-+)[a-zA-Z0-9]+)*)',
  IMAGE_TAG: '(?:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})',
  IMAGE_DIGEST: '(?:[a-zA-Z][a-zA-Z0-9]*(?:[_.+-][a-zA-Z][a-zA-Z0-9]*)*:[a-fA-F0-9]{32,})',
  IMAGE_NAME: '(?:(?:%HOST%/)?%IMAGE_COMPONENT%(?:/%IMAGE_COMPONENT%)*)',
  IMAGE_REFERENCE: '(?:%IMAGE_NAME%(?::%IMAGE_TAG%)?(?:@%IMAGE_DIGEST%)?)',
  IMAGE_ID_OR_REFERENCE: '(?:%IMAGE_ID%|%IMAGE_REFERENCE%)',
  CONTAINER_ID: OBJECT_ID,
  CONTAINER_NAME: OBJECT_NAME,
  CONTAINER_ID_OR_NAME: ID_OR_NAME,
  VOLUME_ID: OBJECT_ID,
  VOLUME_NAME: OBJECT_NAME,
  VOLUME_ID_OR_NAME: ID_OR_NAME,
  NETWORK_ID: OBJECT_ID,
  NETWORK_NAME: '(?:[^/]+)',
  NETWORK_ID_OR_NAME: `(?:${OBJECT_ID}|(?:[^/]+))`,
  PLUGIN_ID: OBJECT_ID,
  PLUGIN_NAME: '%IMAGE_NAME%',
  PLUGIN_ID_OR_NAME: '(?:%PLUGIN_ID%|%PLUGIN_NAME%)',
};
