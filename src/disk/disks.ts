import { dirname, resolve } from 'node:path';
import { DISK_LIMIT_MS } from '../base/limits.ts';
import { isPattern } from '../logs/tail/glob-pattern.ts';
import type { ManifestNews } from '../manifest/manifest-news.ts';
import type { Plan } from '../manifest/plan.ts';
import { currentMounts, isWithin, type Mount, mountBehind } from '../vfs/mounts.ts';
import { Disk } from './disk.ts';
import type { Jobs } from './jobs.ts';

/** The disks that are used, each from its first use on. */
export class Disks implements Disposable {
  readonly #disks = new Map<string, Disk>();
  #closed = false;

  readonly #limitMs: number;

  /** @param limitMs for which an answer is waited for */
  constructor(limitMs = DISK_LIMIT_MS) {
    this.#limitMs = limitMs;
  }

  /** The disk behind a path. */
  async of(path: string): Promise<Disk> {
    const place = resolve(path);
    return this.#disk(await mountBehind(place, currentMounts()));
  }

  /** Has a job done by the disk of its path, which is its first argument. @throws SysError as `Disk.ask` */
  async ask<K extends 'paths' | 'stamp'>(job: K, ...args: Parameters<Jobs[K]>): Promise<Awaited<ReturnType<Jobs[K]>>> {
    return await (await this.of(args[0])).ask(job, args, this.#limitMs);
  }

  /**
   * Resolves once the disks of paths answer, at once where they cannot hang: what is done right after that is not delayed, unless a disk
   * hangs at that very moment. @throws SysError ETIMEDOUT
   */
  async answer(paths: Iterable<string>, limitMs = this.#limitMs): Promise<void> {
    const mounts = currentMounts();
    if (!mounts.some(({ mayHang }) => mayHang)) return;
    for (const path of paths) {
      const mount = await mountBehind(resolve(path), mounts);
      if (mount?.mayHang === true) await this.#disk(mount).ask('stamp', [path], limitMs);
    }
  }

  /** Looks at what a manifest and its modules are now: they can lie on several disks. @throws SysError ETIMEDOUT */
  manifestNews(running: Plan): Promise<ManifestNews | undefined> {
    const mayHang = currentMounts().some((mount) => mount.mayHang);
    const disk = this.#disk({ device: 'manifest', at: running.file, mayHang });
    return disk.ask('manifestNews', [running], this.#limitMs);
  }

  /** Whether a call on a path may wait for ever. */
  async mayHang(path: string): Promise<boolean> {
    return (await mountBehind(resolve(path), currentMounts()))?.mayHang ?? false;
  }

  /**
   * The disk for a path or a pattern that is followed. Its folder is watched, and the one above: where a mount that may hang is seen from there,
   * all is followed as if it lay on that.
   */
  async forFollowing(word: string): Promise<Disk> {
    const path = resolve(word);
    const mounts = currentMounts();
    const disk = await mountBehind(path, mounts);
    if (disk?.mayHang === true) return this.#disk(disk);
    return this.#disk(mounts.find((mount) => mount.mayHang && isSeen(mount.at, path)) ?? disk);
  }

  /** Waits for none of them. */
  [Symbol.dispose](): void {
    this.#closed = true;
    for (const disk of this.#disks.values()) disk.close();
    this.#disks.clear();
  }

  #disk({ device, at, mayHang }: Mount = { device: '', at: '/', mayHang: false }): Disk {
    const known = this.#disks.get(device);
    if (known !== undefined && !known.hasEnded) return known;
    const disk = new Disk(at, mayHang);
    if (this.#closed) disk.close();
    else this.#disks.set(device, disk);
    return disk;
  }
}

/** Whether a look for a path, or a watch of its folder, meets a mount. */
function isSeen(at: string, path: string): boolean {
  if (isPattern(path)) {
    const names = path.split('/');
    const folder = names.slice(0, names.findIndex(isPattern)).join('/') || '/';
    if (isWithin(at, folder)) return true;
  }
  const folder = dirname(path);
  return [folder, dirname(folder)].includes(dirname(at));
}
