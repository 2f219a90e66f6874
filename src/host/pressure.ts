import { KeptFile } from './kept-file.ts';

/** How much of the last ten seconds was lost to waiting for a resource, as fractions. */
export interface Stall {
  /** While something waited. */
  readonly some: number;
  /** While all that could have run waited; undefined where the kernel does not tell. */
  readonly full?: number;
}

/** Pressure stall information; a resource that the kernel does not watch is left out. */
export interface Pressure {
  readonly cpu?: Stall;
  readonly memory?: Stall;
  readonly io?: Stall;
}

const RESOURCES = ['cpu', 'memory', 'io'] as const;

/** Reads the pressure of a control group, and where it has none, that of the whole machine. */
export class PressureFiles implements Disposable {
  readonly #files: readonly (readonly [name: (typeof RESOURCES)[number], file: KeptFile])[];

  /** @param groups directories of control groups: the first that has such files counts */
  constructor(root: string, groups: readonly string[]) {
    this.#files = RESOURCES.map((name) => {
      const own = groups.map((group) => new KeptFile(`${group}/${name}.pressure`));
      const all = [...own, new KeptFile(`${root}/proc/pressure/${name}`)];
      const file = all.find(({ isThere }) => isThere) ?? new KeptFile('');
      for (const other of all) if (other !== file) other[Symbol.dispose]();
      return [name, file];
    });
  }

  /** @returns undefined where nothing is watched */
  read(): Pressure | undefined {
    const found = this.#files.flatMap(([name, file]) => {
      const stall = parseStall(file.read() ?? '');
      return stall === undefined ? [] : [[name, stall] as const];
    });
    return found.length === 0 ? undefined : Object.fromEntries(found);
  }

  [Symbol.dispose](): void {
    for (const [, file] of this.#files) file[Symbol.dispose]();
  }
}

/** Lines `some avg10=1.11 avg60=2.16 avg300=1.87 total=2904457712`, `full ...`, in percent. */
function parseStall(text: string): Stall | undefined {
  const some = /^some avg10=([\d.]+)/m.exec(text)?.[1];
  const full = /^full avg10=([\d.]+)/m.exec(text)?.[1];
  if (some === undefined) return undefined;
  return { some: Number(some) / 100, ...(full === undefined ? {} : { full: Number(full) / 100 }) };
}
