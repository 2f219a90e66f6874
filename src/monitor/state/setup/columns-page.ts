import type { Tab } from '../../data/row.ts';
import { COLUMNS, findColumn } from '../../table/columns.ts';
import type { ScreenState } from '../screen-state.ts';
import type { TableState } from '../table/table-state.ts';
import { exchanged } from './exchanged.ts';
import type { SetupPage } from './setup-page.ts';

const LEAST_WIDTH = 1;
const MOST_WIDTH = 200;

/** Which columns a table has, in which order, and how wide. */
export function columnsPage(tab: Tab, title: string): SetupPage {
  const shownIn = (state: ScreenState) => state.tables[tab].columns;
  const others = (state: ScreenState) => COLUMNS[tab].map(({ id }) => id).filter((id) => !shownIn(state).includes(id));
  const become = (state: ScreenState, change: Partial<Pick<TableState, 'columns' | 'widths'>>): ScreenState => ({
    ...state,
    tables: { ...state.tables, [tab]: { ...state.tables[tab], ...change } },
  });
  return {
    title,
    hint: 'Space shows or hides   [ ] moves   < > narrower, wider',
    items: (state) => {
      const shown = shownIn(state);
      const { widths } = state.tables[tab];
      return [...shown, ...others(state)].map((id, index) => {
        const column = findColumn(tab, id);
        const own = column?.width === 0 ? 'what is left' : String(column?.width ?? '');
        const text = `${(column?.title ?? id).padEnd(12)} ${column?.note ?? ''}`;
        return { on: index < shown.length, text, value: String(widths[id] ?? own) };
      });
    },
    toggle: (state, item) => {
      const shown = shownIn(state);
      if (item < shown.length)
        return shown.length === 1 ? state : become(state, { columns: shown.filter((_, index) => index !== item) });
      const added = others(state)[item - shown.length];
      if (added === undefined) return state;
      // The one that takes what is left stays the last.
      const last = shown.findLastIndex((id) => findColumn(tab, id)?.width === 0);
      const at = last === shown.length - 1 && last >= 0 ? last : shown.length;
      return become(state, { columns: shown.toSpliced(at, 0, added) });
    },
    move: (state, item, step) => {
      const columns = exchanged(shownIn(state), item, item + step);
      return columns && become(state, { columns });
    },
    adjust: (state, item, step) => {
      const id = [...shownIn(state), ...others(state)][item] ?? '';
      const column = findColumn(tab, id);
      if (column === undefined || column.width === 0) return state;
      const { widths } = state.tables[tab];
      const width = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, (widths[id] ?? column.width) + step));
      return become(state, { widths: { ...widths, [id]: width } });
    },
  };
}
