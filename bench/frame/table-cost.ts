import { movingTasks } from '../../test/components/fake-source.ts';
import { type KeyCost, Stage } from './stage.ts';

const TASKS = 2_000;
export const DOWN = '\u001b[B';

/** CPU milliseconds of a frame in which each row changed, and of one in which a single row did; and what scrolling the whole table costs. */
export interface TableCost {
  readonly full: number;
  readonly one: number;
  readonly down: KeyCost;
}

export async function tableCost(rounds: number): Promise<TableCost> {
  const stage = new Stage();
  const { source, rows } = stage;
  const ticks = Array.from({ length: rounds }, (_, tick) => movingTasks(rows, tick + 1));
  const changeAll = (tick: number) => source.publish(ticks[tick] ?? []);
  await stage.frames(rounds, changeAll);
  const full = await stage.frames(rounds, changeAll);

  const still = ticks.at(-1) ?? [];
  const top = still.toSorted((first, second) => second.cpu - first.cpu)[0];
  const changes = ticks.map((_, tick) => still.map((row) => (row === top ? { ...row, time: tick } : row)));
  const { time } = source.getSnapshot();
  const one = await stage.frames(rounds, (tick) => source.publish(changes[tick] ?? [], { time }));

  scroll(stage);
  const down = await stage.keys(rounds * 3, DOWN);
  await stage.close();
  return { full, one, down };
}

/** The table alone, with the selection in its last line: from there on each row of the screen changes with each key. */
export function scroll(stage: Stage): void {
  stage.source.publish(movingTasks(TASKS, 1));
  stage.press('z');
  for (let row = 0; row < stage.rows; row++) stage.press(DOWN);
}
