import { createHmac } from 'node:crypto';
import { storedRequestFormat, templateOf, type RequestFormat, type SignatureScheme } from '@postrider/contracts';
import { secretKey } from './secret.js';
import { lastingHeaders, requestHeaders } from './sign.js';
import { compileTemplate, render, type Compiled } from './template.js';

type LastingParts = Parameters<typeof lastingHeaders>[0];
type RequestParts = Parameters<typeof requestHeaders>[0];

/** Builds the headers of requests in a format. */
export interface HeaderBuilder {
  /** All headers, in the order of the request. */
  requestHeaders: (request: RequestParts) => Record<string, string>;
  /** Those that depend on neither the time, the version nor the secrets. */
  lastingHeaders: (request: LastingParts) => Record<string, string>;
}

const defaultBuilder: HeaderBuilder = { requestHeaders, lastingHeaders };

/** Builders by the text of their format. */
const builders = new Map<string, HeaderBuilder>();
const maxBuilders = 1_000;

/** The builder of a stored format, cached by its text. Null is the default format, which needs none of this. */
export function headerBuilder(text: string | null): HeaderBuilder {
  if (text === null) return defaultBuilder;
  const cached = builders.get(text);
  if (cached) return cached;
  if (builders.size >= maxBuilders) builders.clear();
  const builder = compileFormat(storedRequestFormat(JSON.parse(text) as RequestFormat));
  builders.set(text, builder);
  return builder;
}

/** Compiles a format that the API has accepted. Headers have the order of the default format. */
export function compileFormat({ headers: names, user_agent, signatures }: RequestFormat): HeaderBuilder {
  const agent = user_agent === null ? undefined : compileTemplate(user_agent);
  const [first, second] = signatures.map(compileSignature);
  const lasting = (request: LastingParts): Record<string, string> => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (names.id !== null) headers[names.id] = request.id;
    if (names.event_type !== null) headers[names.event_type] = request.event_type;
    if (names.delivery_id !== null) headers[names.delivery_id] = request.delivery_id;
    if (names.attempt !== null) headers[names.attempt] = String(request.attempt);
    return headers;
  };
  return {
    lastingHeaders: lasting,
    requestHeaders: (request) => {
      if (request.secrets.length === 0) throw new Error('there is no unexpired signing secret');
      const headers = lasting(request);
      if (agent) headers['user-agent'] = render(agent, { version: request.version });
      if (first) headers[first.header] = first.sign(request);
      if (names.timestamp !== null) headers[names.timestamp] = String(request.timestamp);
      if (second) headers[second.header] = second.sign(request);
      if (names.customer !== null && request.customer !== undefined) headers[names.customer] = request.customer;
      return headers;
    },
  };
}

interface CompiledSignature {
  header: string;
  sign: (request: RequestParts) => string;
}

function compileSignature(signature: SignatureScheme): CompiledSignature {
  const { header, hash, encoding, key, signed: signedText, value, repeat } = templateOf(signature);
  const signed = compileTemplate(signedText);
  const hmac = (secret: string, text: string): string =>
    createHmac(hash, key === 'decoded' ? secretKey(secret) : secret)
      .update(text)
      .digest(encoding);

  if (!repeat) {
    const single = compileTemplate(value);
    return {
      header,
      sign: (request) => {
        const values = valuesOf(request);
        const { secrets, attempt } = request;
        const secret = secrets[(attempt - 1) % secrets.length] ?? '';
        return render(single, { ...values, signature: hmac(secret, render(signed, values)) });
      },
    };
  }

  const [before, after] = value.split(repeat.part).map(compileTemplate) as [Compiled, Compiled];
  const part = compileTemplate(repeat.part);
  return {
    header,
    sign: (request) => {
      const values = valuesOf(request);
      const text = render(signed, values);
      const parts = request.secrets.map((secret) => render(part, { ...values, signature: hmac(secret, text) }));
      return render(before, values) + parts.join(repeat.separator) + render(after, values);
    },
  };
}

const valuesOf = ({ id, timestamp, body }: RequestParts) => ({ id, timestamp: String(timestamp), body });
