import { writeFile } from 'node:fs/promises';
import { saveConfig } from '../config/save-config.ts';
import type { Keeper } from '../monitor/state/controller.ts';
import type { Settings } from '../monitor/state/settings.ts';
import type { Tables } from '../monitor/state/table-state.ts';
import { hostError } from '../vfs/host-error.ts';
import { changesOf } from './screen-config.ts';

/** Keeps what is chosen on the screen in the configuration, and writes tables to files. */
export class ScreenKeeper implements Keeper {
  readonly #path: string;

  /** @param path of the configuration */
  constructor(path: string) {
    this.#path = path;
  }

  async save(settings: Settings, tables: Tables): Promise<string> {
    saveConfig(this.#path, changesOf(settings, tables));
    return `saved in ${this.#path}`;
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
