import { dockerfileInstructions } from '../views/view-model/dockerfile-instructions.ts';

/**
 * Images that a Dockerfile names in FROM and COPY --from, without its own stages, `scratch`, and what only a
 * build arg completes.
 */
export function dockerfileImages(dockerfile: string): readonly string[] {
  const stages = new Set(['scratch']);
  const images: string[] = [];
  for (const { text } of dockerfileInstructions(dockerfile.split('\n'))) {
    const [, from, stage] = /^from\s+(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(text) ?? [];
    const copied = /^copy\s+(?:--\S+\s+)*--from=(\S+)/i.exec(text)?.[1];
    const image = from ?? copied;
    const isStage = image === undefined || stages.has(image.toLowerCase()) || /^\d+$/.test(image);
    if (image !== undefined && !isStage && !image.includes('$')) images.push(image);
    if (stage !== undefined) stages.add(stage.toLowerCase());
  }
  return images;
}
