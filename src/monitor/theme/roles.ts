/** What a piece of text may mean. */
export const ROLES = [
  'plain',
  'dim',
  'title',
  'header',
  'sorted',
  'selected',
  'selectedIdle',
  'tag',
  'selectedTag',
  'good',
  'warn',
  'bad',
  'label',
  'key',
  'command',
  'match',
  'cursor',
  'tab',
  'activeTab',
  'past',
  'pastCursor',
  'logError',
  'logWarn',
  'logInfo',
  'logDebug',
  'stamp',
  'wasitop',
  'newLines',
  'mark',
  'copied',
  'writer1',
  'writer2',
  'writer3',
  'writer4',
  'writer5',
  'writer6',
] as const;

/** What a piece of text means; how it looks is a theme's to say. */
export type Role = (typeof ROLES)[number];

/** Tell apart who wrote the lines of a log; whoever comes after the last one begins again. */
export const WRITER_ROLES = [
  'writer1',
  'writer2',
  'writer3',
  'writer4',
  'writer5',
  'writer6',
] as const satisfies Role[];
