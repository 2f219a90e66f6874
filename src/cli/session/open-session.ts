import { SysError } from '../../base/sys-error.ts';
import type { Plan } from '../../manifest/plan.ts';
import { complain } from '../print.ts';
import { Session, type SessionOptions } from './session.ts';
import type { Program } from './task-starter.ts';

/** A session with modules and the entries of a plan running; undefined, with a word on stderr, where one cannot be started. */
export function openSession(programs: readonly Program[], plan?: Plan, options?: SessionOptions): Session | undefined {
  const session = new Session(plan, options);
  try {
    for (const program of programs) session.start(program);
    session.startBackground();
    return session;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    complain(`wasitop: ${error.message}`);
    return undefined;
  }
}
