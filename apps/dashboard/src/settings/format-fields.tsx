import { Box, Button, Group, Input, TextInput } from '@mantine/core';
import type { RequestFormat } from '@postrider/contracts';
import { IconPlus } from '@tabler/icons-react';
import { t } from '../texts/texts.js';
import { template } from './request-formats.js';
import { SignatureFields } from './signature-fields.js';
import classes from './settings.module.css';

type FieldErrors = Readonly<Partial<Record<string, string>>>;

interface FormatFieldsProps {
  value: RequestFormat;
  onChange: (format: RequestFormat) => void;
  /** By the API's names of the fields. */
  errors: FieldErrors;
}

const headerNames = [
  'id',
  'timestamp',
  'event_type',
  'delivery_id',
  'attempt',
  'customer',
] as const satisfies (keyof RequestFormat['headers'])[];
const maxSignatures = 2;

/** Names of the headers, the `User-Agent`, and the signatures. What is empty is not sent. */
export function FormatFields({ value, onChange, errors }: FormatFieldsProps) {
  const { headers, user_agent, signatures } = value;
  return (
    <>
      <Input.Wrapper
        labelElement="div"
        label={t(($) => $.settings.format.headers)}
        description={t(($) => $.settings.format.headersHint)}
        role="group"
        aria-label={t(($) => $.settings.format.headers)}
      >
        <Box className={classes.pair} mt={6}>
          {headerNames.map((name) => (
            <TextInput
              key={name}
              label={t(($) => $.settings.format.header[name])}
              placeholder={t(($) => $.settings.format.notSent)}
              value={headers[name] ?? ''}
              onChange={({ currentTarget: { value: typed } }) => {
                onChange({ ...value, headers: { ...headers, [name]: typed === '' ? null : typed } });
              }}
              error={errors[`headers.${name}`]}
              autoComplete="off"
              spellCheck={false}
              dir="ltr"
            />
          ))}
          <TextInput
            label={t(($) => $.settings.format.userAgent)}
            placeholder={t(($) => $.settings.format.notSent)}
            value={user_agent ?? ''}
            onChange={({ currentTarget: { value: typed } }) => {
              onChange({ ...value, user_agent: typed === '' ? null : typed });
            }}
            error={errors.user_agent}
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
          />
        </Box>
      </Input.Wrapper>
      {signatures.map((signature, index) => (
        <SignatureFields
          key={index}
          number={index + 1}
          value={signature}
          onChange={(changed) => {
            onChange({ ...value, signatures: signatures.with(index, changed) });
          }}
          onRemove={
            signatures.length === 1
              ? undefined
              : () => {
                  onChange({ ...value, signatures: signatures.filter((_, at) => at !== index) });
                }
          }
          error={(name) => errors[`signatures.${index}.${name}`]}
        />
      ))}
      {signatures.length < maxSignatures && (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              onChange({ ...value, signatures: [...signatures, template('X-Signature')] });
            }}
          >
            {t(($) => $.settings.format.signature.add)}
          </Button>
        </Group>
      )}
    </>
  );
}
