import { Alert, Button, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { OAuthConsent, OAuthDecision, OAuthScope, Session } from '@postrider/contracts';
import { useState } from 'react';
import { Trans } from 'react-i18next';
import { messageOf } from '../api/api-error.js';
import { t } from '../texts/texts.js';
import { useDecision } from './consent-calls.js';

interface ConsentFormProps {
  consent: OAuthConsent;
  request: string;
  sessionKey: Session['key'];
}

/** Begins at the least access. Nothing happens before a button is pressed. */
export function ConsentForm({ consent, request, sessionKey }: ConsentFormProps) {
  const { organization, client, scopes } = consent;
  const [scope, setScope] = useState<OAuthScope>('read');
  const decision = useDecision();
  const decide = (given: OAuthDecision['decision']): void => {
    decision.mutate(
      { request, organization_id: organization.id, decision: given },
      {
        onSuccess: ({ redirect_to }) => {
          globalThis.location.assign(redirect_to);
        },
      },
    );
  };
  if (decision.isSuccess) {
    return (
      <Text size="sm" role="status">
        {t(($) => $.consent.leaving)}
      </Text>
    );
  }
  const given = decision.isPending ? decision.variables.decision : undefined;
  return (
    <>
      <div>
        <Title order={1}>{t(($) => $.consent.title)}</Title>
        <Text mt={6} dir="auto">
          <Trans
            i18nKey={($) => $.consent.asks}
            values={{ name: client.name ?? t(($) => $.consent.unnamed), organization: organization.name }}
            components={{ client: <b />, organization: <b /> }}
          />
        </Text>
      </div>
      <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />}>
        <Trans
          i18nKey={($) => $.consent.leadsTo[client.redirect.kind]}
          values={{ host: client.redirect.host }}
          components={{ host: <b /> }}
        />
      </Alert>
      <Radio.Group
        label={t(($) => $.consent.access)}
        value={scope}
        onChange={(value) => {
          setScope(value === 'manage' ? 'manage' : 'read');
        }}
      >
        <Stack gap="xs" mt="xs">
          {scopes.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(($) => $.consent.scopes[each].name)}
              description={t(($) => $.consent.scopes[each].hint)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {decision.isError && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {messageOf(decision.error)}
        </Text>
      )}
      <Group grow gap="sm">
        <Button
          variant="default"
          onClick={() => {
            decide('deny');
          }}
          loading={given === 'deny'}
          disabled={given !== undefined}
        >
          {t(($) => $.consent.deny)}
        </Button>
        <Button
          onClick={() => {
            decide(scope);
          }}
          loading={given === scope}
          disabled={given !== undefined}
        >
          {t(($) => $.consent.allow)}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {sessionKey === null
          ? t(($) => $.consent.end)
          : t(($) => $.consent.endWithKey, { key: sessionKey.name ?? `…${sessionKey.last_four}` })}
      </Text>
    </>
  );
}
