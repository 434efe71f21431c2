import { insertPublished, type Sql } from '@postrider/event-store';
import type { ApiError } from '../http/api-error.js';
import { EarlierEvents } from './earlier-events.js';
import { merged, type Inserts, type PlannedCall } from './planned-call.js';
import { resolveKeys } from './publish-keys.js';
import type { PublishRequest } from './publish-request.js';
import type { Published } from './published.js';

/** A call whose repeated events have too many deliveries to be read while other calls of its batch wait. */
export interface LargeRepetition {
  organization_id: string;
  /** Of all events of the call, in its order. */
  streamIds: readonly string[];
  /** The events that the call does not repeat, by stream id. */
  inserted: ReadonlyMap<string, Published>;
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
  const earlier = await EarlierEvents.find(sql, repeated.flat());
  const isLarge = repeated.map((ids) => steps.isLarge(earlier.deliveryCount(ids)));
  const views = await earlier.views(
    sql,
    repeated.flatMap((ids, i) => (isLarge[i] ? [] : ids)),
  );
  const outcomes = calls.map(({ caller: { organization_id } }, i) => {
    const resolution = resolutions[i];
    if (resolution?.outcome === 'refused') return resolution.error;
    const streamIds = resolution?.streamIds ?? [];
    if (isLarge[i]) return { organization_id, streamIds, inserted };
    return streamIds.flatMap((id) => inserted.get(id) ?? views.get(id) ?? []);
  });
  return { inserts, outcomes };
}

export async function readRepetition(sql: Sql, { streamIds, inserted }: LargeRepetition): Promise<Published[]> {
  const repeated = streamIds.filter((id) => !inserted.has(id));
  const earlier = await EarlierEvents.find(sql, repeated);
  const views = await earlier.views(sql, repeated);
  return streamIds.flatMap((id) => inserted.get(id) ?? views.get(id) ?? []);
}
