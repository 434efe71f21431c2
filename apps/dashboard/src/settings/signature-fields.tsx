import { ActionIcon, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import type { SignatureScheme } from '@postrider/contracts';
import { IconX } from '@tabler/icons-react';
import { t } from '../texts/texts.js';
import { template } from './request-formats.js';
import classes from './settings.module.css';
import { TemplateFields } from './template-fields.js';

interface SignatureFieldsProps {
  /** From 1. */
  number: number;
  value: SignatureScheme;
  onChange: (signature: SignatureScheme) => void;
  /** Undefined for the only one. */
  onRemove: (() => void) | undefined;
  error: (field: string) => string | undefined;
}

const schemes = ['hmac_hex', 'standard_webhooks', 'template'] as const satisfies SignatureScheme['scheme'][];

/** The header of a signature, and how it is computed. */
export function SignatureFields({ number, value, onChange, onRemove, error }: SignatureFieldsProps) {
  const title = t(($) => $.settings.format.signature.title, { number });
  return (
    <div role="group" aria-label={title} className={classes.signature}>
      <Group justify="space-between" mih={28}>
        <Text size="sm" fw={600} aria-hidden>
          {title}
        </Text>
        {onRemove !== undefined && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            onClick={onRemove}
            aria-label={t(($) => $.settings.format.signature.remove, { number })}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <div className={classes.pair}>
        <NativeSelect
          label={t(($) => $.settings.format.signature.scheme)}
          data={schemes.map((scheme) => ({
            value: scheme,
            label: t(($) => $.settings.format.signature.schemes[scheme]),
          }))}
          value={value.scheme}
          onChange={({ currentTarget }) => {
            onChange(withScheme(value, schemes.find((each) => each === currentTarget.value) ?? 'hmac_hex'));
          }}
        />
        <TextInput
          label={t(($) => $.settings.format.signature.header)}
          value={value.header}
          onChange={(event) => {
            onChange({ ...value, header: event.currentTarget.value });
          }}
          error={error('header')}
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
        />
      </div>
      {value.scheme === 'template' && <TemplateFields value={value} onChange={onChange} error={error} />}
    </div>
  );
}

const withScheme = ({ header }: SignatureScheme, scheme: SignatureScheme['scheme']): SignatureScheme =>
  scheme === 'template' ? template(header) : { scheme, header };
