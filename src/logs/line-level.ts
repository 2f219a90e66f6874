export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];
export function lineLevel(text: string): Level | undefined {
  return /\berror\b/i.test(text) ? 'error' : /\bwarn/i.test(text) ? 'warn' : undefined;
}
