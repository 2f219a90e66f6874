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
    const all = parseInterfaces(text);
    this.#choose([...all.keys()]);
    const [received, sent] = this.#rates.update(new Map([...all].filter(([name]) => this.#counted.has(name))));
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

/** Lines `  eth0: bytes packets errs drop fifo frame compressed multicast bytes ...` behind two lines of titles. */
function parseInterfaces(text: string): Map<string, Counters> {
  const found = new Map<string, Counters>();
  for (const line of text.split('\n')) {
    // An address label has a colon in its name.
    const colon = line.lastIndexOf(':');
    if (colon < 0) continue;
    const figures = line
      .slice(colon + 1)
      .trim()
      .split(/\s+/);
    found.set(line.slice(0, colon).trim(), [Number(figures[0] ?? 0), Number(figures[8] ?? 0)]);
  }
  return found;
}
