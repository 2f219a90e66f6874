import { expect, test } from 'vitest';
import { Random } from '../../fuzz/random.ts';
import { TimerHeap } from '../../src/cpu/timer-heap.ts';

test('deadlines come in order, whichever were cancelled and whenever', () => {
  const random = new Random(7);
  const heap = new TimerHeap();
  const open = new Map<number, () => void>();
  const fired: number[] = [];
  let now = 0;
  for (let step = 0; step < 20_000; step++) {
    if (random.once(50)) {
      now += random.below(200);
      const due = [...open.keys()].filter((at) => at <= now).sort((a, b) => a - b);
      fired.length = 0;
      heap.fire(now);
      expect(fired).toEqual(due);
      for (const at of due) open.delete(at);
    } else if (open.size > 0 && random.once(2)) {
      const at = random.pick([...open.keys()]);
      open.get(at)?.();
      // Once more does nothing.
      open.get(at)?.();
      open.delete(at);
    } else {
      const at = now + 1 + random.below(1_000) + step / 100_000;
      open.set(
        at,
        heap.add(at, () => void fired.push(at)),
      );
    }
    expect(heap.next()).toBe(Math.min(...open.keys(), Number.POSITIVE_INFINITY));
  }
});
