/** Text as roff prints it, letter for letter: nothing in it is a request, a hyphen can be copied, quotes stay straight. */
export function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('"', '\\(dq')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replace(/^\./gm, '\\&.');
}

/** What is typed as it stands. */
export function bold(text: string): string {
  return `\\fB${escaped(text)}\\fR`;
}

/** What something else is put for. */
export function italic(text: string): string {
  return `\\fI${escaped(text)}\\fR`;
}

/** A macro with its arguments, each in quotes. */
export function macro(name: string, ...args: readonly string[]): string {
  return [`.${name}`, ...args.map((arg) => `"${escaped(arg)}"`)].join(' ');
}

/** A word or two, and below what they mean. @param term is roff already */
export function item(term: string, meaning: string): string[] {
  return ['.TP', term, escaped(meaning)];
}

/** Lines as they stand. */
export function literal(text: string): string[] {
  return ['.nf', '.RS 4', ...text.split('\n').map(escaped), '.RE', '.fi'];
}

/** A page: its heading and its lines, without a date, so that it changes with what it says alone. */
export function page(name: string, section: number, version: string, lines: readonly string[]): string {
  const heading = macro('TH', name.toUpperCase(), String(section), '', `wasitop ${version}`, 'wasitop manual');
  return [`.\\" Made by: npm run manpages`, heading, ...lines, ''].join('\n');
}
