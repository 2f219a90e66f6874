import { MAX_HEAP_BYTES, type TaskLimits } from '../base/limits.ts';
import { describeReason, type LimitName, type Reason } from '../base/reason.ts';
import { formatBytes, formatCount } from '../monitor/draw/format.ts';

/** Signals of a terminal: whoever sent them knows, and a shell says nothing either. */
const QUIET = [1, 2, 13];

/**
 * Why a program ended that did not end by itself, and what to do next, as lines for stderr; none where there is nothing to say.
 * @param label what the program is called
 * @param limits that it had
 */
export function whyEnded(label: string, reason: Reason, limits: TaskLimits): string[] {
  if (reason.kind === 'exit' || (reason.kind === 'signal' && QUIET.includes(reason.signal))) return [];
  const stack = reason.kind === 'trap' ? reason.stack.map((frame) => `    at ${frame}`) : [];
  const next = reason.kind === 'limit' ? nextStep(reason.limit, limits) : '';
  const why = reason.kind === 'internal' ? describeReason(reason).split('\n') : [describeReason(reason)];
  return [`wasitop: ${label}: ${why[0]}${next}`, ...why.slice(1), ...stack];
}

/** Limits that an option raises. */
function nextStep(limit: LimitName, { wallMs, cpuMs, fuel, memory }: TaskLimits): string {
  switch (limit) {
    case 'wall':
      return `: it ran for ${formatSpan(wallMs)}; --timeout gives it more`;
    case 'cpu':
      return `: it computed for ${formatSpan(cpuMs)}; --cpu-time gives it more`;
    case 'fuel':
      return `: it took ${formatCount(fuel)} units; --fuel gives it more`;
    case 'heap':
      return heapIsFull(memory);
    case 'memory':
      return `: it asked for more than ${formatBytes(memory)}; --memory gives it more, --memory-policy deny lets it go on without`;
    default:
      return '';
  }
}

/** The heap has a limit of its own, which only a lower limit of memory changes. */
function heapIsFull(memory: number): string {
  const isLowered = memory > 0 && memory < MAX_HEAP_BYTES;
  const most = formatBytes(isLowered ? memory : MAX_HEAP_BYTES);
  return `: its objects, arrays and exceptions took more than ${most}; ${isLowered ? '--memory gives it more' : 'no option gives it more'}`;
}

/** Milliseconds as `--timeout` reads them. */
function formatSpan(ms: number): string {
  return ms < 1_000 ? `${ms}ms` : `${ms / 1_000}s`;
}
