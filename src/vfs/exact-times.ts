import type { Stat } from './file-handle.ts';

/** How times are read and changed of one file. Seconds, as node:fs takes them. */
interface TimesOf {
  stat(): Stat;
  change(atime: number, mtime: number): void;
}

interface Exact {
  readonly shownAtim: bigint;
  readonly atim: bigint;
  readonly shownMtim: bigint;
  readonly mtim: bigint;
}

/** Files whose exact times are remembered; the oldest is forgotten first. */
const MOST = 4_096;

/**
 * Node passes times to the host as a double of seconds, which rounds to some 240 ns. What was asked for is remembered beside the
 * inode, and reported as long as the host still shows what it was rounded to.
 */
export class ExactTimes {
  readonly #exact = new Map<string, Exact>();

  /** Sets times in nanoseconds; undefined leaves one as it is. */
  set(atim: bigint | undefined, mtim: bigint | undefined, file: TimesOf): void {
    const before = this.correct(file.stat());
    const wanted = { atim: atim ?? before.atim, mtim: mtim ?? before.mtim };
    file.change(Number(wanted.atim) / 1e9, Number(wanted.mtim) / 1e9);
    const shown = file.stat();
    const key = keyOf(shown);
    this.#exact.delete(key);
    if (shown.atim === wanted.atim && shown.mtim === wanted.mtim) return;
    this.#exact.set(key, { shownAtim: shown.atim, shownMtim: shown.mtim, ...wanted });
    if (this.#exact.size > MOST) {
      const [oldest] = this.#exact.keys();
      if (oldest !== undefined) this.#exact.delete(oldest);
    }
  }

  /** Puts the exact times in place of the rounded ones. */
  correct(stat: Stat): Stat {
    if (this.#exact.size === 0) return stat;
    const exact = this.#exact.get(keyOf(stat));
    if (exact === undefined) return stat;
    const atim = stat.atim === exact.shownAtim ? exact.atim : stat.atim;
    const mtim = stat.mtim === exact.shownMtim ? exact.mtim : stat.mtim;
    return { ...stat, atim, mtim };
  }
}

function keyOf(stat: Stat): string {
  return `${stat.dev}:${stat.ino}`;
}
