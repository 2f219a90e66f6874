import { ThemeShelf } from '../../src/monitor/theme/theme-shelf.ts';
import { movingTasks } from '../../test/components/fake-source.ts';
import { type KeyCost, Stage } from './stage.ts';
import { DOWN, scroll } from './table-cost.ts';

/** CPU milliseconds of a frame in which each row changed, in true colour, and what scrolling the whole table costs. */
export interface ThemeCost {
  readonly full: number;
  readonly down: KeyCost;
}

/** Every theme that there is, by its name. @param folder of those that are files */
export async function themeCosts(rounds: number, folder: string): Promise<Record<string, ThemeCost>> {
  const shelf = new ThemeShelf(folder);
  const stage = new Stage();
  const { source, rows } = stage;
  const ticks = Array.from({ length: rounds }, (_, tick) => movingTasks(rows, tick + 1));
  const changeAll = (tick: number) => source.publish(ticks[tick % rounds] ?? []);
  await stage.frames(2 * rounds, changeAll);
  const costs: Record<string, ThemeCost> = {};
  for (const name of shelf.names) {
    stage.theme = shelf.theme(name, 'truecolor', true);
    // The first frame in other colours is drawn whole.
    await stage.frames(1, changeAll);
    const full = await stage.frames(rounds, changeAll);
    scroll(stage);
    await stage.keys(1, DOWN);
    costs[name] = { full, down: await stage.keys(2 * rounds, DOWN) };
    unscroll(stage);
  }
  await stage.close();
  return costs;
}

/** All panes again, and the selection in the first line. */
function unscroll(stage: Stage): void {
  stage.press('z');
  stage.press('g');
}
