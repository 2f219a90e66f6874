import { MAX_LOADED_BYTES, MAX_LOADED_MODULES } from '../base/limits.ts';
import type { LoadedModule } from './load-module.ts';

interface Kept {
  readonly loading: Promise<LoadedModule>;
  loaded: LoadedModule | undefined;
}

/** Modules that were loaded, by a name, for the next task with the same. Past a number or a size of all, the oldest is forgotten. */
export class RecentModules {
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  find(name: string): Promise<LoadedModule> | undefined {
    return this.#kept.get(name)?.loading;
  }

  /** A module that needs no waiting. */
  findLoaded(name: string): LoadedModule | undefined {
    return this.#kept.get(name)?.loaded;
  }

  /** Keeps a module while it is loaded and afterwards. A failure is not kept: the reason may be gone the next time. */
  add(name: string, loading: Promise<LoadedModule>): Promise<LoadedModule> {
    const kept: Kept = { loading, loaded: undefined };
    this.#kept.set(name, kept);
    loading.then(
      (loaded) => this.#count(name, kept, loaded),
      () => this.#forget(name, kept),
    );
    this.#makeRoom();
    return loading;
  }

  #count(name: string, kept: Kept, loaded: LoadedModule): void {
    if (this.#kept.get(name) !== kept) return;
    kept.loaded = loaded;
    this.#bytes += loaded.size;
    this.#makeRoom();
  }

  /** The newest stays, however large it is. */
  #makeRoom(): void {
    for (const [name, kept] of this.#kept) {
      const fits = this.#kept.size <= MAX_LOADED_MODULES && this.#bytes <= MAX_LOADED_BYTES;
      if (fits || this.#kept.size === 1) return;
      this.#forget(name, kept);
    }
  }

  #forget(name: string, kept: Kept): void {
    if (this.#kept.get(name) !== kept) return;
    this.#kept.delete(name);
    this.#bytes -= kept.loaded?.size ?? 0;
  }
}
