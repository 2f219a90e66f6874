import type { Kept } from '../kept.ts';

/** What the screen asks of whoever owns the files. */
export interface Keeper {
  /** Keeps what the setup screen changed. @returns what there is to say of it. @throws SysError */
  save(kept: Kept): Promise<string>;
  export(path: string, text: string | Iterable<string>): Promise<string>;
}
