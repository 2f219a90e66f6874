/** The shortest end of each path that no other path has: `app.log`, or `a/app.log` and `b/app.log`. @param paths absolute, none twice */
export function labelsOf(paths: readonly string[]): Map<string, string> {
  const labels = new Map<string, string>();
  let left = paths.map((path) => ({ path, names: path.split('/').filter((name) => name !== '') }));
  for (let length = 1; left.length > 0; length++) {
    const byEnd = Map.groupBy(left, ({ names }) => names.slice(-length).join('/'));
    left = [];
    for (const [end, group] of byEnd)
      for (const entry of group)
        if (group.length === 1 || entry.names.length <= length)
          labels.set(entry.path, group.length === 1 ? end : entry.path);
        else left.push(entry);
  }
  return labels;
}
