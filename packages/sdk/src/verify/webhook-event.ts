import type { webhooks } from '../generated/openapi.js';
import { WebhookVerificationError } from './webhook-verification-error.js';

/** The body of a webhook (docs/receiving.md). */
export interface WebhookEnvelope<Type extends string, Data> {
  /** The event's id, the same on every attempt and replay: deduplicate by it. */
  id: string;
  type: Type;
  /** When the event was accepted: ISO 8601 in UTC with milliseconds. */
  timestamp: string;
  /** Set on test events only. */
  test?: true;
  data: Data;
}

/**
 * The `data` of your own event types, by type, for all of a program. Extend it:
 * `declare module '@postrider/sdk/verify' { interface WebhookData { 'invoice.paid': { amount: number } } }`
 */
export interface WebhookData {}

/** A webhook of any type. */
export type AnyWebhookEvent = WebhookEnvelope<string, object>;

type Catalogue = Record<keyof webhooks, Record<string, unknown>>;
type Known<Own> = Omit<Catalogue, keyof Own> & Own;

/**
 * A webhook of any known type, as a union discriminated by `type`. `Own` has the `data` of your own event types, by type:
 * `WebhookEvent<{ 'invoice.paid': { amount: number } }>`.
 */
export type WebhookEvent<Own extends object = WebhookData> = {
  [Type in string & keyof Known<Own>]: WebhookEnvelope<Type, Known<Own>[Type]>;
}[string & keyof Known<Own>];

/** Parses a body whose signature is verified. */
export function readEvent(body: Uint8Array): AnyWebhookEvent {
  const event = parse(body);
  if (isObject(event) && isEnvelope(event)) return event as unknown as AnyWebhookEvent;
  throw new WebhookVerificationError('unexpected_body', 'body: expected an event with id, type, timestamp and data');
}

const isEnvelope = ({ id, type, timestamp, data }: Record<string, unknown>): boolean =>
  [id, type, timestamp].every((value) => typeof value === 'string') && isObject(data);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
