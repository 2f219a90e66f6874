import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const STAMP = 'dist/.built-from';
const SOURCES = [
  'src',
  'components',
  'scripts/build.mjs',
  'scripts/third-party-licenses.mjs',
  'scripts/lazy-child-process.mjs',
  'scripts/lazy-segmenter.mjs',
  'scripts/lazy-string-width.mjs',
  'package.json',
  'package-lock.json',
];

/** Builds dist/ where its sources are not those that it was built from. */
export function buildBundle(node) {
  const sources = describe(SOURCES);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  console.error('setup: building');
  const { status } = spawnSync(node, ['scripts/build.mjs'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('the build failed');
  writeFileSync(STAMP, sources);
}

/** Names, sizes and times of all files: what changes where any of them does. */
function describe(paths) {
  const files = paths.flatMap((path) =>
    statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).map((name) => `${path}/${name}`) : [path],
  );
  return files
    .map((file) => ({ file, stat: statSync(file) }))
    .filter(({ stat }) => stat.isFile())
    .map(({ file, stat }) => `${file} ${stat.size} ${stat.mtimeMs}`)
    .sort()
    .join('\n');
}
