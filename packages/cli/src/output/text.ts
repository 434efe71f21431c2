import type { Screen } from './output.js';

const units = [
  { ms: 86_400_000, name: 'd' },
  { ms: 3_600_000, name: 'h' },
  { ms: 60_000, name: 'min' },
  { ms: 1_000, name: 's' },
] as const;

/** Returns "3 min ago" or "in 2 h" for a terminal, else the time unchanged. */
export function when(time: string | null, { isTerminal, now }: Screen): string {
  if (time === null) return '–';
  if (!isTerminal) return time;
  const ms = new Date(time).getTime() - now.getTime();
  const unit = units.find((each) => Math.abs(ms) >= each.ms);
  if (!unit) return 'now';
  const span = `${Math.floor(Math.abs(ms) / unit.ms)} ${unit.name}`;
  return ms < 0 ? `${span} ago` : `in ${span}`;
}

export const plural = (count: number, thing: string, things = `${thing}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? thing : things}`;
