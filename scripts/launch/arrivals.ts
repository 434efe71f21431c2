import type { ReceivedRequest, Receiver } from '@postrider/testing';

import type { BuiltInEndpoint } from './built-in-endpoint.ts';
import { parseObject } from './json.ts';
import { presentSignatures, signatureProblem, verified } from './signatures.ts';
import { terminal } from './terminal.ts';

/** From now on, shows every event that the built-in receiver gets. */
export function showArrivals(receiver: Receiver, path: string, endpoint: BuiltInEndpoint): void {
  receiver.on(path, async (request) => {
    await show(request, endpoint.signing_secret);
    return { status: 200 };
  });
}

async function show(request: ReceivedRequest, secret: string): Promise<void> {
  const signatures = presentSignatures(request);
  const problem = await signatureProblem(request, secret, signatures);
  const [type, id] = describe(request);
  if (problem === undefined) terminal.done(type, id, verified(signatures));
  else terminal.fail(`${type}  ${id}  signature NOT verified: ${problem}`);
}

function describe({ rawBody, headers }: ReceivedRequest): [string, string] {
  const named = headers['webhook-id'];
  try {
    const { type = 'data alone', id = 'no id' } = parseObject(rawBody, 'The body');
    return [String(type), String(named ?? id)];
  } catch {
    return ['a body that is not JSON', String(named ?? 'no webhook-id')];
  }
}
