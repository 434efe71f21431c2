import { Select, Stack, Text } from '@mantine/core';
import type { RequestFormat, RequestFormatName } from '@postrider/contracts';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { HeaderList } from '../deliveries/header-list.js';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { useWrongField } from '../parts/use-wrong-field.js';
import { t } from '../texts/texts.js';
import { exampleHeaders } from './example-request.js';
import { FormatFields } from './format-fields.js';
import { isPreset, presetOf, presets, requestFormats, sameFormat } from './request-formats.js';
import { SaveRow } from './save-row.js';
import { useUpdateRequestFormat } from './settings-calls.js';
import classes from './settings.module.css';

const own = 'own';
type Choice = RequestFormatName | typeof own;

/** A preset or names of one's own, with the headers that a receiver gets. Receivers have to know a change before. */
export function RequestFormatForm({ current }: { current: RequestFormat }) {
  const [choice, setChoice] = useState<Choice>(presetOf(current) ?? own);
  const [draft, setDraft] = useState(current);
  const [isAsking, setIsAsking] = useState(false);
  const update = useUpdateRequestFormat();
  const form = useWrongField(update.error);
  const format = choice === own ? draft : requestFormats[choice];
  const isChanged = !sameFormat(format, current);
  const { fields, rest } = update.isError
    ? errorsByField(update.error, fieldsOf(format))
    : { fields: {}, rest: undefined };

  const choose = (name: string | null): void => {
    if (name === null) return;
    update.reset();
    // Own names begin with what was chosen before.
    if (!isPreset(name)) setDraft(format);
    setChoice(isPreset(name) ? name : own);
  };
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    setIsAsking(true);
  };
  const save = (): void => {
    update.mutate(choice === own ? draft : { preset: choice }, {
      onSuccess: () => {
        announce(t(($) => $.settings.saved));
      },
      onSettled: () => {
        setIsAsking(false);
      },
    });
  };
  const customerHeader = format.headers.customer;

  return (
    <div className={classes.columns}>
      <form onSubmit={ask} noValidate ref={form}>
        <Stack gap="md">
          <Select
            label={t(($) => $.settings.format.preset)}
            description={t(($) => $.settings.format.presetHint)}
            data={[...presets, own].map((value) => ({
              value,
              label: t(($) => $.settings.format.presets[isPreset(value) ? value : own]),
            }))}
            value={choice}
            onChange={choose}
            allowDeselect={false}
            styles={{ wrapper: { maxWidth: 320 } }}
          />
          {choice === own && (
            <FormatFields
              value={draft}
              onChange={(changed) => {
                setDraft(changed);
                if (update.isSuccess) update.reset();
              }}
              errors={fields}
            />
          )}
          <SaveRow
            label={t(($) => $.settings.format.save)}
            error={rest}
            isPending={update.isPending}
            isSaved={update.isSuccess && !isChanged}
            disabled={!isChanged}
          />
        </Stack>
      </form>
      <div className={classes.beside}>
        <HeaderList
          what={t(($) => $.settings.format.preview)}
          headers={exampleHeaders(format)}
          note={
            customerHeader === null ? undefined : t(($) => $.settings.format.customerNote, { header: customerHeader })
          }
        />
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={t(($) => $.settings.format.confirm.title)}
        action={t(($) => $.settings.format.confirm.change)}
        pending={update.isPending}
        error={null}
        onConfirm={save}
        onClose={() => {
          setIsAsking(false);
        }}
      >
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {t(($) => $.settings.format.confirm.first)}
          </Text>
          <Text size="sm">{t(($) => $.settings.format.confirm.effect)}</Text>
          <Text size="sm">{t(($) => $.settings.format.confirm.both)}</Text>
        </Stack>
      </ConfirmDialog>
    </div>
  );
}

/** Where errors of the API belong. What has no field is left to the text below. */
const fieldsOf = ({ headers, signatures }: RequestFormat): string[] => [
  ...Object.keys(headers).map((name) => `headers.${name}`),
  'user_agent',
  ...signatures.flatMap((_, index) =>
    ['header', 'signed', 'value', 'repeat.part', 'repeat.separator'].map((name) => `signatures.${index}.${name}`),
  ),
];
