/** Renames, from and to, in an arena. They are made one after the other, then undone in reverse, over and over. */
export type Renames = readonly (readonly [string, string])[];

/** What somebody on the host may do to a directory while a guest walks through it. */
export const SWAPS: Readonly<Record<string, Renames>> = {
  'a directory and an absolute link': [
    ['mount/d', 'mount/aside'],
    ['mount/absolute', 'mount/d'],
  ],
  'a directory and a relative link': [
    ['mount/d', 'mount/aside'],
    ['mount/relative', 'mount/d'],
  ],
  'a directory in the middle and a link': [
    ['mount/d/sub', 'mount/d/aside'],
    ['mount/d/link', 'mount/d/sub'],
  ],
  'a file and a link': [
    ['mount/d/f', 'mount/d/aside'],
    ['mount/d/filelink', 'mount/d/f'],
  ],
  'a directory goes out of the mount and comes back': [['mount/d', 'elsewhere/d']],
  'a directory in the middle goes out and comes back': [['mount/d/sub', 'elsewhere/sub']],
  'the mount and another directory': [
    ['mount', 'aside'],
    ['impostor', 'mount'],
  ],
  'the mount takes the place of what a link in it leads to': [
    ['mount/d', 'mount/aside'],
    ['mount/behind', 'mount/d'],
    ['other', 'other-aside'],
    ['mount', 'other'],
  ],
};
