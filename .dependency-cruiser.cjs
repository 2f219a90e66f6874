// The rooms, from the bottom up. A room may import only rooms that stand before it, and none may import in a circle.
const ROOMS = [
  'base',
  'vfs',
  'namespace',
  'wasm',
  'wasi',
  'cpu',
  'hermetic',
  'kernel',
  'taskfs',
  'logs',
  'host',
  'manifest',
  'config',
  'disk',
  'monitor',
  'cli',
];

const downward = ROOMS.map((room, index) => ({
  name: `${room}-imports-downward`,
  comment: `src/${room} may import only ${ROOMS.slice(0, index).join(', ') || 'itself'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${[...ROOMS.slice(index + 1), 'main\\.ts'].join('|')})` },
}));

module.exports = {
  forbidden: [
    ...downward,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'components-know-the-monitor-alone',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^src/(?!monitor/)' },
    },
    {
      name: 'only-the-command-line-opens-the-screen',
      severity: 'error',
      from: { path: '^src/(?!cli/)' },
      to: { path: '^components/' },
    },
    { name: 'every-import-is-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
