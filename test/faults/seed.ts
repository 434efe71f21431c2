import { randomInt } from 'node:crypto';

/** Returns FAULTS_SEED, to repeat a run, or a random seed. */
export function chosenSeed(): number {
  const given = process.env.FAULTS_SEED ?? '';
  if (given === '') return randomInt(1_000_000);
  const seed = Number(given);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`FAULTS_SEED: expected a whole number, got "${given}"`);
  return seed;
}
