import { setTimeout as delay } from 'node:timers/promises';
import type { StdioSpec } from '../src/cpu/messages.ts';
import type { TaskSpec } from '../src/kernel/task.ts';
import { hasEnded } from '../src/kernel/task-state.ts';
import { makePipe } from '../src/vfs/pipe.ts';
import { TestKernel } from '../test/support/test-kernel.ts';

/** A guest that asks for too much. */
interface Flood {
  readonly guest: string;
  readonly spec: Partial<TaskSpec>;
}

const GIB = 1024 ** 3;
const LOG: StdioSpec = { kind: 'log', stream: 2 };
const floodOf = (what: string): Flood => ({ guest: 'hostile/flood', spec: { args: [what], limits: { memory: GIB } } });

/** Two tasks, each of which waits until the other takes something. */
function deadlock(): Flood[] {
  const [there, back] = [makePipe(), makePipe()];
  const task = (input: typeof there, output: typeof there): Flood => {
    const stdio: StdioSpec[] = [
      { kind: 'pipe', pipe: input, end: 'read' },
      { kind: 'pipe', pipe: output, end: 'write' },
      LOG,
    ];
    return { guest: 'hostile/flood', spec: { args: ['deadlock'], stdio } };
  };
  return [task(there, back), task(back, there)];
}

/** All floods by name, as the tasks that make them. */
export const FLOODS: Readonly<Record<string, () => readonly Flood[]>> = {
  'nothing but a loop': () => [{ guest: 'basic/spin', spec: {} }],
  recursion: () => [{ guest: 'basic/spin-fib', spec: {} }],
  'calls through a table': () => [{ guest: 'basic/spin-indirect', spec: {} }],
  'a start function': () => [{ guest: 'basic/start-loop', spec: {} }],
  ...Object.fromEntries(
    ['lines', 'bytes', 'files', 'memory', 'timers', 'wishes', 'zeros', 'random', 'paths', 'yields'].map((what) => [
      what,
      () => [floodOf(what)],
    ]),
  ),
  'a deadlock of pipes': deadlock,
};

/** What an observer saw of a flood. */
export interface FloodResult {
  /** The observer's part of the CPU time that both took: half is its right, where the other wants as much. */
  readonly share: number;
  /** Pictures of the screen that could be drawn, a second. */
  readonly frames: number;
  /** The longest time between two of them, in milliseconds. */
  readonly slowest: number;
  /** How long it took to kill the flood, in milliseconds. */
  readonly kill: number;
  /** Floods that ended by themselves. */
  readonly ended: number;
}

/** A frame is due every so many milliseconds. */
const FRAME_MS = 100;

/** Lets a flood and a plain task share one cpu until both together have had so many milliseconds of CPU time. */
export async function observe(floods: readonly Flood[], milliseconds: number): Promise<FloodResult> {
  await using os = new TestKernel();
  const observer = os.spawn('basic/spin');
  await os.running(observer);
  const tasks = floods.map(({ guest, spec }) => os.spawn(guest, spec));
  await Promise.all(tasks.map((task) => os.until(() => task.slot.get('switches') > 0 || hasEnded(task.state))));
  const used = () => ({
    own: observer.slot.get('cpuTime'),
    theirs: tasks.reduce((sum, { slot }) => sum + slot.get('cpuTime'), 0),
  });
  const [before, start] = [used(), performance.now()];
  let [frames, slowest, last] = [0, 0, start];
  const had = () => (used().own + used().theirs - before.own - before.theirs) / 1e6;
  while (had() < milliseconds) {
    await delay(FRAME_MS);
    const now = performance.now();
    frames++;
    slowest = Math.max(slowest, now - last);
    last = now;
  }
  const after = used();
  const [own, theirs] = [after.own - before.own, after.theirs - before.theirs];
  const ended = tasks.filter(({ state }) => hasEnded(state)).length;
  const asked = performance.now();
  for (const task of tasks) if (!hasEnded(task.state)) os.kernel.signal(task.pid, 'KILL');
  await Promise.all(tasks.map((task) => os.end(task)));
  const kill = performance.now() - asked;
  return { share: own / (own + theirs), frames: (frames / (last - start)) * 1_000, slowest, kill, ended };
}
