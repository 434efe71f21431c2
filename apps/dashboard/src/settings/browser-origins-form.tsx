import { Stack, Text, Textarea } from '@mantine/core';
import type { BrowserOrigins } from '@postrider/contracts';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { announce } from '../parts/announcer.js';
import { useWrongField } from '../parts/use-wrong-field.js';
import { t } from '../texts/texts.js';
import { originsOf, wrongOrigin } from './origin-lines.js';
import { SaveRow } from './save-row.js';
import { useUpdateBrowserOrigins } from './settings-calls.js';

/** The pages whose scripts may call the API. */
export function BrowserOriginsForm({ current }: { current: BrowserOrigins }) {
  const [text, setText] = useState(current.origins.join('\n'));
  const update = useUpdateBrowserOrigins();
  const form = useWrongField(update.error);
  const { fields, rest } = update.isError ? errorsByField(update.error, ['origins']) : { fields: {}, rest: undefined };

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    update.mutate(originsOf(text), {
      onSuccess: () => {
        announce(t(($) => $.settings.saved));
      },
    });
  };

  return (
    <form onSubmit={submit} noValidate ref={form}>
      <Stack gap="md" maw="36rem">
        <Textarea
          label={t(($) => $.settings.browsers.origins)}
          description={t(($) => $.settings.browsers.originsHint)}
          placeholder="https://app.example.com"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            // What is typed next is not saved.
            if (update.isSuccess) update.reset();
          }}
          error={wrongOrigin(update.error, update.variables ?? []) ?? fields.origins}
          autosize
          minRows={2}
          spellCheck={false}
          dir="ltr"
        />
        <Text size="sm" c="dimmed">
          {t(($) => $.settings.browsers.warning)}
        </Text>
        <SaveRow
          label={t(($) => $.settings.browsers.save)}
          error={rest}
          isPending={update.isPending}
          isSaved={update.isSuccess}
        />
      </Stack>
    </form>
  );
}
