import type { Action } from './action.ts';

/** What counts in the details alone. */
export const DETAILS: readonly Action[] = [
  { id: 'back', keys: ['enter'], where: 'details', footer: 'Back', help: 'back to the table' },
  { id: 'last', keys: ['G', 'end'], where: 'details', help: 'to the end' },
];
