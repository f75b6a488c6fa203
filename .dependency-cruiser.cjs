// The import table (docs/architecture.md, "Who may import whom") is import-table.json; every rule below is made from it.
// A folder that is not a key here may not exist, and test/architecture checks that too.
const table = require('./import-table.json');

// Pure folders take bytes and time as arguments: no files, no sockets, no clock.
const impure = ['capture', 'probe', 'engine', 'cli', 'views/tui'];
const pureBuiltins = '^(node:)?(buffer|util|crypto|zlib|string_decoder)$';
const own = (folder) => `^src/${folder}/`;
const any = (folders) => `^src/(${folders.join('|')})/`;

module.exports = {
  forbidden: [
    ...Object.entries(table).map(([folder, allowed]) => ({
      name: `${folder}-imports`,
      severity: 'error',
      from: { path: own(folder) },
      to: { path: '^src/', pathNot: any([folder, ...allowed]) },
    })),
    {
      name: 'folder-in-table',
      severity: 'error',
      from: { path: '^src/', pathNot: any(Object.keys(table)) },
      to: {},
    },
    {
      name: 'pure-builtins',
      severity: 'error',
      from: { path: '^src/', pathNot: any(impure) },
      to: { dependencyTypes: ['core'], pathNot: pureBuiltins },
    },
    ...[
      ['ink|react', 'views/tui'],
      ['cap', 'capture/live'],
      ['http-parser-js', 'http1'],
      ['commander', 'cli'],
    ].map(([modules, folder]) => ({
      name: `${modules}-only-in-${folder}`,
      severity: 'error',
      from: { path: '^src/', pathNot: own(folder) },
      to: { path: `(^|node_modules/)(${modules})(/|$)`, pathNot: '^src/' },
    })),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-tests-in-source', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^cap$' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
