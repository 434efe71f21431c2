import { insertPublished, type Sql } from '@postrider/event-store';
import type { ApiError } from '../http/api-error.js';
import { EarlierEvents } from './earlier-events.js';
import { merged, type Inserts, type PlannedCall } from './planned-call.js';
import { resolveKeys } from './publish-keys.js';
import type { PublishRequest } from './publish-request.js';
import type { Published } from './published.js';

/** A call that repeats events with many deliveries. They are read after the transaction, since its other calls wait. */
export interface LargeRepetition {
  organization_id: string;
  read: (sql: Sql) => Promise<Published[]>;
}

interface Steps {
  refuse: (call: PublishRequest) => ApiError | undefined;
  plan: (calls: readonly PublishRequest[]) => PlannedCall[];
  isLarge: (deliveries: number) => boolean;
}

interface KeyedCalls {
  inserts: Inserts;
  outcomes: (Published[] | LargeRepetition | ApiError)[];
}

/** Inserts calls with claims in a transaction: `outcomes` has one for each call, in order. */
export async function publishKeyed(sql: Sql, calls: readonly PublishRequest[], steps: Steps): Promise<KeyedCalls> {
  const resolutions = await resolveKeys(sql, calls, steps.refuse);
  const planned = steps.plan(
    resolutions.flatMap((resolution) => (resolution.outcome === 'new' ? resolution.newPart : [])),
  );
  const inserts = merged(planned);
  if (inserts.records.length > 0) await insertPublished(sql, inserts.records, inserts.fanOuts);
  const inserted = new Map(
    planned.flatMap(({ records, published }) =>
      published.map((view, i): [string, Published] => [records[i]?.published.stream_id ?? '', view]),
    ),
  );
  const repeated = resolutions.map((resolution) =>
    resolution.outcome === 'refused' ? [] : resolution.streamIds.filter((id) => !inserted.has(id)),
  );
  const organizationOf = (call: PublishRequest | undefined): string => call?.caller.organization_id ?? '';
  const earlier = await EarlierEvents.find(
    sql,
    repeated.flatMap((ids, i) => ids.map((id) => ({ organization_id: organizationOf(calls[i]), id }))),
  );
  const isLarge = repeated.map((ids) => steps.isLarge(earlier.deliveryCount(ids)));
  const views = await earlier.views(
    sql,
    repeated.flatMap((ids, i) => (isLarge[i] ? [] : ids)),
  );
  const outcomes = resolutions.map((resolution, i) => {
    if (resolution.outcome === 'refused') return resolution.error;
    const { streamIds } = resolution;
    const resultWith = (read: typeof views): Published[] =>
      streamIds.flatMap((id) => inserted.get(id) ?? read.get(id) ?? []);
    if (!isLarge[i]) return resultWith(views);
    return {
      organization_id: organizationOf(calls[i]),
      read: async (later: Sql) => resultWith(await earlier.views(later, repeated[i] ?? [])),
    };
  });
  return { inserts, outcomes };
}
