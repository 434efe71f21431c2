import { firstIdAt, idKind, idPrefixes, idTime, type IdKind } from '@postrider/contracts';
import { lengthMs, startOf } from './periods.js';

const weekMs = lengthMs('week');
/** The first time that an id cannot have. */
const endOfTime = 2 ** 48;
/** A statement for more weeks is planned each time. */
const maxNamed = 2;

/** Calendar weeks, whatever the length of partitions is. Undefined where the range is open. */
export interface Weeks {
  from: number | undefined;
  to: number | undefined;
}

/** The weeks of ids, from the lowest to the highest. */
export function weeksOf(ids: readonly string[]): Weeks {
  let first = Infinity;
  let last = -Infinity;
  for (const id of ids) {
    const time = idTime(id).getTime();
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  if (first > last) return { from: 0, to: 0 };
  return { from: startOf('week', first), to: startOf('week', last) + weekMs };
}

export const since = (time: number): Weeks => ({ from: startOf('week', time), to: undefined });

/** With the weeks before or after. */
export const widened = ({ from, to }: Weeks, { before = 0, after = 0 }): Weeks => ({
  from: from === undefined ? undefined : from - before * weekMs,
  to: to === undefined ? undefined : to + after * weekMs,
});

export const includes = ({ from, to }: Weeks, id: string): boolean => {
  const time = idTime(id).getTime();
  return (from === undefined || time >= from) && (to === undefined || time < to);
};

/**
 * The condition that a column has ids of these weeks, for statements that look rows up in partitioned tables. The bounds
 * are literals, so that the plan has the partitions of these weeks alone. With parameters, a plan that is made once has
 * all partitions, and each execution locks them.
 *
 * The two halves of the range are joined by OR, which no index supports. Otherwise the planner would read the whole range
 * of a partition that was empty at that time, instead of finding each row by its keys.
 */
export function within(column: string, kind: IdKind, { from, to }: Weeks): string {
  const isFrom = (time: number): string => `${column} >= '${firstIdAt(kind, new Date(Math.max(0, time)))}'`;
  const isBefore = (time: number): string => `${column} < '${endAt(kind, time)}'`;
  if (from === undefined) return to === undefined ? 'true' : isBefore(to);
  if (to === undefined) return isFrom(from);
  const middle = (from + to) / 2;
  return `((${isFrom(from)} AND ${isBefore(middle)}) OR (${isFrom(middle)} AND ${isBefore(to)}))`;
}

const endAt = (kind: IdKind, time: number): string =>
  time < endOfTime ? firstIdAt(kind, new Date(Math.max(0, time))) : `${idPrefixes[kind]}~`;

/** The condition that a column has one of these ids' weeks, for ids of any kinds. */
export function withinWeeksOf(column: string, ids: readonly string[]): string {
  const byKind = Map.groupBy(ids, idKind);
  if (byKind.has(undefined)) return 'true';
  const conditions = [...byKind].map(([kind, own]) => kind && within(column, kind, weeksOf(own)));
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`;
}

/** The name of a prepared statement with literal weeks: one per week, and none for a long closed range. */
export function namedFor(name: string, { from, to }: Weeks): { name?: string } {
  if (from === undefined || (to !== undefined && to - from > maxNamed * weekMs)) return {};
  return { name: [name, dayOf(from), to === undefined ? '' : dayOf(to)].join(' ').trimEnd() };
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
