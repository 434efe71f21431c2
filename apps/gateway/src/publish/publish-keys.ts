import { isId, type EventPublished } from '@postrider/contracts';
import { dataJsonOf } from '@postrider/domain';
import { unnest, withinWeeksOf, type Sql } from '@postrider/event-store';
import type { ApiError } from '../http/api-error.js';
import {
  claimRefused,
  contentFingerprint,
  type Claim,
  type OwnedClaim,
  type PublishRequest,
} from './publish-request.js';

/** The decision on a call with claims. `streamIds` are those of all its events, in its order. */
export type Resolution =
  | { outcome: 'refused'; error: ApiError }
  /** An earlier call with the same `Idempotency-Key` published the events. */
  | { outcome: 'repeated'; streamIds: string[] }
  /** `newPart` is the call without those events that earlier calls published under the same ids. */
  | { outcome: 'new'; streamIds: string[]; newPart: PublishRequest };

const columns = {
  organization_id: 'text',
  kind: 'text',
  key: 'text',
  fingerprint: 'bytea',
  event_stream_ids: 'text',
} as const;

const nameOf = ({ organization_id, kind, key }: Omit<OwnedClaim, 'fingerprint' | 'event_stream_ids'>): string =>
  JSON.stringify([organization_id, kind, key]);

/** Two calls conflict when they have a name in common. */
export const claimNames = ({ claims }: PublishRequest): string[] => claims.map(nameOf);

/**
 * Claims the keys of calls inside the transaction that publishes them. The calls must not conflict with each other.
 * `refuse` checks the new part of a call. Keys are inserted in one order, so that gateways with the same keys wait for each
 * other and do not deadlock.
 */
export async function resolveKeys(
  sql: Sql,
  calls: readonly PublishRequest[],
  refuse: (newPart: PublishRequest) => ApiError | undefined,
): Promise<Resolution[]> {
  const claims = calls.flatMap((call) => call.claims);
  const earlier = await claimsOfGeneratedIds(sql, claims);
  const unclaimed = claims.filter((claim) => !earlier.has(nameOf(claim)));
  const inserted = await insertClaims(sql, unclaimed);
  const conflicting = unclaimed.filter((claim) => !inserted.has(nameOf(claim)));
  for (const claim of await readClaims(sql, conflicting)) earlier.set(nameOf(claim), claim);

  const resolutions = calls.map((call) => resolve(call, earlier, refuse));
  const unused = calls.flatMap((call, i) =>
    resolutions[i]?.outcome === 'new' ? [] : call.claims.filter((claim) => inserted.has(nameOf(claim))),
  );
  await deleteClaims(sql, unused);
  await redirect(sql, calls, resolutions);
  return resolutions;
}

function resolve(
  call: PublishRequest,
  earlier: ReadonlyMap<string, Claim>,
  refuse: (newPart: PublishRequest) => ApiError | undefined,
): Resolution {
  const taken = call.claims.flatMap((claim) => {
    const first = earlier.get(nameOf(claim));
    return first ? [{ claim, first }] : [];
  });
  const ofCall = taken.find(({ claim }) => claim.kind === 'request');
  const decisive = ofCall ? [ofCall] : taken;
  const different = decisive.find(({ claim, first }) => !first.fingerprint.equals(claim.fingerprint));
  if (different) return { outcome: 'refused', error: claimRefused(different.claim) };
  if (ofCall) return { outcome: 'repeated', streamIds: ofCall.first.event_stream_ids };
  const published = new Map(
    taken.map(({ claim, first }) => [claim.event_stream_ids[0] ?? '', first.event_stream_ids[0] ?? '']),
  );
  const newPart =
    published.size === 0 ? call : { ...call, events: call.events.filter(({ stream_id }) => !published.has(stream_id)) };
  const error = refuse(newPart);
  if (error) return { outcome: 'refused', error };
  const streamIds = call.events.map(({ stream_id }) => published.get(stream_id) ?? stream_id);
  return { outcome: 'new', streamIds, newPart };
}

/** A producer may repeat an id that Postrider generated. It has no row in `publish_keys`: its event has the content. */
async function claimsOfGeneratedIds(sql: Sql, claims: readonly OwnedClaim[]): Promise<Map<string, Claim>> {
  const ids = claims.filter(({ kind, key }) => kind === 'event_id' && isId('event', key)).map(({ key }) => key);
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<{ stream_id: string; organization_id: string; data: EventPublished['data'] }>(
    `SELECT stream_id, organization_id, data FROM domain_events
      WHERE stream_id = ANY($1) AND version = 1 AND ${withinWeeksOf('stream_id', ids)}`,
    [ids],
  );
  return new Map(
    rows
      .filter(({ stream_id, data }) => data.event_id === stream_id)
      .map(({ stream_id, organization_id, data }) => {
        const fingerprint = contentFingerprint({ type: data.event_type, dataJson: dataJsonOf(data.body) });
        const claim = { kind: 'event_id', key: stream_id, fingerprint, event_stream_ids: [stream_id] } as const;
        return [nameOf({ ...claim, organization_id }), { ...claim, event_stream_ids: [stream_id] }];
      }),
  );
}

/**
 * Keys go into the newest generation of their kind. Keys of earlier generations are committed: a new one opens while no
 * claim is in progress.
 */
async function insertClaims(sql: Sql, claims: readonly OwnedClaim[]): Promise<Set<string>> {
  const sorted = claims.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const rows = sorted.map((claim) => ({ ...claim, event_stream_ids: claim.event_stream_ids.join(' ') }));
  const { from, values } = unnest(rows, columns, { alias: 'c' });
  const inserted = await sql.query<OwnedClaim>({
    name: 'insert-claims',
    text: `INSERT INTO publish_keys (organization_id, kind, key, generation, fingerprint, event_stream_ids)
     SELECT c.organization_id, c.kind, c.key, g.newest, c.fingerprint, string_to_array(c.event_stream_ids, ' ')
       FROM ${from}
       JOIN (SELECT kind, max(number) AS newest FROM key_generations GROUP BY kind) AS g USING (kind)
      WHERE NOT EXISTS (
              SELECT 1 FROM publish_keys k
               WHERE k.organization_id = c.organization_id AND k.kind = c.kind AND k.key = c.key
                 AND k.generation < g.newest)
     ON CONFLICT DO NOTHING RETURNING organization_id, kind, key`,
    values,
  });
  return new Set(inserted.rows.map(nameOf));
}

async function readClaims(sql: Sql, claims: readonly OwnedClaim[]): Promise<OwnedClaim[]> {
  if (claims.length === 0) return [];
  const { rows } = await sql.query<OwnedClaim>(
    `SELECT organization_id, kind, key, fingerprint, event_stream_ids FROM publish_keys
      WHERE (organization_id, kind, key) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))`,
    keyColumns(claims),
  );
  return rows;
}

async function deleteClaims(sql: Sql, claims: readonly OwnedClaim[]): Promise<void> {
  if (claims.length === 0) return;
  await sql.query(
    `DELETE FROM publish_keys
      WHERE (organization_id, kind, key) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))`,
    keyColumns(claims),
  );
}

/** The `Idempotency-Key` of a call with repeated events returns the streams of the earlier events. */
async function redirect(sql: Sql, calls: readonly PublishRequest[], resolutions: readonly Resolution[]): Promise<void> {
  for (const [i, call] of calls.entries()) {
    const resolution = resolutions[i];
    const ofCall = call.claims.find(({ kind }) => kind === 'request');
    if (!ofCall || resolution?.outcome !== 'new' || resolution.newPart === call) continue;
    await sql.query(
      'UPDATE publish_keys SET event_stream_ids = $4 WHERE organization_id = $1 AND kind = $2 AND key = $3',
      [ofCall.organization_id, ofCall.kind, ofCall.key, resolution.streamIds],
    );
  }
}

const keyColumns = (claims: readonly OwnedClaim[]): string[][] => [
  claims.map(({ organization_id }) => organization_id),
  claims.map(({ kind }) => kind),
  claims.map(({ key }) => key),
];
