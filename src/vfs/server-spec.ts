/** A file server in a form that can be sent to other threads. `id` is unique in its kernel; `name` is what guests may see. */
export type ServerSpec =
  | {
      readonly kind: 'host';
      readonly id: number;
      readonly name: string;
      readonly directory: string;
      /** Leads other threads to the very directory that the first one opened, whatever has its path by then; as long as that is open. */
      readonly pinned?: string;
    }
  | {
      readonly kind: 'ram';
      readonly id: number;
      readonly name: string;
      /** The private directory on the host that holds it. */
      readonly directory: string;
      /** What it holds, and the most that it may: see `Space`. */
      readonly space: SharedArrayBuffer;
      /** The inodes that are in use: see `InodeTable`. */
      readonly inodes: SharedArrayBuffer;
    }
  | { readonly kind: 'dev'; readonly id: number; readonly name: string }
  /** Served by the kernel; a cpu reaches it by message. */
  | { readonly kind: 'task'; readonly id: number; readonly name: string };
