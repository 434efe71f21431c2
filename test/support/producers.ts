import type { ApiResponse, Api } from './api.js';

/** A publish call with the ids of its events, and a function that repeats it. */
interface PublishCall {
  readonly ids: readonly string[];
  readonly response: ApiResponse;
  readonly repeat: () => Promise<ApiResponse>;
}

export interface Published {
  readonly calls: readonly PublishCall[];
  readonly accepted: readonly PublishCall[];
  readonly refused: readonly PublishCall[];
}

export interface ProducersOptions {
  readonly type: string;
  /** Prefix of all ids. */
  readonly prefix: string;
  /** Called before each publish call. */
  readonly isOver: (published: Published) => boolean;
}

const singles = 6;
const batches = 2;
const batchSize = 5;

/** Publishes single events and batches without pause until `isOver`. A call without a response rejects. */
export async function publishUntil(api: Api, { type, prefix, isOver }: ProducersOptions): Promise<Published> {
  const published = { calls: [] as PublishCall[], accepted: [] as PublishCall[], refused: [] as PublishCall[] };
  const call = async (ids: readonly string[], path: string, json: object): Promise<void> => {
    const repeat = (): Promise<ApiResponse> => api.send('POST', path, { json });
    const made: PublishCall = { ids, response: await repeat(), repeat };
    published.calls.push(made);
    (made.response.status === 202 ? published.accepted : published.refused).push(made);
  };
  const single = (name: string): Promise<void> => call([name], '/events', { id: name, type, data: {} });
  const batch = (name: string): Promise<void> => {
    const ids = Array.from({ length: batchSize }, (_, n) => `${name}-${n}`);
    return call(ids, '/events/batch', { events: ids.map((id) => ({ id, type, data: {} })) });
  };
  const producers = Array.from({ length: singles + batches }, async (_, producer) => {
    const publish = producer < singles ? single : batch;
    for (let n = 0; !isOver(published); n++) await publish(`${prefix}-${producer}-${n}`);
  });
  await Promise.all(producers);
  return published;
}
