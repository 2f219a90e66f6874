import type { FileType, Stat } from '../vfs/file-handle.ts';
import type { GuestMemory } from './guest-memory.ts';

/** preview1's numbers (witx: filetype). */
const FILETYPES: Readonly<Record<FileType, number>> = {
  unknown: 0,
  block: 1,
  char: 2,
  directory: 3,
  file: 4,
  socket: 6,
  symlink: 7,
  fifo: 0,
};

export function filetypeNumber(type: FileType): number {
  return FILETYPES[type];
}

/** How a filestat stands in memory, in one of the two ABIs. */
export interface StatLayout {
  readonly bytes: number;
  /** Writes one where the caller has checked that it fits. */
  write(memory: GuestMemory, at: number, stat: Stat): void;
}

/** preview1: dev, ino, filetype, nlink, size, atim, mtim, ctim. */
export const PREVIEW1_STAT: StatLayout = { bytes: 64, write: writeStat };

/** wasi_unstable: nlink has 32 bits and stands beside the type. */
export const UNSTABLE_STAT: StatLayout = { bytes: 56, write: writeUnstableStat };

function writeStat(memory: GuestMemory, at: number, stat: Stat): void {
  const words = [
    stat.dev,
    stat.ino,
    BigInt(filetypeNumber(stat.type)),
    stat.nlink,
    stat.size,
    stat.atim,
    stat.mtim,
    stat.ctim,
  ];
  words.forEach((word, index) => {
    memory.setU64((at >>> 0) + 8 * index, BigInt.asUintN(64, word));
  });
}

function writeUnstableStat(memory: GuestMemory, at: number, stat: Stat): void {
  const kind = BigInt(filetypeNumber(stat.type)) | (BigInt.asUintN(32, stat.nlink) << 32n);
  [stat.dev, stat.ino, kind, stat.size, stat.atim, stat.mtim, stat.ctim].forEach((word, index) => {
    memory.setU64((at >>> 0) + 8 * index, BigInt.asUintN(64, word));
  });
}
