const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** When the row of a list's cursor was made: its id begins with the time. ISO 8601; undefined for another text. */
export function cursorTime(cursor: string): string | undefined {
  const id = decoded(cursor);
  const [, timestamp] = /^[a-z]{3}_([0-9a-hjkmnp-tv-z]{10})[0-9a-z]{16}$/.exec(id) ?? [];
  if (timestamp === undefined) return undefined;
  const millis = Array.from(timestamp).reduce((sum, digit) => sum * 32 + digits.indexOf(digit), 0);
  return new Date(millis).toISOString();
}

function decoded(cursor: string): string {
  try {
    return atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
