/** Runs hostile modules beside tickers, as many at a time as its parent sends. Says `ready` first, and then what came of each. */
import type { Attempt } from './hostile.ts';
import { Neighbourhood } from './neighbourhood.ts';

await using neighbourhood = new Neighbourhood();
await neighbourhood.ready();
process.on('message', (attempt: Attempt) => {
  void neighbourhood.run(attempt).then((outcome) => process.send?.(outcome));
});
process.send?.('ready');
await new Promise((resolve) => process.once('disconnect', resolve));
