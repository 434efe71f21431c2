import { sdkPackage } from '../shared/sdk-package.js';

export interface Snippet {
  language: string;
  /** The package to install, from the registry of the language. */
  install: string;
  code: string;
}

/** Code that verifies a request, by language. The secret stays out of it: it belongs into the environment. */
export const verifySnippets: readonly Snippet[] = [
  {
    language: 'TypeScript',
    install: sdkPackage,
    code: `import { verify } from '@postrider/sdk/verify';

// rawBody: the bytes as they arrived, before any JSON parser
const event = await verify(rawBody, request.headers, {
  secret: process.env.WEBHOOK_SECRET ?? '',
});`,
  },
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
];
