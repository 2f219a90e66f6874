import { statSync } from 'node:fs';
import { peekText, undefinedIfRefused, zeroEnded } from './proc-file.ts';
import type { ProcMount } from './proc-mount.ts';
import { type ProcessGroup, parseProcessGroup } from './process-group.ts';

/** What of a process hardly ever changes, and is read rarely. */
export interface ProcessFacts {
  readonly args: readonly string[];
  readonly uid: number;
  readonly user: string;
  readonly group: ProcessGroup;
}

/** Those of a process of which nothing but its stat file was read yet. */
export const NOT_READ: ProcessFacts = { args: [], uid: 0, user: '', group: { cgroup: '', container: '' } };

/**
 * @param directory of the process
 * @param state of the process: in D a call of it may hold the lock of its memory for ever, on a disk that hangs, and its arguments lie there
 * @param before what is known: where that is still true, the very same object comes back
 */
export function readFacts(proc: ProcMount, directory: string, state: string, before?: ProcessFacts): ProcessFacts {
  const uid = ownerOf(directory) ?? before?.uid ?? 0;
  const facts = {
    args: state === 'D' ? (before?.args ?? []) : zeroEnded(peekText(`${directory}/cmdline`) ?? ''),
    uid,
    user: proc.users.get(uid),
    group: parseProcessGroup(peekText(`${directory}/cgroup`) ?? ''),
  };
  return before !== undefined && equal(before, facts) ? before : facts;
}

/** The directory belongs to the effective user; its files do not always (proc(5), ptrace). */
function ownerOf(directory: string): number | undefined {
  return undefinedIfRefused(() => statSync(directory, { throwIfNoEntry: false })?.uid);
}

function equal(one: ProcessFacts, other: ProcessFacts): boolean {
  return (
    one.uid === other.uid &&
    one.user === other.user &&
    one.group.cgroup === other.group.cgroup &&
    one.args.length === other.args.length &&
    one.args.every((arg, index) => arg === other.args[index])
  );
}
