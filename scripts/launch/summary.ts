import { fromUser } from './from-user.ts';
import { paths } from './paths.ts';
import { terminal } from './terminal.ts';

/** Shows URLs, files, and commands to paste. */
export function showSummary(url: string, signInLink: string): void {
  terminal.text();
  const variable = 'POSTRIDER_OPERATOR_PASSWORD';
  const password = fromUser(variable) === undefined ? paths.secrets : variable;
  const rows = [
    ['Dashboard', `${signInLink}  (valid once, for one hour; or sign in with the management key)`],
    ['API', `${url}/manage/v1/webhooks`],
    ['Queues', `${url}/queues  (user "operator", password in ${password})`],
    ['Keys', paths.credentials],
    ['Logs', paths.logs],
  ] as const;
  for (const [label, value] of rows) terminal.text(`${label.padEnd(10)}${value}`);

  terminal.text();
  terminal.title('Publish an event');
  show([
    `curl -sS ${url}/manage/v1/webhooks/events \\`,
    `  -H "Authorization: Bearer ${key('project_key')}" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"type":"budget.exceeded","data":{"budget_id":"bud_123","spend_usd":105.2}}'`,
  ]);
  terminal.title('List deliveries');
  show([`curl -sS ${url}/manage/v1/webhooks/deliveries \\`, `  -H "Authorization: Bearer ${key('management_key')}"`]);
  terminal.faint('Press Ctrl-C to stop. Received events are shown here:');
}

/** Without indentation, so that the commands can be copied. */
function show(lines: readonly string[]): void {
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

function key(name: string): string {
  return `$(node -p 'require(process.argv[1]).${name}' ${quote(paths.credentials)})`;
}

function quote(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
