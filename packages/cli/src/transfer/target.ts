import { PostriderError, type Postrider, type RequestOptions } from '@postrider/sdk';
import { defined } from '../input/defined.js';
import { changesOf, isEmpty } from './changes.js';
import type { Known, KnownEndpoint } from './known.js';
import type { CustomerLine, EndpointLine, EventTypeLine, Line } from './line.js';

export type Outcome = 'created' | 'changed' | 'unchanged';

/** An endpoint whose secret was generated, so that its receiver does not have it. */
export interface NewSecret {
  /** Null in a dry run. */
  endpoint_id: string | null;
  customer: string | null;
  uid: string;
}

export interface Written {
  outcome: Outcome;
  warnings?: readonly string[];
  newSecret?: NewSecret;
  /** The fields that differ, of something that exists. */
  fields?: readonly FieldChange[];
}

export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

export interface TargetOptions {
  isDryRun: boolean;
  /** Whether endpoints that exist get the secret of their line. */
  replacesSecrets: boolean;
  /** Gets the secrets that the API generates, which it shows only once. */
  onSecret?: (secret: NewSecret & { signing_secret: string }) => Promise<void>;
}

/** An import of many lines exhausts the rate limit of its key again and again. */
export const patient: RequestOptions = { maxRetries: 30, totalTimeoutMs: 1_800_000 };

const unchanged: Written = { outcome: 'unchanged' };
const origins = { built_in: 'built in', operator: "in the operator's file" } as const;

/** Writes lines to an organization. In a dry run it only says what it would do. */
export class Target {
  constructor(
    private readonly client: Postrider,
    private readonly known: Known,
    private readonly options: TargetOptions,
  ) {}

  write(line: Line): Promise<Written> {
    switch (line.type) {
      case 'event_type':
        return this.#eventType(line);
      case 'customer':
        return this.#customer(line);
      case 'endpoint':
        return this.#endpoint(line);
    }
  }

  async #eventType({ body: { type, ...content } }: EventTypeLine): Promise<Written> {
    const known = this.known.eventTypes.get(type);
    if (!known) {
      const { description, example } = content;
      const input = { type, description, example, ...defined(content) };
      await this.#call(() => this.client.eventTypes.create(input, patient));
      this.known.eventTypes.set(type, { ...content, source: 'organization' });
      return { outcome: 'created' };
    }
    const changes = defined(changesOf(content, known));
    if (isEmpty(changes)) return unchanged;
    if (known.source !== 'organization') {
      return { ...unchanged, warnings: [`${type} is ${origins[known.source]} and stays as it is there`] };
    }
    await this.#call(() => this.client.eventTypes.update(type, changes, patient));
    return { outcome: 'changed', fields: fieldChanges(changes, known) };
  }

  async #customer({ uid, body }: CustomerLine): Promise<Written> {
    const known = this.known.customers.get(uid);
    if (!known) {
      await this.#call(() => this.client.customers.put(uid, defined(body), patient));
      this.known.customers.set(uid, body);
      return { outcome: 'created' };
    }
    const changes = defined(changesOf(body, known));
    if (isEmpty(changes)) return unchanged;
    await this.#call(() => this.client.customers.update(uid, changes, patient));
    this.known.customers.set(uid, { ...known, ...changes });
    return { outcome: 'changed', fields: fieldChanges(changes, known) };
  }

  async #endpoint({ uid, body }: EndpointLine): Promise<Written> {
    const known = this.known.endpoint(body.customer, uid);
    if (!known) return this.#newEndpoint(uid, body);
    const { signing_secret, allow_weak, customer: _customer, uid: _uid, ...fields } = body;
    const given = { ...fields, event_types: [...new Set(fields.event_types)] };
    const changes = defined(changesOf(given, known.fields));
    if (!isEmpty(changes)) await this.#call(() => this.client.endpoints.update(known.id, changes, patient));
    const rotation = signing_secret !== undefined && { signing_secret, ...defined({ allow_weak }) };
    const replaces = this.options.replacesSecrets && rotation && (await this.#replaceSecret(known.id, rotation));
    if (!replaces && isEmpty(changes)) return unchanged;
    return { outcome: 'changed', fields: fieldChanges(changes, known.fields) };
  }

  /** Returns false if the endpoint has the secret already. */
  async #replaceSecret(id: string, rotation: { signing_secret: string; allow_weak?: boolean }): Promise<boolean> {
    try {
      await this.#call(() => this.client.endpoints.rotateSecret(id, rotation, patient));
      return true;
    } catch (error) {
      // The secret of a line is valid: what is wrong with it is that it is the current one.
      const isCurrent = error instanceof PostriderError && error.status === 422 && error.field === 'signing_secret';
      if (isCurrent) return false;
      throw error;
    }
  }

  async #newEndpoint(uid: string, body: EndpointLine['body']): Promise<Written> {
    const { url, event_types, customer } = body;
    const input = { url, event_types, ...defined(body) };
    const created = await this.#call(() => this.client.endpoints.create(input, patient));
    const endpoint: KnownEndpoint = { id: created?.id ?? '', fields: body };
    this.known.setEndpoint(customer, uid, endpoint);
    if (body.signing_secret !== undefined) return { outcome: 'created' };
    const newSecret = { endpoint_id: created?.id ?? null, customer: customer ?? null, uid };
    if (created) await this.options.onSecret?.({ ...newSecret, signing_secret: created.signing_secret });
    return { outcome: 'created', newSecret };
  }

  async #call<T>(call: () => Promise<T>): Promise<T | undefined> {
    return this.options.isDryRun ? undefined : call();
  }
}

const fieldChanges = (changes: object, existing: object): FieldChange[] =>
  Object.entries(changes).map(([field, to]) => ({
    field,
    from: (existing as Record<string, unknown>)[field] ?? null,
    to: to as unknown,
  }));
