import type { Reason } from '../base/reason.ts';

/** Statuses and what they mean, as help, man pages and docs/exit-status.md have them. */
export const EXIT_STATUSES: readonly (readonly [status: string, meaning: string])[] = [
  ['0', 'all went well'],
  ['1', 'wasitop could not do what was asked: no terminal, a configuration that is wrong, a problem that doctor found'],
  ['2', 'the command line or the manifest is wrong, or asks for what is not there, such as a directory'],
  ['70', 'a fault of wasitop itself; standard error says what to report'],
  ['74', 'standard output could not be written, as on a full disk'],
  ['128+n', 'signal n ended it, or wasitop: 129 for HUP, 130 for INT, 143 for TERM'],
];

/** Those of `wasitop run` alone. */
export const RUN_STATUSES: typeof EXIT_STATUSES = [
  ['0-255', "the program's own, whatever it is"],
  ['124', 'a limit of time ended it: --timeout or --cpu-time'],
  ['126', 'it is there, and no module that can be run'],
  ['127', 'there is no such file, or no such command in the manifest'],
  ['134', 'a trap ended it'],
  ['137', "its fuel was used up, its limit in V8's heap, or its memory under --memory-policy kill"],
];

/** The status that a process exits with for the end of the one task that it ran. */
export function exitStatus(reason: Reason): number {
  switch (reason.kind) {
    case 'exit':
      return reason.code & 0xff;
    case 'signal':
      return 128 + reason.signal;
    case 'trap':
      return 134;
    case 'limit':
      return reason.limit === 'wall' || reason.limit === 'cpu' ? 124 : 137;
    case 'load':
      // The command line asks for an address or an argument that cannot be given.
      if (['EADDRINUSE', 'EADDRNOTAVAIL', 'EINVAL'].includes(reason.code)) return 2;
      return reason.code === 'ENOENT' || reason.code === 'ENOTDIR' ? 127 : 126;
    case 'internal':
      return 70;
  }
}
