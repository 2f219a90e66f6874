import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The terminal that every monitor gets. */
export const COLUMNS = 200;
export const ROWS = 50;

/** A monitor of the host's processes, as its users start it: all processes, its own order and its own interval. */
export interface Monitor {
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Where its table is on a screen of this size: its columns from 0, the last one not included, and the lines below it. Above it is PID. */
  readonly table: { readonly left: number; readonly right: number; readonly below: number };
  /** Seconds from one refresh of its processes to the next. */
  readonly interval: number;
}

interface Peer extends Monitor {
  /** What brings it where it is missing. */
  readonly install: string;
}

/** What opens the monitor on the host's processes. */
const HOST_ARGS = ['top', '--host'];

export const OURS: Monitor = {
  name: 'wasitop',
  command: [fileURLToPath(new URL('../../bin/wasitop', import.meta.url)), ...HOST_ARGS],
  table: { left: 0, right: COLUMNS, below: 1 },
  interval: 1,
};

const GTOP = fileURLToPath(new URL('../../node_modules/gtop/bin/gtop', import.meta.url));

/**
 * The intervals are the peers' defaults: `update_ms` of btop, `-d` of top (3 s without a configuration of the machine's) and of htop
 * (`-d 15`), `-t` of glances. gtop lists processes each 3 s; its charts move each second, as btop's clock does.
 */
const PEERS: readonly Peer[] = [
  {
    name: 'btop',
    command: ['btop'],
    table: { left: 91, right: 199, below: 1 },
    interval: 2,
    install: 'apt-get install btop',
  },
  {
    name: 'top',
    command: ['top'],
    table: { left: 0, right: COLUMNS, below: 0 },
    interval: 3,
    install: 'apt-get install procps',
  },
  {
    name: 'htop',
    command: ['htop'],
    table: { left: 0, right: COLUMNS, below: 1 },
    interval: 1.5,
    install: 'apt-get install htop',
  },
  {
    name: 'glances',
    command: ['glances'],
    table: { left: 40, right: COLUMNS, below: 2 },
    interval: 2,
    install: 'apt-get install glances',
  },
  {
    name: 'gtop',
    command: [process.execPath, GTOP],
    table: { left: 101, right: 199, below: 2 },
    interval: 3,
    install: 'npm install',
  },
];

/** Those of these peers that this machine has, in this order; of each other one, standard error says what brings it. */
export function peersHere(names: readonly string[] = PEERS.map(({ name }) => name)): readonly Peer[] {
  const wanted = PEERS.filter(({ name }) => names.includes(name));
  for (const { name, install } of wanted.filter((peer) => !isHere(peer)))
    console.error(`bench: no figure beside ${name}, which is not here; \`${install}\` brings it`);
  return wanted.filter(isHere);
}

function isHere({ command }: Monitor): boolean {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return command.every((part) =>
    part.startsWith('/') ? existsSync(part) : directories.some((at) => existsSync(join(at, part))),
  );
}
