import type { Row, Tab } from '../data/row.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { CpuOf } from '../draw/header-view.ts';

/** How a table is written where nobody draws it. */
export type BatchFormat = 'text' | 'json' | 'csv';

/** A table to be written. */
export interface BatchTable {
  readonly snapshot: Snapshot;
  readonly tab: Tab;
  /** In their order. */
  readonly rows: readonly Row[];
  /** Ids of columns; of JSON and CSV undefined is all that there is. */
  readonly columns: readonly string[] | undefined;
  readonly cpuOf: CpuOf;
  /** Nothing was written before it: what is written once comes first. */
  readonly isFirst: boolean;
}
