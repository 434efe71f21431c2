import { Group, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import type { PortalSettings } from '@postrider/contracts';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { announce } from '../parts/announcer.js';
import { useWrongField } from '../parts/use-wrong-field.js';
import { isLanguage, languages } from '../texts/languages.js';
import { t } from '../texts/texts.js';
import { isColor, pickerColor } from './accent-color.js';
import { originsOf, wrongOrigin } from './origin-lines.js';
import { PortalPreview } from './portal-preview.js';
import { SaveRow } from './save-row.js';
import { useUpdatePortalSettings } from './settings-calls.js';
import classes from './settings.module.css';

const fieldNames = ['name', 'logo_url', 'accent_color', 'theme', 'origins', 'message_language'] as const;
const themes = ['auto', 'light', 'dark'] as const satisfies PortalSettings['theme'][];
const textOf = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** How the portal looks, with what that becomes, and which pages may embed it. */
export function PortalSettingsForm({ current }: { current: PortalSettings }) {
  const [name, setName] = useState(current.name ?? '');
  const [logoUrl, setLogoUrl] = useState(current.logo_url ?? '');
  const [accent, setAccent] = useState(current.accent_color ?? '');
  const [theme, setTheme] = useState(current.theme);
  const [origins, setOrigins] = useState(current.origins.join('\n'));
  const [language, setLanguage] = useState(current.message_language ?? 'en');
  const update = useUpdatePortalSettings();
  const form = useWrongField(update.error);
  const { fields, rest } = update.isError ? errorsByField(update.error, fieldNames) : { fields: {}, rest: undefined };

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const settings = {
      name: textOf(name),
      logo_url: textOf(logoUrl),
      accent_color: textOf(accent),
      theme,
      origins: originsOf(origins),
      message_language: language === 'en' ? null : language,
    };
    update.mutate(settings, {
      onSuccess: () => {
        announce(t(($) => $.settings.saved));
      },
    });
  };

  return (
    <div className={classes.columns}>
      {/* What is typed next is not saved. */}
      <form onSubmit={submit} onChange={update.isSuccess ? update.reset : undefined} noValidate ref={form}>
        <Stack gap="md">
          <TextInput
            label={t(($) => $.settings.portal.name)}
            description={t(($) => $.settings.portal.nameHint)}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
            error={fields.name}
            autoComplete="off"
            dir="auto"
          />
          <TextInput
            label={t(($) => $.settings.portal.logo)}
            description={t(($) => $.settings.portal.logoHint)}
            placeholder="https://app.example.com/logo.svg"
            value={logoUrl}
            onChange={(event) => {
              setLogoUrl(event.currentTarget.value);
            }}
            error={fields.logo_url}
            type="url"
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
          />
          <TextInput
            label={t(($) => $.settings.portal.accent)}
            description={t(($) => $.settings.portal.accentHint)}
            placeholder="#1f6feb"
            value={accent}
            onChange={(event) => {
              setAccent(event.currentTarget.value);
            }}
            error={fields.accent_color}
            rightSection={
              <input
                type="color"
                className={classes.picker}
                aria-label={t(($) => $.settings.portal.choose)}
                value={pickerColor(accent.trim())}
                onChange={(event) => {
                  setAccent(event.currentTarget.value);
                }}
              />
            }
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            styles={{ wrapper: { maxWidth: 220 } }}
          />
          <Radio.Group
            label={t(($) => $.settings.portal.theme)}
            value={theme}
            onChange={(value) => {
              setTheme(themes.find((each) => each === value) ?? 'auto');
            }}
            error={fields.theme}
          >
            <Group gap="md" mt="xs">
              {themes.map((each) => (
                <Radio key={each} value={each} label={t(($) => $.settings.portal.themes[each])} />
              ))}
            </Group>
          </Radio.Group>
          <Textarea
            label={t(($) => $.settings.portal.origins)}
            description={t(($) => $.settings.portal.originsHint)}
            placeholder="https://app.example.com"
            value={origins}
            onChange={(event) => {
              setOrigins(event.currentTarget.value);
            }}
            error={wrongOrigin(update.error, update.variables?.origins ?? []) ?? fields.origins}
            autosize
            minRows={2}
            spellCheck={false}
            dir="ltr"
          />
          <Select
            label={t(($) => $.settings.portal.language)}
            description={t(($) => $.settings.portal.languageHint)}
            data={languageChoices(current.message_language)}
            value={language}
            onChange={(value) => {
              setLanguage(value ?? 'en');
              if (update.isSuccess) update.reset();
            }}
            error={fields.message_language}
            allowDeselect={false}
            styles={{ wrapper: { maxWidth: 220 } }}
          />
          <SaveRow
            label={t(($) => $.settings.portal.save)}
            error={rest}
            isPending={update.isPending}
            isSaved={update.isSuccess}
          />
        </Stack>
      </form>
      <PortalPreview
        name={name.trim()}
        hasLogo={logoUrl.trim() !== ''}
        accent={isColor(accent.trim()) ? accent.trim() : undefined}
        theme={theme}
      />
    </div>
  );
}

/** Those that are built in, and another one that is set through the API. */
const languageChoices = (current: string | null): { value: string; label: string }[] => [
  ...Object.entries(languages).map(([value, label]) => ({ value, label })),
  ...(current === null || isLanguage(current) ? [] : [{ value: current, label: current }]),
];
