import type { FileDescription } from '../../cpu/messages.ts';
import type { TaskEvent } from '../../kernel/event-history.ts';
import type { Task } from '../../kernel/task.ts';
import { hasEnded } from '../../kernel/task-state.ts';
import type { MountDescription, TaskDetails } from '../../monitor/data/details.ts';
import type { FileServer } from '../../vfs/file-server.ts';

/** A task as the details show it; files and events come from elsewhere. */
export function detailsOf(
  task: Task,
  files: readonly FileDescription[],
  events: readonly TaskEvent[],
  now: number,
): TaskDetails {
  const { pid, startedAt, spec, slot, state, limits, hash } = task;
  const endedAt = hasEnded(state) ? state.endedAt : undefined;
  return {
    pid,
    startedAt,
    endedAt,
    module: typeof spec.module === 'string' ? spec.module : `${spec.module.length} bytes`,
    hash,
    isolation: spec.isolation ?? 'shared',
    engine: spec.engine ?? 'native',
    env: spec.env ?? [],
    stack: hasEnded(state) && state.reason.kind === 'trap' ? state.reason.stack : [],
    limits,
    used: {
      memory: slot.get('memory'),
      fuel: slot.get('fuel'),
      wallMs: state.phase === 'created' ? 0 : (endedAt ?? now) - task.wallStart,
      cpuMs: slot.get('cpuTime') / 1e6,
      files: slot.get('files'),
      children: [...task.children].filter((child) => !hasEnded(child.state)).length,
      logRate: 0,
    },
    memoryPeak: slot.get('memoryPeak'),
    counters: {
      bytesRead: slot.get('bytesRead'),
      bytesWritten: slot.get('bytesWritten'),
      reads: slot.get('reads'),
      writes: slot.get('writes'),
      calls: slot.get('calls'),
      switches: slot.get('switches'),
    },
    mounts: mountsOf(task),
    files,
    events,
  };
}

function mountsOf({ namespace }: Task): MountDescription[] {
  return namespace.mounts.map(({ at, layers }) => ({
    at,
    layers: layers.map(({ server, root, readOnly, create }) => ({
      source: `${sourceOf(server)}${root === '' ? '' : ` at /${root}`}`,
      readOnly,
      create,
    })),
  }));
}

/** A person may see where on the host a directory is; a guest never does. */
function sourceOf({ spec }: FileServer): string {
  return spec.kind === 'host' ? `host ${spec.directory}` : spec.kind;
}
