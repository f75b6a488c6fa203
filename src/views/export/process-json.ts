import type { CreatedProcess } from '../../model/created-process.ts';
import type { ContainerName } from '../../model/docker-facts.ts';
import type { SecretText } from './secret-text.ts';

export function processJson(process: CreatedProcess | null, secretText: SecretText): object | null {
  if (process === null) return null;
  const { image, entrypoint, command, tty, stdin, attached, autoRemove, privileged } = process;
  const { user, workingDir, network, env, volumes, ports } = process;
  return {
    image,
    entrypoint: entrypoint.map(secretText),
    command: command.map(secretText),
    tty,
    stdin,
    attached,
    autoRemove,
    privileged,
    user,
    workingDir,
    network,
    env: env.map(secretText),
    volumes,
    ports,
  };
}

export function containerJson(container: ContainerName | null): object | null {
  return container === null ? null : { id: container.id, name: container.name };
}
