const { Postrider, PostriderError } = require('@postrider/sdk');
const { webhookHandler } = require('@postrider/sdk/fetch');
const { verify, WebhookVerificationError } = require('@postrider/sdk/verify');

import('./use-sdk.mjs').then(({ useSdk }) =>
  useSdk({ Postrider, PostriderError, WebhookVerificationError, verify, webhookHandler }),
);
