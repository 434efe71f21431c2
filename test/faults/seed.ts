import { randomInt } from 'node:crypto';

/** That of FAULTS_SEED, to see a run again; else any. */
export function chosenSeed(): number {
  const given = process.env.FAULTS_SEED ?? '';
  if (given === '') return randomInt(1_000_000);
  const seed = Number(given);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`FAULTS_SEED takes a whole number, not "${given}"`);
  return seed;
}
