/** A command that creates an endpoint. The key is for its reader to fill in. */
export const createCommand = (): string => `curl ${location.origin}/manage/v1/webhooks/endpoints \\
  -H "authorization: Bearer $POSTRIDER_KEY" \\
  -H 'content-type: application/json' \\
  -d '{"url": "https://your-app.example.com/hooks", "event_types": ["*"]}'`;
