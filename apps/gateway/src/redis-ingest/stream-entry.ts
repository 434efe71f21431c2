import { EventInput, StreamEntry, type Settings } from '@postrider/contracts';
import { validationFailed } from '../http/api-error.js';
import { parseJson } from '../http/json-body.js';
import { validated } from '../http/operation-route.js';
import { contentFingerprint, newEvent, publishRequest, type PublishRequest } from '../publish/publish-request.js';

/** An entry of the event stream, as Redis has it. */
export interface RawEntry {
  /** Redis's own id, such as `1764000000000-0`. */
  id: string;
  /** Names and values in turn. */
  fields: string[];
}

/** The publish call that an entry stands for: as strict as the API. Throws ApiError 400, 413 or 422. */
export function entryRequest(entry: RawEntry, settings: Pick<Settings, 'http' | 'publish'>, now: Date): PublishRequest {
  const { organization_id, type, data, id } = validated(StreamEntry, fieldsOf(entry));
  // In a request the data lies one level deeper than here.
  const value = parseJson(data, {
    maxDepth: settings.http.jsonMaxDepth - 1,
    maxMembers: settings.http.publishMaxMembers,
    name: 'data',
  });
  const input = validated(EventInput, { type, data: value, id });
  const event = newEvent(input, `{"data":${data}}`, {
    maxBytes: settings.publish.eventMaxBytes,
    field: 'data',
    now,
  });
  const request = publishRequest({ organization_id }, [event], undefined);
  if (id !== undefined) return request;
  const fingerprint = contentFingerprint(event);
  return {
    ...request,
    claims: [
      {
        organization_id,
        kind: 'event_id',
        // No producer's own id has a space. The content is part of it: a Redis that was begun anew may repeat an id.
        key: `stream ${entry.id} ${fingerprint.toString('hex')}`,
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
    if (byName.has(name)) throw validationFailed([{ field: name, message: 'is given more than once' }]);
    byName.set(name, fields[i + 1] ?? '');
  }
  return Object.fromEntries(byName);
}
