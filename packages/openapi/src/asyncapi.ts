import { version } from '@postrider/contracts';
import { createDocument } from 'zod-openapi';
import { pascalCase } from './names.js';
import { pathsOf } from './operations.js';
import { override } from './override.js';
import { managementKey } from './security.js';
import { streams, type Stream, type StreamMessage } from './streams.js';

type Json = Readonly<Record<string, unknown>>;
type Paths = Readonly<Record<string, { get: { parameters?: { name: string; schema: Json }[] } }>>;

/** Builds the AsyncAPI 3.0 document of the streams of server-sent events. */
export function asyncApiDocument(): Json {
  const named = Object.entries(streams);
  const messages = Object.assign({}, ...named.map(([name, stream]) => messagesOf(name, stream))) as Json;
  const { paths, schemas } = asOpenApi();
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Postrider streams',
      version,
      description,
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    servers: {
      gateway: {
        host: '{host}',
        protocol: 'http',
        description: 'The gateway. Behind a proxy that ends TLS, the protocol is https.',
        variables: { host: { default: '127.0.0.1:3000', description: 'Host and port of the gateway.' } },
        security: [{ $ref: '#/components/securitySchemes/managementKey' }],
      },
    },
    channels: Object.fromEntries(named.map(([name, stream]) => [name, channel(name, stream)])),
    operations: Object.fromEntries(
      named.map(([name, stream]) => [stream.operation.name, operation(name, stream, paths)]),
    ),
    components: {
      messages,
      schemas: usedBy(messages, schemas),
      securitySchemes: { managementKey },
    },
  };
}

function channel(name: string, { operation: { path, summary, description }, messages }: Stream): Json {
  return {
    address: path,
    title: summary,
    description,
    servers: [{ $ref: '#/servers/gateway' }],
    messages: Object.fromEntries(
      Object.keys(messages).map((event) => [event, { $ref: `#/components/messages/${messageName(name, event)}` }]),
    ),
  };
}

function operation(name: string, { operation: { summary, description, path }, messages }: Stream, paths: Paths): Json {
  return {
    action: 'send',
    title: summary,
    summary: description,
    channel: { $ref: `#/channels/${name}` },
    security: [{ $ref: '#/components/securitySchemes/managementKey' }],
    bindings: { http: { method: 'GET', query: querySchema(paths[path]), bindingVersion: '0.3.0' } },
    messages: Object.keys(messages).map((event) => ({ $ref: `#/channels/${name}/messages/${event}` })),
  };
}

function messagesOf(name: string, { messages }: Stream): Json {
  return Object.fromEntries(
    Object.entries(messages).map(([event, message]) => [messageName(name, event), described(event, message)]),
  );
}

function described(event: string, { summary, id, data, examples }: StreamMessage): Json {
  return {
    name: event,
    title: event,
    summary,
    contentType: 'application/json',
    headers: {
      type: 'object',
      description: 'The fields of the server-sent event beside `data`.',
      required: id === 'always' ? ['event', 'id'] : ['event'],
      properties: {
        event: { type: 'string', const: event },
        ...(id !== 'never' && {
          id: { type: 'string', description: 'Resumes the stream, in a header `Last-Event-ID`.' },
        }),
      },
    },
    payload: { $ref: `#/components/schemas/${idOf(data)}` },
    examples: examples.map((example) => ({
      summary: example.summary,
      headers: { event, ...(example.id !== undefined && { id: example.id }) },
      payload: example.data,
    })),
  };
}

/** The parameters and schemas as the OpenAPI document has them. */
function asOpenApi(): { paths: Paths; schemas: Json } {
  const all = Object.values(streams);
  const data = all.flatMap(({ messages }) => Object.values(messages).map((message) => message.data));
  const { paths = {}, components } = createDocument(
    {
      openapi: '3.1.1',
      info: { title: '', version },
      paths: {
        ...pathsOf(all.map((stream) => stream.operation)),
        // Only a response makes components of outputs.
        '/messages': {
          get: {
            responses: {
              200: {
                description: '',
                content: Object.fromEntries(data.map((schema) => [`x/${idOf(schema)}`, { schema }])),
              },
            },
          },
        },
      },
    },
    { override },
  );
  return { paths: paths as Paths, schemas: components?.schemas ?? {} };
}

/** The schemas that a value refers to, also by others. */
function usedBy(value: unknown, schemas: Json): Json {
  const used = new Set<string>();
  const use = (each: unknown): void => {
    for (const [, name = ''] of JSON.stringify(each).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      use(schemas[name]);
    }
  };
  use(value);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}

const querySchema = (path: Paths[string] | undefined): Json => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries((path?.get.parameters ?? []).map(({ name, schema }) => [name, schema])),
});

const messageName = (channelName: string, event: string): string => pascalCase(`${channelName}_${event}`);

function idOf(schema: StreamMessage['data']): string {
  const { id } = schema.meta() ?? {};
  if (typeof id !== 'string') throw new Error('expected the data of a message with an id, by `.meta({ id })`');
  return id;
}

const description = `The streams of Postrider: responses of server-sent events (\`text/event-stream\`) that do not end.

Each message is one server-sent event: its \`event\` is the name of the message, its \`data\` the payload as JSON in one line.
\`retry\` says when to connect again. Comments show that a stream is alive. Later versions may add messages, fields, and values
where the schema has \`x-extensible-enum\`: ignore what you do not know.

The rest of the API, with the errors of these two operations, is in the OpenAPI document (\`/openapi.json\`).
`;
