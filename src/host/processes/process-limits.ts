/** A line of /proc/N/limits: `unlimited` or a number. */
export interface ProcessLimit {
  /** Without `Max`: `open files`. */
  readonly name: string;
  readonly soft: string;
  readonly hard: string;
  /** `bytes`, `files`, `seconds` ...; empty for priorities. */
  readonly unit: string;
}

/** Lines `Max open files   1024   524288   files`, after a heading. */
export function parseProcessLimits(text: string): readonly ProcessLimit[] {
  const lines = text.matchAll(/^Max (.+?) {2,}(\S+) +(\S+) *(\S*) *$/gm);
  return [...lines].map(([, name = '', soft = '', hard = '', unit = '']) => ({ name, soft, hard, unit }));
}
