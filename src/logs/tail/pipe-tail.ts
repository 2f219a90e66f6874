import { hostError } from '../../vfs/host-error.ts';
import { followPipe, type PipeNews } from './follow-pipe.ts';
import type { TailWriter } from './tail-writer.ts';

/** Writes what comes through one pipe. */
export class PipeTail {
  /** See `idOf`. */
  readonly id: string;
  readonly #end: () => void;

  /** @param news `failed` gets a SysError. @throws SysError where it cannot be opened */
  constructor(path: string, id: string, writer: TailWriter, news: Omit<PipeNews, 'bytes'>) {
    this.id = id;
    this.#end = followPipe(path, {
      bytes: (bytes) => writer.append(bytes, Date.now()),
      ended: news.ended,
      failed: (error) => news.failed(hostError(error, 'tail', path)),
    });
  }

  close(): void {
    this.#end();
  }
}
