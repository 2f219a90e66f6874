import { type Finding, Findings } from './finding.ts';

/** What runs us. */
export interface Runtime {
  readonly version: string;
  readonly path: string;
  /** Flags of Node on its command line, and those of NODE_OPTIONS. */
  readonly flags: readonly string[];
  /** WebAssembly has `promising` and `Suspending`. */
  readonly hasPromises: boolean;
  /** A memory can be made. */
  readonly hasMemory: boolean;
}

export const OLDEST_NODE = 26;

/** Flags under which tasks run slowly, or not at all. */
const HARMFUL = /^--(jitless|no-opt|liftoff-only|no-wasm\S*|max-old-space-size\S*|permission|inspect-brk\S*)$/;

/** Under --jitless there is none at all. */
const HAS_WEBASSEMBLY = typeof WebAssembly !== 'undefined';

export function readRuntime(): Runtime {
  const options = (process.env['NODE_OPTIONS'] ?? '').split(/\s+/).filter((word) => word !== '');
  return {
    version: process.versions.node,
    path: process.execPath,
    flags: [...process.execArgv, ...options],
    hasPromises: HAS_WEBASSEMBLY && 'promising' in WebAssembly && 'Suspending' in WebAssembly,
    hasMemory: canMakeMemory(),
  };
}

function canMakeMemory(): boolean {
  try {
    return HAS_WEBASSEMBLY && new WebAssembly.Memory({ initial: 1 }).buffer.byteLength > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function nodeFindings({ version, path, flags, hasPromises, hasMemory }: Runtime): readonly Finding[] {
  const findings = new Findings('Node');
  if (Number.parseInt(version, 10) >= OLDEST_NODE) findings.ok('version', `Node.js ${version}, ${path}`);
  else
    findings.problem(
      'version',
      `Node.js ${version}, ${path}`,
      `install ${OLDEST_NODE} or newer, https://nodejs.org, or run: npx -p node@${OLDEST_NODE} -p wasitop wasitop`,
    );
  if (hasPromises) findings.ok('jspi', 'WebAssembly can wait for promises (JSPI)');
  else
    findings.problem(
      'jspi',
      'WebAssembly cannot wait for promises (JSPI)',
      'leave out --jitless and what else turns it off, or install Node.js from https://nodejs.org',
    );
  if (!hasMemory)
    findings.problem('memory', 'WebAssembly gets no memory', 'ulimit -v unlimited, or give the container more');
  const harmful = flags.filter((flag) => HARMFUL.test(flag));
  if (harmful.length > 0)
    findings.warning('flags', `Node is started with ${harmful.join(' ')}`, 'leave that out, of NODE_OPTIONS too');
  else findings.ok('flags', flags.length === 0 ? 'no flags' : `flags ${flags.join(' ')}`);
  return findings.list;
}
