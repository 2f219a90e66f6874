import { cpus } from 'node:os';
import type { Cgroup } from './cgroup.ts';
import { KeptFile } from './kept-file.ts';

/** What the time of a core went to, as fractions of all of it. Waiting for I/O is idle time. */
export interface CoreParts {
  readonly user: number;
  readonly nice: number;
  /** With interrupts. */
  readonly system: number;
  readonly iowait: number;
  /** Taken by other virtual machines on the same host. */
  readonly steal: number;
}

/** The cores since the last reading. */
export interface CoreStats {
  /** Busy fraction of each core that may be used; under a quota one figure, the fraction of the quota that was used. */
  readonly cores: readonly number[];
  /** What each of them was busy with; left out under a quota. */
  readonly coreParts?: readonly CoreParts[];
  /** The machine's number of each of them; left out under a quota. */
  readonly coreNumbers?: readonly number[];
  /** Cores that the machine has, also those that the container may not use. */
  readonly coreCount?: number;
  /** Cores' worth of time that the container may use, where that is less than there is. */
  readonly quota?: number;
}

/** Counted from some fixed time, in ticks of any length. */
interface CoreTimes extends CoreParts {
  /** The core's number: cores come and go. */
  readonly number: number;
  readonly idle: number;
}

const NOTHING: CoreParts = { user: 0, nice: 0, system: 0, iowait: 0, steal: 0 };

/** Reads /proc/stat, and what bounds us inside of it. */
export class Cores implements Disposable {
  readonly #file: KeptFile;
  readonly #cgroup: Cgroup;
  readonly #now: () => number;
  #before: ReadonlyMap<number, CoreTimes>;
  #quotaBefore: { readonly used: number; readonly time: number };

  constructor(root: string, cgroup: Cgroup, now: () => number) {
    this.#file = new KeptFile(`${root}/proc/stat`);
    this.#cgroup = cgroup;
    this.#now = now;
    this.#before = byNumber(this.#times());
    this.#quotaBefore = { used: cgroup.cpu()?.used ?? 0, time: now() };
  }

  read(): CoreStats {
    const all = this.#times();
    const before = this.#before;
    this.#before = byNumber(all);
    const allowed = this.#cgroup.cores();
    const times = allowed === undefined ? all : all.filter(({ number }) => allowed.has(number));
    const bound = this.#cgroup.cpu();
    if (bound !== undefined && bound.quota < times.length) return { ...this.#ofQuota(bound), coreCount: all.length };
    const coreParts = times.map((core) => partsOf(before.get(core.number), core));
    return {
      cores: coreParts.map(({ user, nice, system, steal }) => clamp(user + nice + system + steal)),
      coreParts,
      coreNumbers: times.map(({ number }) => number),
      coreCount: all.length,
    };
  }

  #ofQuota({ quota, used }: { readonly quota: number; readonly used: number }): CoreStats {
    const before = this.#quotaBefore;
    this.#quotaBefore = { used, time: this.#now() };
    const possible = (this.#quotaBefore.time - before.time) * quota;
    return { cores: [possible <= 0 ? 0 : clamp((used - before.used) / possible)], quota };
  }

  #times(): readonly CoreTimes[] {
    const text = this.#file.read();
    if (text !== undefined) return parseCoreTimes(text);
    return cpus().map(({ times }, number) => {
      const { user, nice, sys, irq, idle } = times;
      return { ...NOTHING, number, user, nice, system: sys + irq, idle };
    });
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}

/** Lines `cpu0 user nice system idle iowait irq softirq steal ...` (proc_stat(5)) behind one for all, before other lines. */
function parseCoreTimes(text: string): CoreTimes[] {
  const found: CoreTimes[] = [];
  for (let at = text.indexOf('\n') + 1; text.startsWith('cpu', at); ) {
    const end = text.indexOf('\n', at);
    found.push(parseCore(text.slice(at + 3, end < 0 ? text.length : end)));
    if (end < 0) break;
    at = end + 1;
  }
  return found;
}

function parseCore(line: string): CoreTimes {
  const [number = 0, user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, soft = 0, steal = 0] = line
    .split(' ')
    .map(Number);
  return { number, user, nice, system: system + irq + soft, idle, iowait, steal };
}

/** A core that was not there before has not been watched yet. */
function partsOf(before: CoreTimes | undefined, now: CoreTimes): CoreParts {
  if (before === undefined) return NOTHING;
  const spent = (part: keyof CoreParts | 'idle') => Math.max(0, now[part] - before[part]);
  const [user, nice, system, iowait, steal] = [
    spent('user'),
    spent('nice'),
    spent('system'),
    spent('iowait'),
    spent('steal'),
  ];
  const total = user + nice + system + iowait + steal + spent('idle');
  if (total === 0) return NOTHING;
  return {
    user: user / total,
    nice: nice / total,
    system: system / total,
    iowait: iowait / total,
    steal: steal / total,
  };
}

function byNumber(times: readonly CoreTimes[]): ReadonlyMap<number, CoreTimes> {
  return new Map(times.map((core) => [core.number, core]));
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
