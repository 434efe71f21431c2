import type { DomainEvent, QueueName } from '@postrider/contracts';

/** Turns data of schema version n into data of version n + 1. */
export type Upcaster = (data: unknown) => unknown;

/** For each event type the upcasters from version 1 to 2, from 2 to 3, and so on. */
export type Upcasters = Readonly<Partial<Record<DomainEvent['type'], readonly Upcaster[]>>>;

const withQueue =
  (queue: QueueName): Upcaster =>
  (data) => ({ ...(data as object), queue });

/** To change a shape, alter its type in `contracts/domain-events.ts` and add an upcaster here. */
const upcasters: Upcasters = {
  DeliveryScheduled: [withQueue('deliver')],
  RetryScheduled: [withQueue('retry')],
  ReplayRequested: [withQueue('replay')],
};

/** The version that new events of this type are written with. */
export function currentSchemaVersion(type: string, registry: Upcasters = upcasters): number {
  return 1 + (registry[type as DomainEvent['type']]?.length ?? 0);
}

/** Upcasts a stored event to the current shape. Throws on an event of a newer release. */
export function upcast(
  stored: { type: string; schema_version: number; data: unknown },
  registry: Upcasters = upcasters,
): DomainEvent {
  const steps = registry[stored.type as DomainEvent['type']] ?? [];
  if (stored.schema_version > 1 + steps.length) {
    throw new Error(
      `${stored.type} has schema version ${String(stored.schema_version)}, which this release does not know`,
    );
  }
  const data = steps.slice(stored.schema_version - 1).reduce((value, step) => step(value), stored.data);
  return { type: stored.type, data } as DomainEvent;
}
