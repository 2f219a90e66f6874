import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KEEP_LIMIT_MS } from '../base/limits.ts';
import { homeFolder } from '../config/home-folder.ts';
import { type ConfigChanges, saveConfig } from '../config/save-config.ts';
import type { Disks } from '../disk/disks.ts';
import type { Keeper } from '../monitor/state/effects/keeper.ts';
import type { Kept } from '../monitor/state/kept.ts';
import { hostError } from '../vfs/host-error.ts';
import { changesOf, KNOWN_NAMES } from './screen-config.ts';

/** Keeps what is chosen on the screen in the configuration, and writes tables to files. */
export class ScreenKeeper implements Keeper {
  readonly #path: string;
  readonly #mouse: boolean | undefined;
  readonly #disks: Disks;
  #kept: Kept;

  /**
   * @param path of the configuration
   * @param kept as the configuration has it
   * @param mouse as the command line wants it: that is not for the configuration
   */
  constructor(path: string, kept: Kept, mouse: boolean | undefined, disks: Disks) {
    this.#path = path;
    this.#disks = disks;
    this.#kept = kept;
    this.#mouse = mouse;
  }

  /** As the configuration has it, or had it when it was looked at last. */
  get kept(): Kept {
    return this.#kept;
  }

  /** The configuration was changed by somebody else. */
  follow(kept: Kept): void {
    this.#kept = kept;
  }

  /** Sets what is not as it was; all else in the file stays. */
  async save(kept: Kept): Promise<string> {
    const changes = this.#withoutMouse(changesOf(this.#kept, kept));
    if (Object.keys(changes).length === 0) return 'all is as it was';
    await this.#disks.answer([this.#path], KEEP_LIMIT_MS);
    saveConfig(this.#path, changes, KNOWN_NAMES);
    this.#kept = kept;
    return `saved in ${this.#path}`;
  }

  #withoutMouse(changes: ConfigChanges): ConfigChanges {
    const { 'screen.mouse': mouse, ...others } = changes;
    return mouse === undefined || mouse === this.#mouse ? others : { ...others, 'screen.mouse': mouse };
  }

  /** A file that is there already stays as it is; of one that cannot be written to its end nothing is left. */
  async export(path: string, text: string | Iterable<string>): Promise<string> {
    const place = path.replace(/^~(?=\/)/, () => homeFolder(process.env));
    await this.#disks.answer([dirname(place)]);
    try {
      await using file = await open(place, 'wx');
      await written(file, place, text);
    } catch (error) {
      throw hostError(error, 'export', path);
    }
    return `written to ${path}`;
  }
}

async function written(file: FileHandle, path: string, text: string | Iterable<string>): Promise<void> {
  try {
    await file.writeFile(text);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
