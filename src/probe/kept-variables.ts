/** Variables that say how a job reaches its daemon, by what reads them. None of them is a secret by its meaning. */
export const keptVariables: readonly string[] = [
  // docker CLI, Go clients, buildx, compose
  'DOCKER_HOST',
  'DOCKER_TLS',
  'DOCKER_TLS_VERIFY',
  'DOCKER_TLS_CERTDIR',
  'DOCKER_TLS_SAN',
  'DOCKER_CERT_PATH',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'DOCKER_API_VERSION',
  'DOCKER_BUILDKIT',
  'DOCKER_DEFAULT_PLATFORM',
  'DOCKER_DRIVER',
  'BUILDX_BUILDER',
  'BUILDKIT_HOST',
  'COMPOSE_PROJECT_NAME',
  // proxies
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'all_proxy',
  // Testcontainers
  'TESTCONTAINERS_HOST_OVERRIDE',
  'TESTCONTAINERS_RYUK_DISABLED',
  'TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE',
  // CI systems
  'CI',
  'GITLAB_CI',
  'CI_PROJECT_DIR',
  'CI_BUILDS_DIR',
  'CI_REGISTRY',
  'CI_SERVER_URL',
  'CI_RUNNER_EXECUTABLE_ARCH',
  'CI_RUNNER_VERSION',
  'FF_NETWORK_PER_BUILD',
  'FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR',
  'FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR',
  'HEALTHCHECK_TCP_PORT',
  'GITHUB_ACTIONS',
  'GITHUB_WORKSPACE',
  'RUNNER_OS',
  'RUNNER_ENVIRONMENT',
  'JENKINS_URL',
  'WORKSPACE',
  'DRONE',
  'BUILDKITE',
  'CIRCLECI',
  'TRAVIS',
  'TF_BUILD',
  'KUBERNETES_SERVICE_HOST',
  // the machine
  'HOME',
  'XDG_RUNTIME_DIR',
];

const MAX_VALUE = 2000;

/** Those that are set; a password in an address becomes a mask. */
export function keptValues(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of keptVariables) {
    const value = env[name];
    if (value !== undefined) kept[name] = withoutPassword(value).slice(0, MAX_VALUE);
  }
  return kept;
}

/** `http://user:password@proxy` is how a proxy's password is given; the `//` may be left out. */
export function withoutPassword(value: string): string {
  return value.replaceAll(/(^|\/\/|[\s,])([^\s/@,:]*):[^\s/@]+@/g, '$1$2:••••@');
}
