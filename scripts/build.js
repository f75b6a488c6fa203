// One bundle of four programs (the command line, the engine's process, one that captures, and one that proxies), split so that
// `dind-sniff --version` loads neither the terminal UI nor a decoder.
import { renameSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

// Made beside the old one and then put in its place: whoever runs the program meanwhile finds all of it.
const made = `dist-${process.pid}`;
await build({
  entryPoints: {
    'dind-sniff': 'src/cli/main.ts',
    engine: 'src/engine/main.ts',
    'cap-program': 'src/capture/live/cap-program.ts',
    'proxy-program': 'src/capture/proxy/proxy-program.ts',
  },
  outdir: made,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  // cap is a native, optional addon. Ink asks for its devtools when DEV=true, which others set for their
  // own reasons; the bundle never does.
  external: ['cap', 'react-devtools-core'],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  minifySyntax: true,
  sourcemap: 'linked',
  // CommonJS dependencies inside an ES module bundle still call require() for Node's own modules.
  banner: { js: "import { createRequire as _cr } from 'node:module'; const require = _cr(import.meta.url);" },
  logLevel: 'warning',
});
rmSync('dist', { recursive: true, force: true });
renameSync(made, 'dist');
