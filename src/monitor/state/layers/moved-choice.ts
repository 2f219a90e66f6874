/** Moves a choice among `count`; undefined for a key that does not. */
export function movedChoice(choice: number, count: number, key: string): number | undefined {
  if (key === 'up' || key === 'k' || key === 'shift-tab') return (choice + count - 1) % count;
  if (key === 'down' || key === 'j' || key === 'tab') return (choice + 1) % count;
  if (key === 'pageup') return Math.max(0, choice - 10);
  if (key === 'pagedown') return Math.min(count - 1, choice + 10);
  if (key === 'home' || key === 'g') return 0;
  return key === 'end' || key === 'G' ? count - 1 : undefined;
}
