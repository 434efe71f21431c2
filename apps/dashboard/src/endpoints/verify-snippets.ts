import { isPortal } from '../api/permissions.js';

export interface Snippet {
  language: string;
  /** The package to install, from the registry of the language; undefined: the SDK, which is in none. */
  install: string | undefined;
  code: string;
}

const withSdk: Snippet = {
  language: 'TypeScript',
  install: undefined,
  code: `import { verify } from '@postrider/sdk/verify';

// rawBody: the bytes as they arrived, before any JSON parser
const event = await verify(rawBody, request.headers, {
  secret: process.env.WEBHOOK_SECRET ?? '',
});`,
};

/** Customers of a platform have nothing to do with Postrider. */
const withStandardPackage: Snippet = {
  language: 'TypeScript',
  install: 'standardwebhooks',
  code: `import { Webhook } from 'standardwebhooks';

// rawBody: the bytes as they arrived, before any JSON parser; throws for a wrong signature
const event = new Webhook(process.env.WEBHOOK_SECRET ?? '').verify(rawBody, request.headers);`,
};

/** Code that verifies a request, by language. The secret stays out of it: it belongs into the environment. */
export const verifySnippets: readonly Snippet[] = [
  isPortal() ? withStandardPackage : withSdk,
  {
    language: 'Python',
    install: 'standardwebhooks',
    code: `import os
from standardwebhooks import Webhook

# raw_body: the bytes as they arrived; raises an error for a wrong signature
event = Webhook(os.environ["WEBHOOK_SECRET"]).verify(raw_body, request.headers)`,
  },
  {
    language: 'Go',
    install: 'github.com/standard-webhooks/standard-webhooks/libraries',
    code: `import standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

wh, err := standardwebhooks.NewWebhook(os.Getenv("WEBHOOK_SECRET"))
// rawBody: the bytes as they arrived
err = wh.Verify(rawBody, request.Header)`,
  },
  {
    language: 'Java',
    install: 'com.standardwebhooks:standardwebhooks',
    code: `import com.standardwebhooks.Webhook;

// rawBody: the text as it arrived; headers: java.net.http.HttpHeaders
new Webhook(System.getenv("WEBHOOK_SECRET")).verify(rawBody, headers);`,
  },
  {
    language: 'Ruby',
    install: 'standardwebhooks',
    code: `require "standardwebhooks"

# raw_body: the text as it arrived, such as request.raw_post of Rails; raises an error for a wrong signature
event = StandardWebhooks::Webhook.new(ENV.fetch("WEBHOOK_SECRET")).verify(raw_body, request.headers)`,
  },
];
