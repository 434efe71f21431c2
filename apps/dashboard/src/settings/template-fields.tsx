import { NativeSelect, TextInput } from '@mantine/core';
import type { SignatureTemplate } from '@postrider/contracts';
import { t } from '../texts/texts.js';
import classes from './settings.module.css';

interface TemplateFieldsProps {
  value: SignatureTemplate;
  onChange: (template: SignatureTemplate) => void;
  error: (field: string) => string | undefined;
}

const hashes = ['sha256', 'sha1', 'sha512'] as const satisfies SignatureTemplate['hash'][];
const encodings = ['hex', 'base64'] as const satisfies SignatureTemplate['encoding'][];
const keys = ['text', 'decoded'] as const satisfies SignatureTemplate['key'][];

const usual = { autoComplete: 'off', spellCheck: false, dir: 'ltr' } as const;

/** A signature that the platform describes. */
export function TemplateFields({ value, onChange, error }: TemplateFieldsProps) {
  const change = (changes: Partial<SignatureTemplate>): void => {
    onChange({ ...value, ...changes });
  };
  const { repeat } = value;
  return (
    <>
      <div className={classes.pair}>
        <NativeSelect
          label={t(($) => $.settings.format.template.hash)}
          data={hashes.map((each) => ({ value: each, label: each }))}
          value={value.hash}
          onChange={({ currentTarget }) => {
            change({ hash: hashes.find((each) => each === currentTarget.value) ?? value.hash });
          }}
        />
        <NativeSelect
          label={t(($) => $.settings.format.template.encoding)}
          data={encodings.map((each) => ({ value: each, label: each }))}
          value={value.encoding}
          onChange={({ currentTarget }) => {
            change({ encoding: encodings.find((each) => each === currentTarget.value) ?? value.encoding });
          }}
        />
        <NativeSelect
          label={t(($) => $.settings.format.template.key)}
          data={keys.map((each) => ({ value: each, label: t(($) => $.settings.format.template.keys[each]) }))}
          value={value.key}
          onChange={({ currentTarget }) => {
            change({ key: keys.find((each) => each === currentTarget.value) ?? value.key });
          }}
        />
      </div>
      <TextInput
        {...usual}
        label={t(($) => $.settings.format.template.signed)}
        description={t(($) => $.settings.format.template.signedHint)}
        value={value.signed}
        onChange={(event) => {
          change({ signed: event.currentTarget.value });
        }}
        error={error('signed')}
      />
      <TextInput
        {...usual}
        label={t(($) => $.settings.format.template.value)}
        description={t(($) => $.settings.format.template.valueHint)}
        value={value.value}
        onChange={(event) => {
          change({ value: event.currentTarget.value });
        }}
        error={error('value')}
      />
      <TextInput
        {...usual}
        label={t(($) => $.settings.format.template.part)}
        description={t(($) => $.settings.format.template.partHint)}
        value={repeat?.part ?? ''}
        onChange={({ currentTarget: { value: part } }) => {
          change({ repeat: part === '' ? null : { part, separator: repeat?.separator ?? ',' } });
        }}
        error={error('repeat.part')}
      />
      {repeat !== null && (
        <TextInput
          {...usual}
          label={t(($) => $.settings.format.template.separator)}
          value={repeat.separator}
          onChange={(event) => {
            change({ repeat: { ...repeat, separator: event.currentTarget.value } });
          }}
          error={error('repeat.separator')}
          maw={120}
        />
      )}
    </>
  );
}
