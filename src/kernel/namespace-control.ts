import type { Maybe } from '../base/maybe.ts';
import { parseSize } from '../base/size.ts';
import { SysError } from '../base/sys-error.ts';
import { wordsOf } from '../base/words.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { FileServer } from '../vfs/file-server.ts';
import type { Kernel } from './kernel.ts';
import type { Servers } from './servers.ts';

/** Makes the new namespace of the present one. */
type Change = (namespace: Namespace) => Maybe<Namespace>;

interface Verb {
  readonly usage: string;
  /** The fewest and the most words after the verb, options left out. */
  readonly arity: readonly [least: number, most: number];
  /** What the line changes. Servers are made when that is carried out, for a task that is known to be there. */
  change(kernel: Kernel, words: readonly string[], options: string): Change;
}

/** The verbs of a task's `ns/ctl`. */
const VERBS: Readonly<Record<string, Verb>> = {
  bind: {
    usage: 'bind [-a|-b|-r] [-c] OLD NEW',
    arity: [2, 2],
    change: (_kernel, [old = '', at = ''], options) => {
      const order = options.includes('a') ? 'after' : options.includes('b') ? 'before' : 'replace';
      const create = options.includes('c');
      return (namespace) => namespace.bind(absolute(old), absolute(at), { order, create });
    },
  },
  unbind: {
    usage: 'unbind NEW [OLD]',
    arity: [1, 2],
    change: (_kernel, [at = '', old]) => {
      return (namespace) => namespace.unbind(absolute(at), old === undefined ? undefined : absolute(old));
    },
  },
  mount: {
    usage: 'mount host|ram SRC NEW [ro]',
    arity: [3, 4],
    change: (kernel, [type = '', source = '', at = '', flag]) => {
      if (flag !== undefined && flag !== 'ro') throw new SysError('EINVAL', 'mount', flag, 'the only flag is ro');
      const path = absolute(at);
      return (namespace) =>
        namespace.mount(serverOf(kernel.servers, type, source, path), path, { readOnly: flag === 'ro' });
    },
  },
};

/**
 * Carries out a line for a task's namespace, asked by a person: they may name any directory of the host. Resolves once it counts.
 * @throws SysError EINVAL for what is no command, ENOENT, ENOTDIR ... for what it names.
 */
export async function controlNamespace(kernel: Kernel, pid: number, line: string): Promise<void> {
  const [name = '', ...words] = wordsOf(line).map(({ text }) => text);
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined)
    throw new SysError('EINVAL', 'control', line, `the commands are ${Object.keys(VERBS).join(' ')}`);
  const options = words.filter((word) => word.startsWith('-'));
  const operands = words.filter((word) => !word.startsWith('-'));
  const [least, most] = verb.arity;
  const known = name === 'bind' ? /^-[abrc]+$/ : /$^/;
  if (operands.length < least || operands.length > most || !options.every((option) => known.test(option)))
    throw new SysError('EINVAL', 'control', line, `usage: ${verb.usage}`);
  await kernel.changeNamespace(pid, verb.change(kernel, operands, options.join('')));
}

function absolute(path: string): string {
  if (!path.startsWith('/')) throw new SysError('EINVAL', 'namespace', path, 'a path in a namespace begins with /');
  return path;
}

function serverOf(servers: Servers, type: string, source: string, at: string): FileServer {
  if (type === 'host') return servers.directory(source, at);
  if (type !== 'ram') throw new SysError('EINVAL', 'mount', type, 'the mount types are host and ram');
  return servers.ramDisk(at, parseSize(source));
}
