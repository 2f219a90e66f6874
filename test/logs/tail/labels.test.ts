import { expect, test } from 'vitest';
import { labelsOf } from '../../../src/logs/tail/labels.ts';

test.for<[string[], string[]]>([
  [['/var/log/app.log'], ['app.log']],
  [
    ['/a/app.log', '/b/app.log', '/b/db.log'],
    ['a/app.log', 'b/app.log', 'db.log'],
  ],
  [
    ['/x/a/app.log', '/y/a/app.log', '/y/b/app.log'],
    ['x/a/app.log', 'y/a/app.log', 'b/app.log'],
  ],
  [
    ['/app.log', '/a/app.log'],
    ['/app.log', 'a/app.log'],
  ],
  [[], []],
])('%j', ([paths, labels]) => {
  expect(paths.map((path) => labelsOf(paths).get(path))).toEqual(labels);
});
