import { configVersion, listNames } from './config-file.js';
import { toYaml } from './yaml-text.js';
import { lineTypeOf, type LineType } from '../transfer/line-type.js';

/** The file for `apply`, of the lines of an export. Secrets are in neither. */
export async function yamlOf(lines: AsyncIterable<string>): Promise<string> {
  const lists: Record<LineType, object[]> = { event_type: [], customer: [], endpoint: [] };
  for await (const line of lines) {
    const value = JSON.parse(line) as Record<string, unknown>;
    const type = lineTypeOf(value);
    if (type) lists[type].push(entryOf(value));
  }
  const named = (Object.keys(listNames) as LineType[]).map((type) => [listNames[type], lists[type]] as const);
  return toYaml({ version: configVersion, ...Object.fromEntries(named) });
}

/** An endpoint of the organization itself names no customer. */
function entryOf({ type: _type, id: _id, signing_secret: _secret, customer, ...fields }: Record<string, unknown>) {
  const { uid, ...others } = fields;
  return { ...(uid !== undefined && { uid }), ...(typeof customer === 'string' && { customer }), ...others };
}
