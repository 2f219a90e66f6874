import { writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { type ConfigChanges, saveConfig } from '../config/save-config.ts';
import type { Keeper } from '../monitor/state/controller.ts';
import type { Settings } from '../monitor/state/settings.ts';
import type { Tables } from '../monitor/state/table-state.ts';
import { hostError } from '../vfs/host-error.ts';
import { changesOf, KNOWN_COLUMNS } from './screen-config.ts';

/** Keeps what is chosen on the screen in the configuration, and writes tables to files. */
export class ScreenKeeper implements Keeper {
  readonly #path: string;
  readonly #mouse: boolean | undefined;
  #kept: ConfigChanges | undefined;

  /**
   * @param path of the configuration
   * @param mouse as the command line wants it: that is not for the configuration
   */
  constructor(path: string, mouse: boolean | undefined) {
    this.#path = path;
    this.#mouse = mouse;
  }

  async save(settings: Settings, tables: Tables): Promise<string> {
    const { 'screen.mouse': mouse, ...others } = changesOf(settings, tables);
    const changes = mouse === undefined || mouse === this.#mouse ? others : { ...others, 'screen.mouse': mouse };
    saveConfig(this.#path, changes, KNOWN_COLUMNS);
    this.#kept = changesOf(settings, tables);
    return `saved in ${this.#path}`;
  }

  /** Whether that is what was saved last: the screen has it, and may have gone on since. */
  isKept(settings: Settings, tables: Tables): boolean {
    return isDeepStrictEqual(changesOf(settings, tables), this.#kept);
  }

  /** A file that is there already stays as it is. */
  async export(path: string, text: string): Promise<string> {
    try {
      await writeFile(path, text, { flag: 'wx' });
    } catch (error) {
      throw hostError(error, 'export', path);
    }
    return `written to ${path}`;
  }
}
