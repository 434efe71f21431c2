import { RevokeButton } from '../parts/revoke-button.js';
import type { ApiKey } from '@postrider/contracts';
import { Stack, Text } from '@mantine/core';
import { Time } from '../parts/time.js';
import { useRevokeKey } from './key-calls.js';
import { Trans } from 'react-i18next';
import { t } from '../texts/texts.js';

interface RevokeKeyProps {
  apiKey: ApiKey;
  /** Whether this session was started with the key. */
  isOwn: boolean;
}

export function RevokeKey({ apiKey, isOwn }: RevokeKeyProps) {
  const revocation = useRevokeKey(apiKey.id);
  const name = apiKey.name ?? `…${apiKey.last_four}`;
  return (
    <RevokeButton
      action={t(($) => $.keys.revoke.revoke)}
      named={t(($) => $.keys.revoke.named, { name })}
      title={t(($) => $.keys.revoke.title, { name })}
      done={t(($) => $.keys.revoke.done, { name })}
      revocation={revocation}
    >
      <Consequences apiKey={apiKey} isOwn={isOwn} />
    </RevokeButton>
  );
}

function Consequences({ apiKey: { kind, last_used_at }, isOwn }: RevokeKeyProps) {
  return (
    <Stack gap="xs">
      {isOwn && (
        <Text size="sm" fw={600} c="var(--mantine-color-error)">
          {t(($) => $.keys.revoke.own)}
        </Text>
      )}
      <Text size="sm">{t(($) => $.keys.revoke.consequences[kind])}</Text>
      <Text size="sm" c="dimmed">
        {last_used_at === null ? (
          t(($) => $.keys.revoke.neverUsed)
        ) : (
          <Trans i18nKey={($) => $.keys.revoke.lastUsed} components={{ time: <Time value={last_used_at} /> }} />
        )}
      </Text>
    </Stack>
  );
}
