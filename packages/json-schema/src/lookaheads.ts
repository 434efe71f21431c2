/** A regular expression that must match, or must not. */
export interface Condition {
  readonly source: string;
  readonly isNegated: boolean;
}

/**
 * Splits an expression such as `^(?=A)(?!B)C` into `^A`, not `^B`, and `^C`, all of which begin at the same place. RE2 has no
 * lookaheads. An expression with others stays as it is, for RE2 to reject.
 */
export function conditionsOf(source: string): Condition[] {
  const whole = [{ source, isNegated: false }];
  // RE2 and ECMAScript read a class that begins with a bracket differently.
  if (!/^\^\(\?[=!]/.test(source) || /\[\^?\]/.test(source)) return whole;
  const conditions: Condition[] = [];
  let at = 1;
  for (let kind = kindAt(source, at); kind; kind = kindAt(source, at)) {
    const end = endOfGroup(source, at);
    if (end === -1 || /^[*+?{]/.test(source.slice(end + 1))) return whole;
    conditions.push({ source: `^(?:${source.slice(at + 3, end)})`, isNegated: kind === '!' });
    at = end + 1;
  }
  const rest = source.slice(at);
  return hasAlternatives(rest) ? whole : [...conditions, { source: `^${rest}`, isNegated: false }];
}

const kindAt = (source: string, at: number): '=' | '!' | undefined =>
  source.startsWith('(?=', at) ? '=' : source.startsWith('(?!', at) ? '!' : undefined;

/** What opens or closes a group, or separates alternatives, outside of classes and escapes. */
const structure = /\\[^]|\[(?:\\[^]|[^\]\\])*\]|[()|]/g;

/** Returns the index of the bracket that closes the group at `from`, or -1. */
function endOfGroup(source: string, from: number): number {
  let depth = 0;
  for (const { 0: token, index } of source.slice(from).matchAll(structure)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0) return from + index;
  }
  return -1;
}

function hasAlternatives(source: string): boolean {
  let depth = 0;
  for (const [token] of source.matchAll(structure)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) return true;
  }
  return false;
}
