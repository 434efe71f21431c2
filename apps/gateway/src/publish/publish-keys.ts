import { isId, type EventPublished } from '@postrider/contracts';
import { dataJsonOf } from '@postrider/domain';
import { unnest, type Sql } from '@postrider/event-store';
import type { ApiError } from '../http/api-error.js';
import {
  claimRefused,
  contentFingerprint,
  type Claim,
  type OwnedClaim,
  type PublishRequest,
} from './publish-request.js';

/** What a keyed call came to: refused, known as a whole, or to be published, except for events known by their ids. */
export type Resolution =
  | { outcome: 'refused'; error: ApiError }
  | { outcome: 'known'; streamIds: string[] }
  /** `known` maps the stream ids that were meant for events to the streams that hold them already. */
  | { outcome: 'new'; known: Map<string, string> };

const columns = {
  organization_id: 'text',
  kind: 'text',
  key: 'text',
  fingerprint: 'bytea',
  event_stream_ids: 'text',
} as const;

const nameOf = ({ organization_id, kind, key }: Omit<OwnedClaim, 'fingerprint' | 'event_stream_ids'>): string =>
  JSON.stringify([organization_id, kind, key]);

/** What a call claims, for telling apart calls that claim the same. */
export const claimNames = ({ claims }: PublishRequest): string[] => claims.map(nameOf);

/**
 * Claims the keys of calls inside the transaction that publishes them. No two of the calls may claim the same key.
 * `refuse` may refuse a call for those of its events that are not known.
 * Keys are taken in one order, so that gateways which claim the same ones wait for each other instead of locking up.
 */
export async function resolveKeys(
  sql: Sql,
  requests: readonly PublishRequest[],
  refuse: (request: PublishRequest, known: ReadonlyMap<string, string>) => ApiError | undefined,
): Promise<Resolution[]> {
  const claims = requests.map((request) => request.claims);
  const holders = await generatedIds(sql, claims.flat());
  const wanted = claims.flat().filter((claim) => !holders.has(nameOf(claim)));
  const won = await insertClaims(sql, wanted);
  const lost = wanted.filter((claim) => !won.has(nameOf(claim)));
  for (const holder of await readClaims(sql, lost)) holders.set(nameOf(holder), holder);

  const resolutions = requests.map((request): Resolution => {
    const resolution = resolve(request.claims, holders);
    const error = resolution.outcome === 'new' ? refuse(request, resolution.known) : undefined;
    return error ? { outcome: 'refused', error } : resolution;
  });
  await withdraw(
    sql,
    claims.flatMap((own, i) =>
      resolutions[i]?.outcome === 'new' ? [] : own.filter((claim) => won.has(nameOf(claim))),
    ),
  );
  await redirect(sql, claims, resolutions);
  return resolutions;
}

function resolve(own: readonly OwnedClaim[], holders: ReadonlyMap<string, Claim>): Resolution {
  const taken = own.flatMap((claim) => {
    const holder = holders.get(nameOf(claim));
    return holder ? [{ claim, holder }] : [];
  });
  const whole = taken.find(({ claim }) => claim.kind === 'request');
  const decisive = whole ? [whole] : taken;
  const refused = decisive.find(({ claim, holder }) => !holder.fingerprint.equals(claim.fingerprint));
  if (refused) return { outcome: 'refused', error: claimRefused(refused.claim) };
  if (whole) return { outcome: 'known', streamIds: whole.holder.event_stream_ids };
  return {
    outcome: 'new',
    known: new Map(
      taken.map(({ claim, holder }) => [claim.event_stream_ids[0] ?? '', holder.event_stream_ids[0] ?? '']),
    ),
  };
}

/** A producer may repeat an id that we made: it was never claimed, but its event says what it stands for. */
async function generatedIds(sql: Sql, claims: readonly OwnedClaim[]): Promise<Map<string, Claim>> {
  const ids = claims.filter(({ kind, key }) => kind === 'event_id' && isId('event', key)).map(({ key }) => key);
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<{ stream_id: string; organization_id: string; data: EventPublished['data'] }>(
    'SELECT stream_id, organization_id, data FROM domain_events WHERE stream_id = ANY($1) AND version = 1',
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

async function insertClaims(sql: Sql, claims: readonly OwnedClaim[]): Promise<Set<string>> {
  const sorted = claims.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const rows = sorted.map((claim) => ({ ...claim, event_stream_ids: claim.event_stream_ids.join(' ') }));
  const { from, values } = unnest(rows, columns, { alias: 'c' });
  const inserted = await sql.query<OwnedClaim>(
    `INSERT INTO publish_keys (organization_id, kind, key, fingerprint, event_stream_ids)
     SELECT organization_id, kind, key, fingerprint, string_to_array(event_stream_ids, ' ') FROM ${from}
     ON CONFLICT DO NOTHING RETURNING organization_id, kind, key`,
    values,
  );
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

/** Gives back what a refused or known call has claimed besides. */
async function withdraw(sql: Sql, claims: readonly OwnedClaim[]): Promise<void> {
  if (claims.length === 0) return;
  await sql.query(
    `DELETE FROM publish_keys
      WHERE (organization_id, kind, key) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))`,
    keyColumns(claims),
  );
}

/** A call's own key must answer with the streams that really hold its events. */
async function redirect(sql: Sql, claims: readonly OwnedClaim[][], resolutions: readonly Resolution[]): Promise<void> {
  for (const [i, resolution] of resolutions.entries()) {
    const whole = claims[i]?.find(({ kind }) => kind === 'request');
    if (!whole || resolution.outcome !== 'new' || resolution.known.size === 0) continue;
    const streamIds = whole.event_stream_ids.map((id) => resolution.known.get(id) ?? id);
    await sql.query(
      'UPDATE publish_keys SET event_stream_ids = $4 WHERE organization_id = $1 AND kind = $2 AND key = $3',
      [whole.organization_id, whole.kind, whole.key, streamIds],
    );
  }
}

const keyColumns = (claims: readonly OwnedClaim[]): string[][] => [
  claims.map(({ organization_id }) => organization_id),
  claims.map(({ kind }) => kind),
  claims.map(({ key }) => key),
];
