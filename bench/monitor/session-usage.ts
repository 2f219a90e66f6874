import fs from 'node:fs';

/** Milliseconds of a tick of `/proc/PID/stat`: USER_HZ is 100 on every architecture that Node runs on. */
const TICK_MS = 10;
const PAGE_MB = 4_096 / 1024 ** 2;

/** What all processes of a session use: its leader, with all threads, and whatever it started. */
export interface Usage {
  /** Milliseconds of user and system time so far, with those of children that have ended. */
  readonly cpuMs: number;
  /** Megabytes. */
  readonly resident: number;
}

/** @param leader the process id of the session's leader, which a program on its own pseudo-terminal is */
export function usageOf(leader: number): Usage {
  const members = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid, fields: statOf(pid) }))
    .filter(({ fields }) => Number(fields[3]) === leader);
  return {
    cpuMs: sum(members.map(({ pid, fields }) => cpuOf(pid, fields))),
    resident: PAGE_MB * sum(members.map(({ fields }) => Number(fields[21]))),
  };
}

/** What its threads have run counts in nanoseconds, but without threads that have ended; utime and stime are cut to ticks, but whole. */
function cpuOf(pid: string, fields: readonly string[]): number {
  const [user, system, usersOfChildren, systemOfChildren] = fields
    .slice(11, 15)
    .map((ticks) => TICK_MS * Number(ticks));
  const own = Math.max((user ?? 0) + (system ?? 0), threadsOf(pid));
  return own + (usersOfChildren ?? 0) + (systemOfChildren ?? 0);
}

function threadsOf(pid: string): number {
  try {
    const threads = fs.readdirSync(`/proc/${pid}/task`);
    return (
      sum(
        threads.map((thread) =>
          Number.parseInt(fs.readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1'), 10),
        ),
      ) / 1e6
    );
  } catch {
    // A thread has ended meanwhile, or the kernel does not count: ticks are left.
    return 0;
  }
}

/** The fields of `/proc/PID/stat` after the name, of which the state is the first; none for a process that has gone. */
function statOf(pid: string): readonly string[] {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function sum(figures: readonly number[]): number {
  return figures.reduce((all, figure) => all + figure, 0);
}
