import type { MemFS } from '@wasmer/wasi';
import type { Image } from './image.ts';

interface Entry {
  readonly path: string;
  readonly metadata: { readonly filetype: { readonly dir: boolean } };
}

/** Puts a copy into the engine's own file system. */
export function fill(memory: MemFS, image: Image): void {
  for (const path of image.directories) if (path !== '/') memory.createDir(path);
  for (const [path, { bytes }] of image.files) {
    const file = memory.open(path, { read: true, write: true, create: true });
    file.write(bytes);
    file.flush();
    file.free();
  }
}

/** What is in it now. */
export interface Contents {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Parents before what is in them. */
  readonly directories: ReadonlySet<string>;
}

export function read(memory: MemFS): Contents {
  const files = new Map<string, Uint8Array>();
  const directories = new Set(['/']);
  const visit = (directory: string): void => {
    for (const { path, metadata } of memory.readDir(directory) as Entry[]) {
      if (metadata.filetype.dir) {
        directories.add(path);
        visit(path);
      } else files.set(path, contentOf(memory, path));
    }
  };
  visit('/');
  return { files, directories };
}

function contentOf(memory: MemFS, path: string): Uint8Array {
  const file = memory.open(path, { read: true });
  try {
    return file.read();
  } finally {
    file.free();
  }
}
