import { SysError } from '../base/sys-error.ts';
import type { FileServer } from '../vfs/file-server.ts';
import { Namespace } from './namespace.ts';

/** A namespace in a form that can be sent to other threads; servers stand as their ids. */
export interface NamespaceSpec {
  readonly mounts: readonly {
    readonly at: string;
    readonly layers: readonly {
      readonly server: number;
      readonly root: string;
      readonly readOnly: boolean;
      readonly create: boolean;
    }[];
  }[];
}

export function toSpec(namespace: Namespace): NamespaceSpec {
  return {
    mounts: namespace.mounts.map(({ at, layers }) => ({
      at,
      layers: layers.map(({ server, root, readOnly, create }) => ({ server: server.spec.id, root, readOnly, create })),
    })),
  };
}

/** All servers that a namespace shows, each once. */
export function serversOf(namespace: Namespace): Set<FileServer> {
  return new Set(namespace.mounts.flatMap(({ layers }) => layers.map(({ server }) => server)));
}

/** Finds a file server by its number, as a `Map` does. */
export interface ServerLookup {
  get(id: number): FileServer | undefined;
}

/** @throws SysError ENXIO for a server that this thread does not know. */
export function fromSpec(spec: NamespaceSpec, servers: ServerLookup): Namespace {
  const serverOf = (id: number): FileServer => {
    const server = servers.get(id);
    if (server === undefined) throw new SysError('ENXIO', 'namespace', String(id), 'file server not known here');
    return server;
  };
  return new Namespace(
    spec.mounts.map(({ at, layers }) => ({
      at,
      layers: layers.map((layer) => ({ ...layer, server: serverOf(layer.server) })),
    })),
  );
}
