import {
  exampleIds,
  exampleOfError,
  listenMessages,
  listenToEvents,
  liveMessages,
  watchChanges,
  type ListenMessageName,
  type ListenReady,
  type LiveMessageName,
  type Operation,
} from '@postrider/contracts';
import type * as z from 'zod';

export interface StreamMessage {
  readonly summary: string;
  /** Whether it has an id, after which a client can resume. */
  readonly id: 'always' | 'sometimes' | 'never';
  readonly data: z.ZodType;
  readonly examples: readonly { summary: string; id?: string; data: unknown }[];
}

export interface Stream {
  readonly operation: Operation;
  readonly messages: Readonly<Record<string, StreamMessage>>;
}

const heartbeatId = 'evt_01m847jh4g0000000000000000';
const end = {
  summary: 'The last message, if the server ends the stream: the reason, in the shape of an error.',
  id: 'never' as const,
};

const ofListen = {
  ready: {
    summary:
      "The first message. Events that are published from now on follow. `signing_secret` signs this API key's streams and is always the same; it is null if the secrets of an endpoint sign.",
    id: 'sometimes',
    data: listenMessages.ready,
    examples: [
      {
        summary: 'All events of the organization',
        data: {
          endpoint_id: null,
          signing_secret: 'whsec_kW4GSXcJeyqS1yJ3uxnMhSnAx0dyBgtuvHAgiNcz8LM=',
        } satisfies ListenReady,
      },
    ],
  },
  webhook: {
    summary: 'An event as the signed request that a receiver would get. Forward the body byte for byte.',
    id: 'always',
    data: listenMessages.webhook,
    examples: listenToEvents.examples.map(({ summary, response }) => ({
      summary,
      id: exampleIds.event,
      data: response,
    })),
  },
  heartbeat: {
    summary:
      'Sent every 15 seconds by default, with an id once all events before it are sent. A stream without heartbeats is dead.',
    id: 'sometimes',
    data: listenMessages.heartbeat,
    examples: [{ summary: 'A heartbeat', id: heartbeatId, data: {} }],
  },
  end: {
    ...end,
    data: listenMessages.end,
    examples: [{ summary: 'The key was revoked', data: exampleOfError('invalid_api_key') }],
  },
} satisfies Record<ListenMessageName, StreamMessage>;

const ofLive = {
  change: {
    summary: 'Resources have changed. The message has no data of them: load them again.',
    id: 'never',
    data: liveMessages.change,
    examples: watchChanges.examples.map(({ summary, response }) => ({ summary, data: response })),
  },
  end: {
    ...end,
    data: liveMessages.end,
    examples: [{ summary: 'The gateway stops', data: exampleOfError('service_unavailable') }],
  },
} satisfies Record<LiveMessageName, StreamMessage>;

/** The operations whose response is a stream of server-sent events, by the name of their channel. */
export const streams: Readonly<Record<string, Stream>> = {
  listen: { operation: listenToEvents, messages: ofListen },
  live: { operation: watchChanges, messages: ofLive },
};
