import { readFileSync } from 'node:fs';
import module from 'node:module';
import { cachesOf } from './base/caches.ts';
import { faultOf } from './cli/fault.ts';
import { complain } from './cli/print.ts';
import { PrivateFolder } from './vfs/private-folder.ts';

// Built for any Node that knows modules: under one that is too old it says what to do.
if (Number(process.versions.node.split('.')[0]) < 26) {
  process.stderr.write(
    `wasitop: it needs Node.js 26 or newer, and this is ${process.versions.node}. Install a newer one from https://nodejs.org, or run: npx -p node@26 -p wasitop wasitop\n`,
  );
  process.exit(1);
}
// Where files may not grow further (ulimit -f), writing fails as on a full disk; the signal would end the process, and leave its terminal as it is.
process.on('SIGXFSZ', () => {});
// bin/wasitop has it blocked from the first moment; without its flag it would open a debugger.
process.on('SIGUSR1', () => {});
process.argv = [...process.argv.slice(0, 2), ...ownArguments(process.argv.slice(2))];
if (process.argv[2] === 'run') process.argv = await withSpelledBytes(process.argv);
keepCode();
try {
  // What is started often has all that it needs in one file.
  const given = process.argv[2] ?? 'top';
  if (given === 'run') await import('./run.ts');
  else await (given === 'top' || given === 'demo' ? import('./top.ts') : import('./main.ts'));
} catch (error) {
  // Its files cannot be opened, or what they load cannot start here.
  const { lines, status } = faultOf(error);
  complain(...lines);
  process.exit(status);
}

/** bin/wasitop puts `=` before each argument, and one alone before all, so that Node takes none of them for an option of its own. */
function ownArguments([mark, ...hidden]: readonly string[]): readonly string[] {
  return mark === '=' ? hidden.map((argument) => argument.slice(1)) : process.argv.slice(2);
}

/**
 * Node replaces bytes that are not UTF-8 by U+FFFD. Arguments of `run` are spelled as names of files are (`spelling.ts`), from the bytes in
 * /proc, whose last arguments are ours.
 */
async function withSpelledBytes(argv: string[]): Promise<string[]> {
  if (!argv.some((argument) => argument.includes('\ufffd'))) return argv;
  const { spell } = await import('./base/spelling.ts');
  try {
    const bytes = readFileSync('/proc/self/cmdline', 'latin1').split('\0').slice(0, -1);
    const first = bytes.length - argv.length;
    const hidden = bytes[first + 1] === '=' ? 1 : 0;
    return argv.map((text, index) =>
      text.includes('\ufffd') ? spell(bytes[first + index]?.slice(hidden) ?? '') : text,
    );
  } catch {
    return argv;
  }
}

/** Lets V8 keep what it compiles, where nobody else can put code of his own among it. The folder stays open as long as the process. */
function keepCode(): void {
  const caches = cachesOf(process.env);
  if (caches === undefined || process.env['NODE_COMPILE_CACHE'] !== undefined) return;
  try {
    module.enableCompileCache(new PrivateFolder(caches, 'wasitop', 'code', true).path);
  } catch {
    // Without a place for it each start compiles anew; wasitop doctor tells.
  }
}
