import type { World } from '../lib/world.ts';
import { endToEndOf, type, warmUpEvents } from './end-to-end.ts';
import type { Context } from './scenario.ts';

const rounds = 3;

/** The best of three runs of each, in turn, so that a change of the machine's speed meets all of them. */
export async function bestInTurn<Name extends string>(
  { quick }: Context,
  runs: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(runs) as Name[];
  const best = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (let round = 0; round < (quick ? 1 : rounds); round++) {
    for (const name of names) best[name] = Math.max(best[name], await runs[name]());
  }
  return best;
}

/** End to end with these settings. `meanwhile` begins after the warm-up, and returns how to end it. */
export function endToEndWith(
  { quick, withWorld }: Context,
  settings: Record<string, string>,
  meanwhile: (world: World) => () => Promise<unknown> = () => () => Promise.resolve(),
): Promise<number> {
  return withWorld({ settings }, async (world) => {
    await world.createEndpoint('/all', type);
    await endToEndOf(world, quick ? 500 : warmUpEvents);
    const end = meanwhile(world);
    try {
      return await endToEndOf(world, quick ? 2_000 : 40_000);
    } finally {
      await end();
    }
  });
}
