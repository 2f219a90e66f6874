import { describeReason } from '../../base/reason.ts';
import { RUN } from '../../base/stat-page.ts';
import type { Task } from '../../kernel/task.ts';
import { hasEnded } from '../../kernel/task-state.ts';
import type { TaskSample } from '../../monitor/data/sampler.ts';
import type { StateLetter } from '../../monitor/data/snapshot.ts';
import { WAITS } from '../../wasi/outcome.ts';

/** A task's counters at this moment, from the stat page: no message is sent for them. */
export function sampleOf(task: Task): TaskSample {
  const { slot, state } = task;
  const letter = letterOf(task);
  return {
    pid: task.pid,
    parent: task.parent,
    name: task.name,
    args: task.args.slice(1),
    level: task.level,
    phase: state.phase,
    state: letter,
    waitsFor: letter === 'S' ? (WAITS[slot.word('wait')] ?? '') : '',
    cpuIndex: task.cpuIndex,
    cpuTime: slot.get('cpuTime'),
    memory: slot.get('memory'),
    memoryPeak: slot.get('memoryPeak'),
    memoryLimit: task.limits.memory,
    bytesRead: slot.get('bytesRead'),
    bytesWritten: slot.get('bytesWritten'),
    calls: slot.get('calls'),
    fuel: slot.get('fuel'),
    startedAt: task.startedAt,
    reason: hasEnded(state) ? describeReason(state.reason) : undefined,
  };
}

function letterOf({ state, slot }: Task): StateLetter {
  if (hasEnded(state)) return 'Z';
  if (state.phase === 'created' || state.phase === 'starting') return 'N';
  const run = slot.word('run');
  if (run === RUN.stopped) return 'T';
  return run === RUN.sleeping ? 'S' : 'R';
}
