import { dirname, join, resolve } from 'node:path';
import { watch } from 'chokidar';
import type { ManifestNews } from './manifest-news.ts';
import type { Plan } from './plan.ts';

/** Editors write a file in several steps: milliseconds to wait for the last one. */
const SETTLE_MS = 150;

/**
 * Watches a manifest and the modules of its entries, but for those that say `watch: false`. Tells what is new; undefined when all is
 * as the running plan says again.
 *
 * @param newsOf looks at what the manifest is now, wherever that is read
 * @returns a function that ends it.
 */
export function watchManifest(
  running: () => Plan,
  newsOf: (running: Plan) => Promise<ManifestNews | undefined>,
  tell: (news: ManifestNews | undefined) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let wanted = filesOf(running());
  // Directories, since editors put a new file in the place of the old one; of what is in them, our files alone.
  const watcher = watch([...foldersOf(wanted)], {
    depth: 0,
    ignoreInitial: true,
    ignored: (path) => !wanted.has(path) && !foldersOf(wanted).has(path),
  });
  const look = async (): Promise<void> => {
    const news = await newsOf(running());
    wanted = new Set([...filesOf(running()), ...(news?.plan === undefined ? [] : filesOf(news.plan))]);
    watcher.add([...foldersOf(wanted)]);
    tell(news);
  };
  // A folder that may not be read, or too many watches: a change is not seen then, and all else goes on.
  watcher.on('error', () => {});
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), SETTLE_MS);
  });
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}

/** The manifest, and the modules that are watched. */
export function filesOf({ file, entries }: Plan): Set<string> {
  const modules = [...entries.values()].filter((entry) => entry.watch).map(({ fs, path }) => join(fs.directory, path));
  return new Set([resolve(file), ...modules]);
}

function foldersOf(files: ReadonlySet<string>): Set<string> {
  return new Set([...files].map((file) => dirname(file)));
}
