import type { RequestFormat, SignatureScheme } from '@postrider/contracts';

type Headers = [name: string, value: string][];

const example = {
  id: 'evt_01m847cgx0fawrmv3pp8n1c2de',
  timestamp: '1795438313',
  event_type: 'budget.exceeded',
  delivery_id: 'whd_01m847ch3eecbt9h1x3q6ncx5d',
  attempt: '1',
  customer: 'acme',
};
/** That of `@postrider/contracts`, as a test checks. */
const version = '0.1.0';

/** Signatures begin like this one: nobody reads them. */
const beginnings = { hex: '5f2b8c04d1e97a63…', base64: 'X4yME0nc6XpjKq8w…' };

/** The headers of an example request, in the order in which they are sent. */
export function exampleHeaders({ headers, user_agent, signatures: [first, second] }: RequestFormat): Headers {
  const named = (...names: (keyof typeof headers)[]): Headers =>
    names.flatMap((field) => {
      const name = headers[field];
      return name === null ? [] : [[name, example[field]]];
    });
  return [
    ['content-type', 'application/json'],
    ...named('id', 'event_type', 'delivery_id', 'attempt'),
    ...(user_agent === null ? [] : ([['user-agent', user_agent.replaceAll('{version}', version)]] as Headers)),
    ...signed(first),
    ...named('timestamp'),
    ...signed(second),
    ...named('customer'),
  ];
}

const signed = (signature: SignatureScheme | undefined): Headers =>
  signature === undefined ? [] : [[signature.header, valueOf(signature)]];

function valueOf(signature: SignatureScheme): string {
  switch (signature.scheme) {
    case 'hmac_hex':
      return beginnings.hex;
    case 'standard_webhooks':
      return `v1,${beginnings.base64}`;
    case 'template':
      return signature.value
        .replaceAll('{signature}', beginnings[signature.encoding])
        .replaceAll('{timestamp}', example.timestamp)
        .replaceAll('{id}', example.id);
  }
}
