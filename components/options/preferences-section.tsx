import { useState } from 'preact/hooks';
import { isBorrowed, t } from '../../lib/i18n/index.ts';
import { languageNames } from '../../lib/i18n/language-names.ts';
import { languageChoices, languages } from '../../lib/settings/languages.ts';
import { isManaged } from '../../lib/settings/resolve.ts';
import { type Preferences, type SettingsDraft, themes } from '../../lib/settings/schema.ts';
import type { SettingsView } from '../../lib/settings/settings-service.ts';
import type { OptionsEvents } from './events.ts';
import { CheckField, SelectField } from './form/controls.tsx';

/** Kept at once, at each change. */
export function PreferencesSection(props: {
  view: SettingsView;
  /** The browser lets Chatside notify the agent. */
  mayNotify: boolean;
  onSave: (settings: SettingsDraft) => void;
  onAllow: OptionsEvents['allowNotifications'];
}) {
  const { settings, managed } = props.view;
  const { preferences } = settings;
  const [isRefused, setRefused] = useState(false);

  function prefer(changed: Partial<Preferences>) {
    props.onSave({ ...settings, preferences: { ...preferences, ...changed } });
  }

  /** In the click: the browser asks at no other time. */
  function allow(then: () => void) {
    props.onAllow().then((allowed) => {
      setRefused(!allowed);
      if (allowed) then();
    });
  }

  const isLocked = (name: keyof Preferences) => isManaged(managed, 'preferences', name);
  /** A yes or no. */
  const yesOrNo = (
    name: 'maskPhones' | 'shortcuts' | 'insertReplies' | 'notifyReminders' | 'notifyNames',
  ) => ({
    id: name,
    checked: preferences[name],
    locked: isLocked(name),
    onChecked: (on: boolean) => prefer({ [name]: on }),
  });

  return (
    <section class="options-section preferences" aria-labelledby="preferences-title">
      <h2 id="preferences-title">{t('options.preferences')}</h2>
      <div class="pair">
        <SelectField
          id="language"
          label={t('options.language')}
          hint={isBorrowed() ? t('options.language.borrowed') : undefined}
          value={preferences.language}
          locked={isLocked('language')}
          onValue={(value) => {
            const language = languageChoices.find((one) => one === value);
            if (language) prefer({ language });
          }}
          choices={[
            {
              group: null,
              choices: [
                { value: 'auto', label: t('options.language.auto') },
                ...languages.map((value) => ({ value, label: languageNames[value], lang: value })),
              ],
            },
          ]}
        />
        <SelectField
          id="theme"
          label={t('options.theme')}
          value={preferences.theme}
          locked={isLocked('theme')}
          onValue={(value) => {
            const theme = themes.find((one) => one === value);
            if (theme) prefer({ theme });
          }}
          choices={[
            { group: null, choices: themes.map((value) => ({ value, label: t(`options.theme.${value}`) })) },
          ]}
        />
      </div>
      <CheckField
        {...yesOrNo('maskPhones')}
        label={t('options.maskPhones')}
        hint={t('options.maskPhones.hint')}
      />
      <CheckField
        {...yesOrNo('shortcuts')}
        label={t('options.shortcuts')}
        hint={t('options.shortcuts.hint')}
      />
      <CheckField
        {...yesOrNo('insertReplies')}
        label={t('options.insertReplies')}
        hint={t('options.insertReplies.hint')}
      />
      <CheckField
        {...yesOrNo('notifyReminders')}
        label={t('options.notify')}
        hint={t('options.notify.hint')}
        onChecked={(on) =>
          on ? allow(() => prefer({ notifyReminders: true })) : prefer({ notifyReminders: false })
        }
      />
      <div role="status">{isRefused && !props.mayNotify && <p>{t('options.notify.refused')}</p>}</div>
      {preferences.notifyReminders && !props.mayNotify && (
        <button type="button" class="button" onClick={() => allow(() => {})}>
          {t('options.notify.allow')}
        </button>
      )}
      {preferences.notifyReminders && (
        <CheckField
          {...yesOrNo('notifyNames')}
          label={t('options.notifyNames')}
          hint={t('options.notifyNames.hint')}
        />
      )}
    </section>
  );
}
