import { endpointLimits, eventTypeLimits } from '@postrider/contracts';
import { definitionProblems } from '../definition-problems.js';
import { isObject } from '../line-type.js';
import { InvalidLine } from '../line.js';
import type { SourceLine } from '../source.js';
import { exampleOf } from './example-of.js';
import type { SvixApplication, SvixEndpoint, SvixEventType } from './models.js';

/** An application's own id, or the one that Svix gave it. */
export const uidOf = ({ uid, id }: Pick<SvixApplication, 'uid' | 'id'>): string => uid ?? id;

export function customerLine(application: SvixApplication): SourceLine {
  const { name, metadata, throttleRate, rateLimit } = application;
  return {
    value: {
      type: 'customer',
      uid: uidOf(application),
      name: name.trim() === '' ? null : name,
      metadata,
      rate_limit: throttleRate ?? rateLimit ?? null,
    },
  };
}

export interface SvixEndpointParts {
  application: Pick<SvixApplication, 'uid' | 'id'>;
  endpoint: SvixEndpoint;
  key: string;
  headerNames: readonly string[];
  isTransformed: boolean;
  /** Names of the event types that are not archived. */
  eventTypes: ReadonlySet<string>;
}

export function endpointLine({ application, endpoint, key, eventTypes, ...parts }: SvixEndpointParts): SourceLine {
  const { url, metadata, disabled, throttleRate, rateLimit, channels } = endpoint;
  const wanted = endpoint.eventTypes ?? endpoint.filterTypes ?? [];
  const archived = wanted.filter((type) => !eventTypes.has(type));
  const { headerNames, isTransformed } = parts;
  const description = cut(endpoint.description, endpointLimits.descriptionLength);
  return {
    value: {
      type: 'endpoint',
      id: endpoint.id,
      uid: uidOf(endpoint),
      customer: uidOf(application),
      url,
      event_types: wanted.length === 0 ? ['*'] : wanted.filter((type) => eventTypes.has(type)),
      description: description === '' ? null : description,
      metadata,
      active: !disabled,
      rate_limit: throttleRate ?? rateLimit ?? null,
      // Svix sends the payload alone.
      envelope: 'data',
      signing_secret: secretOf(key),
    },
    headers: headerNames.length,
    warnings: [
      ...(channels && channels.length > 0
        ? [`channels are not supported: it gets events that Svix sends to other channels than ${channels.join(', ')}`]
        : []),
      ...(headerNames.length > 0 ? [`headers are not supported, and not sent: ${headerNames.join(', ')}`] : []),
      ...(isTransformed ? ['its transformation is not supported: it gets the payload as you publish it'] : []),
      ...(archived.length > 0 ? [`event types that are archived were left out: ${archived.join(', ')}`] : []),
      ...cutWarning('description', endpoint.description, description),
    ],
  };
}

/** Svix decodes a secret without `whsec_` from base64, too. Throws InvalidLine for a key pair. */
function secretOf(key: string): string {
  if (/^wh[sp]k_/.test(key)) {
    const message = 'signs with a key pair (Ed25519); expected a secret (whsec_…), with which Postrider signs';
    throw new InvalidLine([{ field: 'signing_secret', message }]);
  }
  return key.startsWith('whsec_') ? key : `whsec_${key}`;
}

export function eventTypeLine({ name, description, schemas }: SvixEventType): SourceLine {
  const schema = newest(schemas ?? {});
  const example = schema === null ? {} : exampleOf(schema);
  const [problem] = definitionProblems({ example, schema });
  const shown = cut(description, eventTypeLimits.descriptionLength);
  return {
    value: {
      type: 'event_type',
      name,
      description: shown === '' ? name : shown,
      example: problem ? {} : example,
      schema: problem ? null : schema,
    },
    warnings: [
      ...(problem ? [`its schema was left out: ${problem.field}: ${problem.message}`] : []),
      ...cutWarning('description', description, shown),
    ],
  };
}

/** Of schemas by version. */
function newest(schemas: Readonly<Record<string, unknown>>): Record<string, unknown> | null {
  const versions = Object.keys(schemas).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const schema = schemas[versions.at(-1) ?? ''];
  return isObject(schema) ? schema : null;
}

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

const cutWarning = (field: string, text: string, shown: string): string[] =>
  text === shown ? [] : [`${field}: cut to ${shown.length} characters`];
