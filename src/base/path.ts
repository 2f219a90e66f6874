/** Namespace paths: absolute, `/` between names, no `.`, `..` or empty names, no slash at the end but in `/` itself. */

/** The names of an absolute or relative path, with empty ones and `.` left out. */
export function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** Makes an absolute path of names. */
export function absolute(names: readonly string[]): string {
  return `/${names.join('/')}`;
}

/** Resolves `path` against the absolute `base` by its words alone: `..` takes a name away, and stops at the root. */
export function resolvePath(base: string, path: string): string {
  const names: string[] = [];
  for (const name of namesOf(path.startsWith('/') ? path : `${base}/${path}`)) {
    if (name === '..') names.pop();
    else names.push(name);
  }
  return absolute(names);
}

/** Whether `path` is `above` or lies below it; by whole names, never by letters. */
export function isWithin(path: string, above: string): boolean {
  if (above === '/') return true;
  return path.startsWith(above) && (path.length === above.length || path[above.length] === '/');
}

/** What is left of `path` below `above`: '' for `above` itself. */
export function below(path: string, above: string): string {
  return above === '/' ? path.slice(1) : path.slice(above.length + 1);
}

/** Joins two relative paths, either of which may be ''. */
export function join(first: string, second: string): string {
  if (first === '') return second;
  return second === '' ? first : `${first}/${second}`;
}
