import pg from 'pg';

const { TIMESTAMPTZ } = pg.types.builtins;
const parseAny = pg.types.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date;

/** Returns what the driver's own parser returns, but needs no regular expressions for times in UTC. A delivery has up to four. */
export function parseTimestamp(text: string): Date {
  return text.endsWith('+00') && text.charAt(10) === ' '
    ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
    : parseAny(text);
}

/** The parsers of a connection's columns. */
export const parsers = new pg.TypeOverrides();
parsers.setTypeParser(TIMESTAMPTZ, parseTimestamp);
