import * as z from 'zod';

type App = 'gateway' | 'dispatcher';

interface Definition {
  schema: z.ZodType;
  emittedBy: readonly App[];
  handledBy: readonly App[];
}

const organizations = z.object({ organization_ids: z.array(z.string()) });

/**
 * The messages between processes, by Redis pub/sub. A message may be lost: the process that misses it finds the same fact
 * in Postgres at its next poll or sweep.
 */
export const messages = {
  /** Dispatchers fail the pending deliveries of an endpoint that is no longer active. */
  'endpoint.changed': {
    schema: z.object({ endpoint_id: z.string(), active: z.boolean() }),
    emittedBy: ['gateway'],
    handledBy: ['dispatcher'],
  },
  /** Dispatchers expand the fan-out of a large publish call. */
  'fan_out.committed': { schema: z.object({}), emittedBy: ['gateway'], handledBy: ['dispatcher'] },
  /** Gateways end the SSE connections of a revoked key or an ended session. */
  'credential.revoked': {
    schema: z.object({ organization_id: z.string() }),
    emittedBy: ['gateway'],
    handledBy: ['gateway'],
  },
  /** Gateways poll for listeners and live pages. */
  'events.published': { schema: organizations, emittedBy: ['gateway'], handledBy: ['gateway'] },
  /** Gateways poll for live pages. */
  'deliveries.recorded': { schema: organizations, emittedBy: ['dispatcher'], handledBy: ['gateway'] },
  /** A management call has changed something. Gateways poll for live pages. */
  'organization.changed': { schema: organizations, emittedBy: ['gateway'], handledBy: ['gateway'] },
} as const satisfies Record<string, Definition>;

export type MessageName = keyof typeof messages;
export type MessageOf<N extends MessageName> = z.output<(typeof messages)[N]['schema']>;
/** A message that carries nothing but organizations. Such messages are batched. */
export type OrganizationsMessageName = {
  [N in MessageName]: MessageOf<N> extends z.output<typeof organizations> ? N : never;
}[MessageName];

/** The messages that an app has to emit or to handle. */
export const messageNames = (app: App, role: 'emittedBy' | 'handledBy'): MessageName[] =>
  (Object.keys(messages) as MessageName[]).filter((name) => (messages[name][role] as readonly App[]).includes(app));

/** The Redis channel of a message. */
export const messageChannel = (prefix: string, name: MessageName): string => `${prefix}:message:${name}`;
