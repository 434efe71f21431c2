// A route handler as Next.js has them: app/webhooks/route.js. To try it without Next.js: examples/serve-route.mjs.

import { verify, WebhookVerificationError } from '@postrider/sdk/verify';
import { handle, refuse } from './handle.mjs';

const secret = process.env.WEBHOOK_SECRET ?? '';

export async function POST(request) {
  // Not request.json(): the signature is over the bytes.
  const rawBody = new Uint8Array(await request.arrayBuffer());
  try {
    handle(await verify(rawBody, request.headers, { secret }));
    return new Response(null, { status: 204 });
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    refuse(error);
    return Response.json({ error: error.message }, { status: error.statusCode });
  }
}
