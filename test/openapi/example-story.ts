import { idKind, type Operation } from '@postrider/contracts';

type Example = Operation['examples'][number];
export interface Step {
  readonly operation: Operation;
  readonly example: Example;
}

const base = '/manage/v1/webhooks';

/**
 * The examples of operations in an order in which each uses only ids of earlier responses, deletions last. The ids in the
 * examples stand for the ids that the server generates.
 */
export class ExampleStory {
  /** By the ids of the examples. */
  readonly #known = new Map<string, string>();

  constructor(private readonly operations: readonly Operation[]) {}

  *steps(): Generator<Step> {
    let left: Step[] = this.operations.flatMap((operation) =>
      operation.examples.map((example) => ({ operation, example })),
    );
    while (left.length > 0) {
      const possible = left.filter((step) => this.#unknown(step).length === 0);
      const next = possible.find(({ operation }) => operation.method !== 'DELETE') ?? innermost(possible);
      if (!next) {
        const names = left.map((step) => `${step.operation.name} names ${this.#unknown(step).join(', ')}`);
        throw new Error(`no example returns the ids that others use: ${names.join('; ')}`);
      }
      left = left.filter((step) => step !== next);
      yield next;
    }
  }

  request({ operation, example }: Step): { path: string; body: unknown } {
    return requestOf(operation, example, (text) => this.#known.get(text) ?? text);
  }

  /** Takes what stands where an example has an id for that id. */
  learn(example: unknown, real: unknown): void {
    if (typeof example === 'string') {
      if (typeof real === 'string' && idKind(example) && !this.#known.has(example)) this.#known.set(example, real);
    } else if (isObject(example) && isObject(real)) {
      for (const [key, value] of Object.entries(example)) this.learn(value, real[key]);
    }
  }

  #unknown({ example: { params, query, body } }: Step): string[] {
    return strings({ params, query, body }).filter((text) => idKind(text) && !this.#known.has(text));
  }
}

/** What belongs to something is deleted before it. */
const innermost = (steps: readonly Step[]): Step | undefined =>
  steps.toSorted((a, b) => b.operation.path.split('/').length - a.operation.path.split('/').length)[0];

/** The path behind the API's base, with the query, and the body of an example; `real` takes texts in it for others. */
export function requestOf(
  operation: Operation,
  { params = {}, query = {}, body }: Example,
  real: (text: string) => string,
): { path: string; body: unknown } {
  const given = replaced(params, real) as Record<string, string>;
  const path = operation.path
    .slice(base.length)
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] ?? ''));
  const search = new URLSearchParams(replaced(query, real) as Record<string, string>).toString();
  return { path: search === '' ? path : `${path}?${search}`, body: replaced(body, real) };
}

function replaced(value: unknown, real: (text: string) => string): unknown {
  if (typeof value === 'string') return real(value);
  if (Array.isArray(value)) return value.map((each) => replaced(each, real));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, real)]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : isObject(value) ? Object.values(value).flatMap(strings) : [];
