import type { SysError } from '../base/sys-error.ts';
import { FileServer } from './file-server.ts';
import type { ServerSpec } from './server-spec.ts';

/** In the place of a server that could not be opened, such as of a directory that was removed meanwhile: every call says why. */
export class Unavailable extends FileServer {
  override readonly spec: ServerSpec;
  readonly #why: SysError;

  constructor(spec: ServerSpec, why: SysError) {
    super();
    this.spec = spec;
    this.#why = why;
  }

  override open(): never {
    throw this.#why;
  }
  override stat(): never {
    throw this.#why;
  }
  override readlink(): never {
    throw this.#why;
  }
  override makeDirectory(): never {
    throw this.#why;
  }
  override removeDirectory(): never {
    throw this.#why;
  }
  override unlink(): never {
    throw this.#why;
  }
  override symlink(): never {
    throw this.#why;
  }
  override link(): never {
    throw this.#why;
  }
  override rename(): never {
    throw this.#why;
  }
  override setTimes(): never {
    throw this.#why;
  }
}
