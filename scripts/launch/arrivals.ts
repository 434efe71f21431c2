import type { ReceivedRequest, Receiver } from '@postrider/testing';

import type { BuiltInEndpoint } from './built-in-endpoint.ts';
import { parseObject } from './json.ts';
import { signatureProblem } from './signatures.ts';
import { terminal } from './terminal.ts';

/** From now on, shows every event that the built-in receiver gets. */
export function showArrivals(receiver: Receiver, path: string, endpoint: BuiltInEndpoint): void {
  receiver.on(path, async (request) => {
    await show(request, endpoint.signing_secret);
    return { status: 200 };
  });
}

async function show(request: ReceivedRequest, secret: string): Promise<void> {
  const problem = await signatureProblem(request, secret);
  const [type, id] = describe(request);
  if (problem === undefined) terminal.done(type, id, 'signature verified');
  else terminal.fail(`${type}  ${id}  signature NOT verified: ${problem}`);
}

function describe({ rawBody, headers }: ReceivedRequest): [string, string] {
  const id = String(headers['webhook-id'] ?? 'no webhook-id');
  try {
    const { type } = parseObject(rawBody, 'The body');
    return [String(type), id];
  } catch {
    return ['a body that is not JSON', id];
  }
}
