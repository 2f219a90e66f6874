/** Runs tasks on a cpu whose pipes fail (`sabotaged-cpu.ts`), and says how they ended. */
import { registerHooks } from 'node:module';

const SABOTAGED = new URL('./sabotaged-cpu.ts', import.meta.url).href;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/worker-entry.ts')) return loaded;
    return { ...loaded, source: String(loaded.source).replace('../cpu/cpu-worker.ts', SABOTAGED) };
  },
});

const { TaskInput } = await import('../../src/kernel/task-input.ts');
const { TestKernel } = await import('../support/test-kernel.ts');

await using os = new TestKernel();
const neighbour = os.spawn('basic/spin');
for (let reader = 0; reader < 2; reader++) {
  const reason = await os.end(os.spawn('basic/cat', { stdio: [new TaskInput().source] }));
  console.log(reason.kind === 'internal' ? reason.message.split('\n')[0] : reason.kind);
}
console.log(neighbour.state.phase);
