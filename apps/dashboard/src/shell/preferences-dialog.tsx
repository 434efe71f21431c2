import { Modal, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { showAgain } from '../shared/use-first-steps.js';
import { RouterButton } from '../parts/router-anchor.js';
import { chooseTimeZone, timeZone, timeZones } from '../parts/time-zone.js';
import { chooseLanguage, language } from '../texts/language.js';
import { isLanguage, languages } from '../texts/languages.js';
import { t } from '../texts/texts.js';

const schemes = ['auto', 'light', 'dark'] as const;

export function PreferencesDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.shell.preferences.title)}
      size="sm"
      closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
    >
      <Choices onClose={onClose} />
    </Modal>
  );
}

function Choices({ onClose }: { onClose: () => void }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack gap="md">
      <Choice label={t(($) => $.shell.preferences.language)}>
        <SegmentedControl
          fullWidth
          aria-label={t(($) => $.shell.preferences.language)}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          value={language}
          onChange={(value) => {
            if (isLanguage(value)) chooseLanguage(value);
          }}
        />
      </Choice>
      <Choice label={t(($) => $.shell.preferences.times)}>
        <SegmentedControl
          fullWidth
          aria-label={t(($) => $.shell.preferences.times)}
          data={timeZones.map((value) => ({ value, label: t(($) => $.shell.preferences[value]) }))}
          value={timeZone}
          onChange={chooseTimeZone}
        />
      </Choice>
      <Choice label={t(($) => $.shell.preferences.theme)}>
        <SegmentedControl
          fullWidth
          aria-label={t(($) => $.shell.preferences.theme)}
          data={schemes.map((value) => ({ value, label: t(($) => $.shell.preferences[value]) }))}
          value={colorScheme}
          onChange={setColorScheme}
        />
      </Choice>
      <RouterButton
        to="/"
        variant="subtle"
        onClick={() => {
          showAgain();
          onClose();
        }}
      >
        {t(($) => $.firstSteps.again)}
      </RouterButton>
      <Text size="xs" c="dimmed">
        {t(($) => $.shell.preferences.note)}
      </Text>
    </Stack>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4} aria-hidden>
        {label}
      </Text>
      {children}
    </div>
  );
}
