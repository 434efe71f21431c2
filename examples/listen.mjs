// Webhooks without a public URL: POSTRIDER_URL=http://… POSTRIDER_KEY=mlx_mk_… node examples/listen.mjs

import { Postrider } from '@postrider/sdk';
import { verify } from '@postrider/sdk/verify';
import { handle } from './handle.mjs';

const postrider = new Postrider({ url: process.env.POSTRIDER_URL ?? '', key: process.env.POSTRIDER_KEY ?? '' });
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

let secret = '';
for await (const message of postrider.listen({ event_types: ['budget.*'], signal: stop.signal })) {
  if (message.event === 'ready') {
    secret = message.signing_secret;
    console.log('receiving');
  } else {
    handle(await verify(message.body, message.headers, { secret }));
  }
}
