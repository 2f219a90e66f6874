import { SysError } from '../base/sys-error.ts';

/** `${env:NAME}` or `${env:NAME|default}`; with one more dollar before it, it stands for itself. */
const REFERENCE = /\$?\$\{env:([^}]*)(\}?)/g;
const NAME = /^[A-Za-z_][A-Za-z0-9_.:-]*$/;

/**
 * Puts variables into a text. @param lookup gives a variable's value, or undefined for one that is not set
 * @throws SysError EINVAL for what is no reference, ENOENT for a variable that is not set and has no default.
 */
export function expand(text: string, lookup: (name: string) => string | undefined): string {
  return text.replace(REFERENCE, (whole, inside: string, end: string) => {
    if (whole.startsWith('$$')) return whole.slice(1);
    const bar = inside.indexOf('|');
    const [name, fallback] = bar < 0 ? [inside, undefined] : [inside.slice(0, bar), inside.slice(bar + 1)];
    if (end === '' || !NAME.test(name))
      throw new SysError('EINVAL', 'expand', whole, `a variable is \${env:NAME} or \${env:NAME|default}, not ${whole}`);
    const value = lookup(name) ?? fallback;
    if (value !== undefined) return value;
    throw new SysError(
      'ENOENT',
      'expand',
      name,
      `variable ${name} is not set; set it, or write \${env:${name}|default}`,
    );
  });
}
