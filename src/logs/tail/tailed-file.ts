/** A file that is followed. */
export interface TailedFile {
  readonly key: number;
  readonly path: string;
  /** The shortest end of the path that tells it from the others. */
  readonly label: string;
  readonly state: 'following' | 'waiting' | 'refused' | 'gone';
  readonly problem?: string;
}
