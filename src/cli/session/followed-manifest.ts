import { SysError } from '../../base/sys-error.ts';
import type { Disks } from '../../disk/disks.ts';
import { watchFar } from '../../disk/watch-far.ts';
import { commandsOf } from '../../manifest/find-entry.ts';
import type { ManifestNews } from '../../manifest/manifest-news.ts';
import type { Plan } from '../../manifest/plan.ts';
import { filesOf, watchManifest } from '../../manifest/watch-manifest.ts';
import type { Snapshot } from '../../monitor/data/snapshot.ts';
import type { EntryRunner } from './entry-runner.ts';

/** The manifest of a session: a change is announced, and applied when a person says so. */
export class FollowedManifest {
  readonly #entries: EntryRunner;
  readonly #disks: Disks;
  readonly #changed: () => void;
  #news: ManifestNews | undefined;
  #isClosed = false;
  #endWatch: (() => Promise<void>) | undefined;

  /** @param changed called when there are news */
  constructor(entries: EntryRunner, disks: Disks, changed: () => void) {
    this.#entries = entries;
    this.#disks = disks;
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
  watch(): void {
    const { plan } = this.#entries;
    if (plan !== undefined) void this.#watch(plan);
  }

  async #watch(plan: Plan): Promise<void> {
    const running = () => this.#entries.plan ?? plan;
    const newsOf = (now: Plan) => this.#disks.manifestNews(now).catch(newsOfFailure);
    const files = [...filesOf(plan)];
    const far = await Promise.all(files.map((file) => this.#disks.mayHang(file)));
    if (this.#isClosed) return;
    if (!far.includes(true)) this.#endWatch = watchManifest(running, newsOf, (news) => this.#tell(news));
    else {
      const look = async (): Promise<void> => this.#tell(await newsOf(running()));
      const ends = files.map((file) => watchFar(this.#disks, file, () => void look()));
      this.#endWatch = async () => {
        for (const end of ends) end();
      };
    }
  }

  #tell(news: ManifestNews | undefined): void {
    this.#news = news;
    this.#changed();
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
    this.#isClosed = true;
    await this.#endWatch?.();
  }
}

const NO_PROGRAMS: Snapshot['programs'] = [];

/** A manifest that cannot be looked at is told as one that is wrong. */
function newsOfFailure(error: unknown): ManifestNews {
  if (!(error instanceof SysError)) throw error;
  return { plan: undefined, lines: [error.message] };
}
