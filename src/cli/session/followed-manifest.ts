import { SysError } from '../../base/sys-error.ts';
import { commandsOf } from '../../manifest/find-entry.ts';
import type { Plan } from '../../manifest/plan.ts';
import { type ManifestNews, watchManifest } from '../../manifest/watch-manifest.ts';
import type { Snapshot } from '../../monitor/data/snapshot.ts';
import type { EntryRunner } from './entry-runner.ts';

/** The manifest of a session: a change is announced, and applied when a person says so. */
export class FollowedManifest {
  readonly #entries: EntryRunner;
  readonly #changed: () => void;
  #news: ManifestNews | undefined;
  #endWatch: (() => Promise<void>) | undefined;

  /** @param changed called when there are news */
  constructor(entries: EntryRunner, changed: () => void) {
    this.#entries = entries;
    this.#changed = changed;
  }

  /** What changed, until it is applied. */
  get news(): Snapshot['news'] {
    return this.#news && { lines: this.#news.lines, usable: this.#news.plan !== undefined };
  }

  /** What `run` knows: the commands of the manifest. */
  get programs(): Snapshot['programs'] {
    const { plan } = this.#entries;
    if (plan === undefined) return NO_PROGRAMS;
    return commandsOf(plan).map(({ command, name }) => ({ text: command?.name ?? name, note: command?.short ?? '' }));
  }

  /** Watches the manifest and its modules, where there is one. */
  watch(read: () => Plan): void {
    const { plan } = this.#entries;
    if (plan === undefined) return;
    this.#endWatch = watchManifest(
      () => this.#entries.plan ?? plan,
      read,
      (news) => {
        this.#news = news;
        this.#changed();
      },
    );
  }

  /** @returns what there is to say of it. @throws SysError EINVAL where nothing changed, or the manifest is not as it should be */
  async apply(): Promise<string> {
    const plan = this.#news?.plan;
    if (plan === undefined)
      throw new SysError('EINVAL', 'apply', undefined, 'there is no change that could be applied');
    this.#news = undefined;
    await this.#entries.apply(plan);
    return `${plan.file} is applied`;
  }

  async close(): Promise<void> {
    await this.#endWatch?.();
  }
}

const NO_PROGRAMS: Snapshot['programs'] = [];
