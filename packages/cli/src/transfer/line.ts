import {
  createEndpoint,
  createEventType,
  CustomerUid,
  putCustomer,
  Uid,
  type BodyOf,
  type FieldError,
} from '@postrider/contracts';
import type * as z from 'zod';
import { isObject, lineTypeOf, lineTypes } from './line-type.js';

export interface EventTypeLine {
  type: 'event_type';
  body: BodyOf<typeof createEventType>;
}

export interface CustomerLine {
  type: 'customer';
  uid: string;
  /** Fields that are not given keep their value, or have their default in a new customer. */
  body: BodyOf<typeof putCustomer>;
}

export interface EndpointLine {
  type: 'endpoint';
  uid: string;
  body: BodyOf<typeof createEndpoint>;
}

export type Line = EventTypeLine | CustomerLine | EndpointLine;

/** A line that is not imported. A problem without a field is one of the whole line. */
export class InvalidLine extends Error {
  override readonly name = 'InvalidLine';

  constructor(readonly problems: readonly (Pick<FieldError, 'message'> & Partial<FieldError>)[]) {
    super(problems.map(({ message }) => message).join('; '));
  }
}

/** Validates a line as the API validates its call. Throws InvalidLine with all problems. */
export function parseLine(value: unknown, { allowWeak }: { allowWeak: boolean }): Line {
  if (!isObject(value)) throw new InvalidLine([{ message: 'expected a JSON object' }]);
  const { type: _, ...fields } = value;
  const type = lineTypeOf(value);
  const check = new Check();
  switch (type) {
    case 'event_type': {
      const { name, ...content } = fields;
      const body = check.parse(createEventType.body, { ...content, type: name }, { type: 'name' });
      return check.passed({ type, body });
    }
    case 'customer': {
      const { uid: given, ...settings } = fields;
      const uid = check.value('uid', CustomerUid, given);
      return check.passed({ type, uid, body: check.parse(putCustomer.body, settings) });
    }
    case 'endpoint': {
      const { id, uid: given, customer, signing_secret, ...settings } = fields;
      if (given === undefined && id === undefined) check.add('uid', 'expected a uid or an id, to find the endpoint by');
      const uid = check.value('uid', Uid, given ?? id);
      const body = check.parse(createEndpoint.body, {
        ...settings,
        uid,
        allow_weak: allowWeak,
        ...(isGiven(customer) && { customer: check.value('customer', CustomerUid, customer) }),
        ...(isGiven(signing_secret) && { signing_secret }),
      });
      return check.passed({ type, uid, body });
    }
    default:
      throw new InvalidLine([{ field: 'type', message: `expected one of ${lineTypes.join(', ')}` }]);
  }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Collects the problems of a line. */
class Check {
  readonly #problems = new Map<string, FieldError>();

  add(field: string, message: string): void {
    // The first problem of a field is the reason of the others.
    if (!this.#problems.has(field)) this.#problems.set(field, { field, message });
  }

  /** `names` are the names in the line of fields that the API calls otherwise. */
  parse<T extends z.ZodType>(schema: T, value: object, names: Readonly<Record<string, string>> = {}): z.output<T> {
    const result = schema.safeParse(value);
    for (const { path, code, message, ...issue } of result.error?.issues ?? []) {
      const unknown = code === 'unrecognized_keys' ? (issue as { keys: string[] }).keys : undefined;
      for (const key of unknown ?? []) this.add([...path, key].join('.'), 'unknown field');
      const field = path.map((part, i) => (i === 0 ? (names[String(part)] ?? part) : part)).join('.');
      // As the command calls it.
      if (!unknown) this.add(field, message.replace('allow_weak: true', '--allow-weak'));
    }
    return result.data as z.output<T>;
  }

  value<T extends z.ZodType>(field: string, schema: T, value: unknown): z.output<T> {
    const result = schema.safeParse(value);
    if (!result.success) this.add(field, result.error.issues[0]?.message ?? 'invalid');
    return result.data as z.output<T>;
  }

  /** Throws InvalidLine if there were problems. */
  passed<T>(line: T): T {
    if (this.#problems.size > 0) throw new InvalidLine([...this.#problems.values()]);
    return line;
  }
}
