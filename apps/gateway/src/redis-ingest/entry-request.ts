import { EventInput, RedisIngestEntry, type Settings } from '@postrider/contracts';
import { parseTraceparent } from '@postrider/domain';
import { validationFailed } from '../http/api-error.js';
import { parseJson } from '../http/json-body.js';
import { validated } from '../http/operation-route.js';
import { contentFingerprint, newEvent, publishRequest, type PublishRequest } from '../publish/publish-request.js';

/** An entry as Redis returns it. */
export interface RawEntry {
  /** Redis's own id, such as `1764000000000-0`. */
  id: string;
  /** Names and values alternate. */
  fields: string[];
}

/** Returns the publish call of an entry, checked as strictly as an HTTP call. Throws ApiError 400, 413 or 422. */
export function entryRequest(entry: RawEntry, settings: Pick<Settings, 'http' | 'publish'>, now: Date): PublishRequest {
  const { organization_id, type, data, id, customer, create_customer, traceparent } = validated(
    RedisIngestEntry,
    fieldsOf(entry),
  );
  // In an HTTP call the data is nested one level deeper.
  const value = parseJson(data, {
    maxDepth: settings.http.jsonMaxDepth - 1,
    maxMembers: settings.http.publishMaxMembers,
    name: 'data',
  });
  const input = validated(EventInput, {
    type,
    data: value,
    id,
    customer,
    ...(create_customer !== undefined && { create_customer: create_customer === 'true' }),
  });
  const maxBytes = settings.publish.eventMaxBytes;
  const event = newEvent(input, `{"data":${data}}`, { maxBytes, field: 'data', now });
  const request = {
    ...publishRequest({ organization_id }, [event], undefined),
    traceparent: parseTraceparent(traceparent),
  };
  if (id !== undefined) return request;
  const fingerprint = contentFingerprint(event);
  return {
    ...request,
    claims: [
      {
        organization_id,
        kind: 'event_id',
        // A producer's id cannot contain a space. The fingerprint is in the key because a new Redis may repeat entry ids.
        key: `redis-ingest ${entry.id} ${fingerprint.toString('hex')}`,
        fingerprint,
        event_stream_ids: [event.stream_id],
      },
    ],
  };
}

function fieldsOf({ fields }: RawEntry): Record<string, string> {
  const byName = new Map<string, string>();
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i] ?? '';
    if (byName.has(name)) throw validationFailed([{ field: name, message: 'must not be repeated' }]);
    byName.set(name, fields[i + 1] ?? '');
  }
  return Object.fromEntries(byName);
}
