import type { Attempt } from '@postrider/contracts';
import { absoluteTime, duration } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { phasesOf } from './attempt-phases.js';
import { type DiffLine, diffLines } from './line-diff.js';

/** A value of two attempts; undefined if one has none. */
export interface Difference {
  name: string;
  first: string | undefined;
  second: string | undefined;
}

export interface AttemptDifferences {
  /** The URL and the start if they differ; then status, duration and phases, the same or not. */
  facts: Difference[];
  /** Only those that differ. */
  request: Difference[];
  response: Difference[];
  body: DiffLine[];
}

/** `url`: where the request went, if that is known. */
type Sent = Attempt & { url?: string | undefined };

export function differencesOf(first: Sent, second: Sent): AttemptDifferences {
  return {
    facts: [...unequal(pairs(originOf(first), originOf(second))), ...pairs(factsOf(first), factsOf(second))],
    request: unequal(pairs(Object.entries(first.request_headers), Object.entries(second.request_headers))),
    response: unequal(pairs(responseHeaders(first), responseHeaders(second))),
    body: diffLines(formatted(first.response_body ?? ''), formatted(second.response_body ?? '')),
  };
}

type Named = readonly (readonly [name: string, value: string])[];

const originOf = ({ url, started_at }: Sent): Named => [
  ...(url === undefined ? [] : ([[t(($) => $.deliveries.differences.url), url]] as const)),
  [t(($) => $.deliveries.differences.started), absoluteTime(Date.parse(started_at))],
];

function factsOf(attempt: Attempt): Named {
  return [
    [
      t(($) => $.deliveries.differences.status),
      attempt.response_status === null
        ? t(($) => $.deliveries.differences.noResponse)
        : String(attempt.response_status),
    ],
    [t(($) => $.deliveries.differences.duration), duration(attempt.duration_ms)],
    ...(phasesOf(attempt) ?? []).map(({ name, ms }) => [name, duration(ms)] as const),
  ];
}

/** Case does not matter in the name of a header. */
const responseHeaders = ({ response_headers }: Attempt): Named =>
  (response_headers ?? []).map(({ name, value }) => [name.toLowerCase(), value] as const);

const unequal = (differences: readonly Difference[]): Difference[] =>
  differences.filter(({ first, second }) => first !== second);

/** In the order of the first; what only the second has comes last. The values of a repeated name are joined. */
function pairs(first: Named, second: Named): Difference[] {
  const [left, right] = [joined(first), joined(second)];
  return [...new Set([...left.keys(), ...right.keys()])].map((name) => ({
    name,
    first: left.get(name),
    second: right.get(name),
  }));
}

function joined(values: Named): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of values) {
    const before = all.get(name);
    all.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return all;
}

/** JSON on one line differs as a whole, so it is compared in lines. */
function formatted(body: string): string {
  if (!/^\s*[{[]/.test(body)) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
