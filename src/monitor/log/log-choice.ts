/** Whose lines the log pane shows. */
export type LogChoice =
  | { readonly kind: 'selected' | 'tagged' | 'all' | 'kernel' }
  /** Files of the host, by paths and globs. */
  | { readonly kind: 'files'; readonly patterns: readonly string[] };
