import { Postrider, PostriderError } from '@postrider/sdk';
import { webhookHandler } from '@postrider/sdk/fetch';
import { verify, WebhookVerificationError } from '@postrider/sdk/verify';

import { useSdk } from './use-sdk.mjs';

await useSdk({ Postrider, PostriderError, WebhookVerificationError, verify, webhookHandler });
