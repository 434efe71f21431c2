/** A command that publishes an event with an example's data. The key is for its reader to fill in. */
export function publishCommand(type: string, data: object, origin: string): string {
  const body = JSON.stringify({ type, data }, null, 2).replaceAll("'", String.raw`'\''`);
  return `curl ${origin}/manage/v1/webhooks/events \\
  -H "authorization: Bearer $POSTRIDER_PROJECT_KEY" \\
  -H 'content-type: application/json' \\
  -d '${body}'`;
}
