export function continues(text: string, _previous: string): boolean {
  return /^\s/.test(text);
}
