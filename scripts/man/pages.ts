import { programOf } from '../../src/cli/command-line.ts';
import { treeOf } from '../../src/cli/command-tree.ts';
import { commandPage, pageName } from './command-page.ts';
import { configPage } from './config-page.ts';

/** All man pages, by the names of their files, from the commands and the keys that there are. */
export function manPages(version: string): ReadonlyMap<string, string> {
  const root = treeOf(programOf(version, {}, () => {}));
  const nodes = [root, ...root.commands];
  const names = [...nodes.map((node) => `${pageName(node)}.1`), 'wasitop.toml.5'];
  const pages = nodes.map((node): [string, string] => {
    const own = `${pageName(node)}.1`;
    return [
      own,
      commandPage(
        node,
        version,
        names.filter((name) => name !== own),
      ),
    ];
  });
  return new Map([...pages, ['wasitop.toml.5', configPage(version)]]);
}
