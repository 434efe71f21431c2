import type { Address } from './address.ts';
import { fromUser } from './from-user.ts';
import type { Secrets } from './secrets.ts';

export interface AppSettings {
  readonly address: Address;
  readonly secrets: Secrets;
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** Variables for the gateway, the dispatchers and the admin commands. */
export function appEnvironment(settings: AppSettings): Readonly<Record<string, string>> {
  const { address, secrets } = settings;
  return {
    ...orUserValue({
      NODE_ENV: 'development',
      POSTRIDER_ENCRYPTION_KEYS: secrets.encryption_keys,
      POSTRIDER_OPERATOR_PASSWORD: secrets.operator_password,
      POSTRIDER_DISPATCHER_HEALTH_PORT: '0',
      POSTRIDER_DISPATCHER_HEALTH_HOST: '127.0.0.1',
    }),
    DATABASE_URL: settings.databaseUrl,
    REDIS_URL: settings.redisUrl,
    HOST: address.host,
    PORT: String(address.port),
    ...withoutFiles,
  };
}

/** The launcher has read these, and a value beside its file is an error. */
const withoutFiles = Object.fromEntries(
  ['DATABASE_URL', 'REDIS_URL', 'POSTRIDER_ENCRYPTION_KEYS', 'POSTRIDER_OPERATOR_PASSWORD'].map((name) => [
    `${name}_FILE`,
    '',
  ]),
);

function orUserValue(values: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(values);
  return Object.fromEntries(entries.map(([name, value]) => [name, fromUser(name) ?? value]));
}
