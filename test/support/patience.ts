/** Time limit for waits in tests: long enough for a slow machine with busy cores. */
export const patienceMs = 60_000;
