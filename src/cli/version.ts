import manifest from '../../package.json' with { type: 'json' };

/** This program's version, from package.json; the bundle holds it as a constant. */
export const version: string = manifest.version;
