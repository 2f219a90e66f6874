import { existsSync } from 'node:fs';
import { KeptFile } from './kept-file.ts';
import { type Counters, Rates } from './rates.ts';

/** Bytes a second over all interfaces that are counted. */
export interface NetworkRates {
  readonly received: number;
  readonly sent: number;
}

/**
 * What goes over the network. Each byte is counted once: by the hardware's interfaces where there are any, so not by bonds,
 * bridges, veths, VLANs and tunnels, which hand on to them; in a container, which has no hardware, by all but the loopback and
 * those that hand on to a bridge or a bond of the same namespace.
 */
export class Network implements Disposable {
  readonly #file: KeptFile;
  readonly #classes: string;
  readonly #rates: Rates;
  #names = '';
  #counted: ReadonlySet<string> = new Set();

  constructor(root: string, now: () => number) {
    this.#file = new KeptFile(`${root}/proc/net/dev`);
    this.#classes = `${root}/sys/class/net`;
    this.#rates = new Rates(now);
    this.read();
  }

  /** @returns undefined on another system */
  read(): NetworkRates | undefined {
    const text = this.#file.read();
    if (text === undefined) return undefined;
    const lines = text.split('\n').filter((line) => line.includes(':'));
    const names = lines.map(nameOf);
    this.#choose(names);
    const counters = new Map<string, Counters>();
    for (const [index, name] of names.entries()) {
      if (this.#counted.has(name)) counters.set(name, parseCounters(lines[index] ?? ''));
    }
    const [received, sent] = this.#rates.update(counters);
    return { received, sent };
  }

  /** What an interface is does not change while it is there: it is asked when one comes or goes. */
  #choose(names: readonly string[]): void {
    const key = names.join(' ');
    if (key === this.#names) return;
    this.#names = key;
    const has = (path: string) => existsSync(`${this.#classes}/${path}`);
    // The virtual function of a paravirtual interface is hardware below hardware.
    const hardware = names.filter((name) => has(`${name}/device`) && !has(`${name}/master/device`));
    const top = names.filter((name) => name !== 'lo' && !has(`${name}/master`));
    this.#counted = new Set(hardware.length > 0 ? hardware : top);
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}

/** Of a line `  eth0: bytes packets errs drop fifo frame compressed multicast bytes ...`. An address label has a colon, too. */
function nameOf(line: string): string {
  return line.slice(0, line.lastIndexOf(':')).trim();
}

function parseCounters(line: string): Counters {
  const figures = line
    .slice(line.lastIndexOf(':') + 1)
    .trim()
    .split(/\s+/);
  return [Number(figures[0] ?? 0), Number(figures[8] ?? 0)];
}
